"""The log driver awslogs must know its log group and Region.

## What it does
Reports containers with the log driver awslogs whose options lack `awslogs-group` or `awslogs-region`.

## Why it is bad
ECS refuses the task definition: "Log driver awslogs requires options: awslogs-region, awslogs-group".

## Example
```python
import json

import pulumi_aws as aws

logs = {
    "logDriver": "awslogs",
    "options": {"awslogs-stream-prefix": "web"},
}
aws.ecs.TaskDefinition(
    "web",  # violates
    family="web",
    container_definitions=json.dumps([{"name": "web", "image": "web", "logConfiguration": logs}]),
)
```

## Use instead
Name both.
```python
logs = {
    "logDriver": "awslogs",
    "options": {"awslogs-group": "web", "awslogs-region": "us-east-1", "awslogs-stream-prefix": "web"},
}
aws.ecs.TaskDefinition(
    "web",
    family="web",
    container_definitions=json.dumps([{"name": "web", "image": "web", "logConfiguration": logs}]),
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
    level=Level.MANDATORY,
    severity=Severity.HIGH,
    outcome=Outcome.REJECTED,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html",
        "https://github.com/aws-cloudformation/cfn-lint/blob/main/docs/rules.md",
    ),
)
def check(task: TaskDefinition) -> Iterator[Violation]:
    for container in those(task.containers, lambda container: bool(_missing(container))):
        missing = " and ".join(_missing(container))
        yield Violation(
            task,
            "containerDefinitions",
            f'The container "{container.name}" of {task.label} logs by awslogs without {missing}.',
            "ECS refuses the task definition.",
            f"add {missing} to the options of logConfiguration.",
        )


def _missing(container: Container) -> list[str]:
    """The options that its log driver needs, and that are not there."""
    if container.is_declared_only:
        return []
    logs = container.log_configuration
    if logs is None or logs.driver != "awslogs":
        return []
    return [key for key in ("awslogs-group", "awslogs-region") if key not in logs.options]
