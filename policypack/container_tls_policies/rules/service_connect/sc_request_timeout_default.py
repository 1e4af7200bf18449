"""An endpoint that speaks HTTP should state its request timeout.

## What it does
Reports Service Connect endpoints whose port mapping has the `appProtocol` `http`, `http2` or `grpc` and that have no
`timeout.perRequestTimeoutSeconds`. Any value is accepted, also 15, the one that ECS has otherwise, and 0 for none.

## Why it is bad
The proxy waits 15 seconds for the complete response, and then answers 504 itself. That is far below what else is on the
path: load balancers wait 60 seconds, most clients and frameworks longer. Reports, uploads, long polls and streams that
worked without Service Connect fail after 15 seconds, in a way that neither application nor load balancer logs.

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
        [
            {
                "name": "web",
                "image": "web",
                "portMappings": [{"name": "http", "containerPort": 8080, "appProtocol": "http"}],
            }
        ]
    ),
)
aws.ecs.Service(
    "web",  # violates
    task_definition=task.arn,
    network_configuration={"subnets": ["subnet-0a"], "security_groups": ["sg-0123456789abcdef0"]},
    service_connect_configuration={
        "enabled": True,
        "namespace": "internal",
        "services": [{"port_name": "http", "client_alias": [{"port": 80}]}],
    },
)
```

## Use instead
State how long a request may take; behind a load balancer, no less than its idle timeout.
```python
aws.ecs.Service(
    "web",
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
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import Endpoint, every
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    on=Endpoint,
    level=Level.ADVISORY,
    severity=Severity.MEDIUM,
    outcome=Outcome.BROKEN,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_TimeoutConfiguration.html",
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect-concepts-deploy.html",
        "https://github.com/aws/containers-roadmap/issues/1958",
    ),
)
def check(endpoint: Endpoint) -> Iterator[Violation]:
    if every([lambda: not _states_timeout(endpoint), lambda: endpoint.app_protocol in ("http", "http2", "grpc")]):
        service = endpoint.service
        yield Violation(
            service,
            endpoint.path_of("timeout.perRequestTimeoutSeconds"),
            f"{service.label} states no request timeout on {endpoint.display_name}, which speaks "
            f"{endpoint.app_protocol}.",
            "The proxy ends every request that takes more than 15 seconds with a 504.",
            'set timeout.perRequestTimeoutSeconds (timeout["per_request_timeout_seconds"]) to what requests may take.',
        )


def _states_timeout(endpoint: Endpoint) -> bool:
    timeout = endpoint.timeout
    return timeout is not None and timeout.has("perRequestTimeoutSeconds")
