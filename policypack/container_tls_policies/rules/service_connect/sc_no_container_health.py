"""A container behind a Service Connect endpoint should have a health check.

## What it does
Reports task definitions in which the container of a Service Connect endpoint is essential and has no `healthCheck`, or
one that is switched off with the command `NONE`. The health check of a load balancer does not count: Service Connect
does not ask it.

## Why it is bad
ECS lets other services call a task as soon as its essential containers are healthy, and a container without a health
check counts as fit for traffic the moment it runs. Until its application listens, calls end in connection errors, at
every deployment and every time ECS adds a task.

## Example
```python
import json
import pulumi_aws as aws

task = aws.ecs.TaskDefinition(
    "web",  # violates
    family="web",
    network_mode="awsvpc",
    memory="512",
    container_definitions=json.dumps(
        [{"name": "web", "image": "web", "portMappings": [{"name": "http", "containerPort": 8080}]}]
    ),
)
aws.ecs.Service(
    "web",
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
A command that is in the image, and a start period that is long enough for the application.
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
                "portMappings": [{"name": "http", "containerPort": 8080}],
                "healthCheck": {"command": ["CMD", "/web", "health"], "startPeriod": 30},
            }
        ]
    ),
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import Endpoint
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model import Container, TaskDefinition


@rule(
    on=Endpoint,
    level=Level.ADVISORY,
    severity=Severity.LOW,
    outcome=Outcome.BROKEN,
    since="0.1.0",
    references=("https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect-concepts.html",),
)
def check(endpoint: Endpoint) -> Iterator[Violation]:
    name = endpoint.port_name
    if name is None:
        return

    def unchecked(task: TaskDefinition) -> Container | None:
        container = task.container_with_port(name)
        return container if container and container.essential and not container.has_health_check else None

    reference = endpoint.service.task_definition
    if not reference.agree(lambda task: unchecked(task) is not None):
        return
    for task in reference.candidates:
        container = unchecked(task)
        assert container is not None
        yield Violation(
            task,
            container.path_of("healthCheck"),
            f'{task.label} has no healthCheck for container "{container.name}", which serves the Service Connect '
            f'endpoint "{name}" of {endpoint.service.label}.',
            "Other services call a new task before its application listens, and get connection errors.",
            'add healthCheck with a command ["CMD", …] of the image to the container.',
        )
