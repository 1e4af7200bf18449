"""A task must have an essential container.

## What it does
Reports task definitions of which each container has `essential` false. Without `essential` a container is essential.

## Why it is bad
When an essential container stops, the task stops. With none, nothing would say when the task is over, and ECS refuses
the task definition.

## Example
```python
import json

import pulumi_aws as aws

aws.ecs.TaskDefinition(
    "web",  # violates
    family="web",
    container_definitions=json.dumps([{"name": "web", "image": "web", "essential": False}]),
)
```

## Use instead
Let the application be essential, and sidecars if you like.
```python
aws.ecs.TaskDefinition(
    "web",
    family="web",
    container_definitions=json.dumps([{"name": "web", "image": "web", "essential": True}]),
)
```
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ...model import TaskDefinition, some
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model import Container


@rule(
    on=TaskDefinition,
    level=Level.MANDATORY,
    severity=Severity.HIGH,
    outcome=Outcome.REJECTED,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html",
        "https://github.com/aws-cloudformation/cfn-lint/blob/main/docs/rules.md",
    ),
)
def check(task: TaskDefinition) -> Iterator[Violation]:
    containers = task.containers
    if containers and not some([partial(_is_essential, container) for container in containers]):
        yield Violation(
            task,
            "containerDefinitions",
            f"No container of {task.label} is essential.",
            "ECS refuses the task definition: nothing would tell when the task is over.",
            "set essential to true for the container that the task is there for.",
        )


def _is_essential(container: Container) -> bool:
    return container.essential
