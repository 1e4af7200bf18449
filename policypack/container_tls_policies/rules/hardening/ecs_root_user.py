"""Containers should not run as root or administrator.

## What it does
Reports containers whose `user` is root, or in Windows `ContainerAdministrator`, and containers that state none, so that
the image decides. Off unless you turn it on, since an image may well have a user of its own.

## Why it is bad
In a container root is the root of the instance, with fewer rights: what breaks out of the container has it easier.

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
            {"name": "web", "image": "acme/web:1.4.2"},
        ]
    ),
)
```

## Use instead
State a user of the image.
```python
task = aws.ecs.TaskDefinition(
    "web",
    family="web",
    network_mode="awsvpc",
    container_definitions=json.dumps(
        [
            {"name": "web", "image": "acme/web:1.4.2", "user": "1000:1000"},
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

    from ...model import Container


@rule(
    on=TaskDefinition,
    level=Level.DISABLED,
    severity=Severity.LOW,
    outcome=Outcome.INSECURE,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html",
        "https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html",
    ),
)
def check(task: TaskDefinition) -> Iterator[Violation]:
    def rules(container: Container) -> bool:
        user = (container.user or "").partition(":")[0].lower()
        return not user or user in (("containeradministrator",) if task.is_for_windows else ("root", "0"))

    for container in those(task.containers, rules):
        user = container.user
        yield Violation(
            task,
            "containerDefinitions",
            f'The container "{container.name}" of {task.label} {f"runs as {user}" if user else "states no user"}.',
            "What breaks out of a container with all rights has it easier.",
            "set user to one without them, such as 1000:1000, or ContainerUser in Windows.",
        )
