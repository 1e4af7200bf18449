"""A container that others wait for to be HEALTHY must have a health check.

## What it does
Reports `dependsOn` with the condition HEALTHY on a container of the same task definition that has no `healthCheck`, or
one that is turned off by `NONE`. A HEALTHCHECK in the image does not count: ECS looks at the container definition only.

## Why it is bad
ECS never sees such a container healthy, and what waits for it never starts. The task stays in PENDING or is stopped,
and the service never becomes stable.

## Example
```python
import json
import pulumi_aws as aws

task = aws.ecs.TaskDefinition(
    "web",  # violates
    family="web",
    network_mode="awsvpc",
    container_definitions=json.dumps(
        [
            {
                "name": "app",
                "image": "acme/web:1.4.2",
                "dependsOn": [{"containerName": "envoy", "condition": "HEALTHY"}],
            },
            {"name": "envoy", "image": "envoyproxy/envoy:v1.36.2"},
        ]
    ),
)
```

## Use instead
Give it a health check, or wait for its START only.
```python
task = aws.ecs.TaskDefinition(
    "web",
    family="web",
    network_mode="awsvpc",
    container_definitions=json.dumps(
        [
            {
                "name": "app",
                "image": "acme/web:1.4.2",
                "dependsOn": [{"containerName": "envoy", "condition": "HEALTHY"}],
            },
            {
                "name": "envoy",
                "image": "envoyproxy/envoy:v1.36.2",
                "healthCheck": {"command": ["CMD", "bash", "-c", "</dev/tcp/127.0.0.1/9901"]},
            },
        ]
    ),
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import UNKNOWN, TaskDefinition
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model import Container


@rule(
    on=TaskDefinition,
    level=Level.MANDATORY,
    severity=Severity.HIGH,
    outcome=Outcome.UNHEALTHY,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDependency.html",
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/healthcheck.html",
    ),
)
def check(task: TaskDefinition) -> Iterator[Violation]:
    unchecked = {container.name for container in task.containers if not _has_check(container)}
    for container in task.containers:
        for dependency in container.dependencies:
            if dependency.container_name in unchecked and dependency.condition == "HEALTHY":
                yield Violation(
                    task,
                    "containerDefinitions",
                    f'The container "{container.name}" of {task.label} waits until "{dependency.container_name}" is '
                    "HEALTHY, which has no health check.",
                    "It never becomes healthy, and the container that waits never starts.",
                    f'set healthCheck of "{dependency.container_name}", or wait for START.',
                )


def _has_check(container: Container) -> bool:
    if not container.has("healthCheck"):
        return False
    check = container.health_check
    return check is None or not check.command or check.command[0] is UNKNOWN or check.command[0] != "NONE"
