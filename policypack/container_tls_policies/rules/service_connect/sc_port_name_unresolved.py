"""The port name of a Service Connect endpoint must exist in the task definition.

## What it does
Reports services whose Service Connect configuration has a `portName` that no port mapping of the task definition has as
its `name`. Where the task definition is not of this stack, nothing is said.

## Why it is bad
`portName` is the only link between the service and a container port. It is not the port's number, nor the discovery
name: ECS refuses the service when no port mapping has that name.

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
                "port_name": "web",
                "client_alias": [{"port": 80}],
            }
        ],
    },
)
```

## Use instead
Use the name of the port mapping.
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
            }
        ],
    },
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import Endpoint
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
        "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceConnectService.html",
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect-concepts-deploy.html",
    ),
)
def check(endpoint: Endpoint) -> Iterator[Violation]:
    if not endpoint.lacks_port_mapping:
        return
    service, name = endpoint.service, endpoint.port_name
    tasks = service.task_definition.candidates
    existing = ", ".join(dict.fromkeys(name for task in tasks for name in task.port_names)) or "none"
    yield Violation(
        service,
        endpoint.path_of("portName"),
        f'{service.label} has a Service Connect endpoint with the portName "{name}", but no port mapping of '
        f"{' or '.join(task.label for task in tasks)} has that name (names that exist: {existing}).",
        "ECS refuses the service.",
        f'set portName (port_name) to an existing name, or set name of a port mapping of the container to "{name}".',
    )
