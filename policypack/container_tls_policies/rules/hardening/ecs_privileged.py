"""Containers should not be privileged.

## What it does
Reports containers with `privileged` true.

## Why it is bad
Such a container has every right on its instance: whoever breaks into it reads what is in the memory of all others
there, the keys of their TLS connections too. Fargate refuses it.

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
            {"name": "web", "image": "acme/web:1.4.2", "privileged": True},
        ]
    ),
)
```

## Use instead
Leave it out, and add single capabilities by `linuxParameters` where a program needs them.
```python
task = aws.ecs.TaskDefinition(
    "web",
    family="web",
    network_mode="awsvpc",
    container_definitions=json.dumps(
        [
            {"name": "web", "image": "acme/web:1.4.2"},
        ]
    ),
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import TaskDefinition, those
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    on=TaskDefinition,
    level=Level.ADVISORY,
    severity=Severity.HIGH,
    outcome=Outcome.INSECURE,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html",
        "https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html",
    ),
)
def check(task: TaskDefinition) -> Iterator[Violation]:
    for container in those(task.containers, lambda container: container.privileged):
        yield Violation(
            task,
            "containerDefinitions",
            f'The container "{container.name}" of {task.label} is privileged.',
            "Whoever breaks into it has every right on the instance; Fargate refuses it.",
            "remove privileged, and add single capabilities in linuxParameters where they are needed.",
        )
