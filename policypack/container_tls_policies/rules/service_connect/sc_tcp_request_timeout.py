"""A request timeout must go with a protocol that has requests.

## What it does
Reports Service Connect endpoints that set `timeout.perRequestTimeoutSeconds` while the port mapping of their `portName`
has no `appProtocol`, which makes it plain TCP. Zero, which turns the timeout off, counts as not set.

`idleTimeoutSeconds` is fine with every protocol. Where the task definition is not of this stack, nothing is said.

## Why it is bad
A proxy for TCP sees bytes, no requests that it could time. ECS refuses the combination.

## Example
```python
import json
import pulumi_aws as aws

task = aws.ecs.TaskDefinition(
    "web",
    family="web",
    network_mode="awsvpc",
    memory="512",
    container_definitions=json.dumps(
        [{"name": "web", "image": "web", "portMappings": [{"name": "http", "containerPort": 8080}]}]
    ),
)
aws.ecs.Service(
    "web",  # violates
    task_definition=task.arn,
    network_configuration={"subnets": ["subnet-0a"], "security_groups": ["sg-0123456789abcdef0"]},
    service_connect_configuration={
        "enabled": True,
        "namespace": "internal",
        "services": [
            {
                "port_name": "http",
                "client_alias": [{"port": 80}],
                "timeout": {"per_request_timeout_seconds": 60},
            }
        ],
    },
)
```

## Use instead
Say what the port speaks (`appProtocol` cannot change later: the service has to be replaced), or leave the request
timeout out.
```python
task = aws.ecs.TaskDefinition(
    "web",
    family="web",
    network_mode="awsvpc",
    memory="512",
    container_definitions=json.dumps(
        [
            {
                "name": "web",
                "image": "web",
                "portMappings": [{"name": "http", "containerPort": 8080, "appProtocol": "http"}],
            }
        ]
    ),
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import Endpoint, every
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    on=Endpoint,
    level=Level.MANDATORY,
    severity=Severity.HIGH,
    outcome=Outcome.REJECTED,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_TimeoutConfiguration.html",
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect-concepts-deploy.html",
    ),
)
def check(endpoint: Endpoint) -> Iterator[Violation]:
    timeout = endpoint.timeout
    if timeout and every([lambda: bool(timeout.per_request_timeout), lambda: endpoint.app_protocol == "tcp"]):
        service = endpoint.service
        tasks = " or ".join(task.label for task in service.task_definition.candidates)
        yield Violation(
            service,
            timeout.path_of("perRequestTimeoutSeconds"),
            f"{service.label} has a request timeout of {timeout.per_request_timeout} seconds on "
            f"{endpoint.display_name}, but that port mapping of {tasks} has no appProtocol, which means TCP.",
            "ECS takes a request timeout only for HTTP, HTTP/2 and gRPC, and refuses the service.",
            "set appProtocol of the port mapping, or remove timeout.perRequestTimeoutSeconds "
            '(timeout["per_request_timeout_seconds"]).',
        )
