"""Containers should have a read-only root filesystem.

## What it does
Reports containers without `readonlyRootFilesystem`. Off unless you turn it on, since many images write to theirs.

## Why it is bad
Whoever breaks into the container can change its programs and leave his own there.

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
Make it read-only, and mount volumes where the program writes.
```python
task = aws.ecs.TaskDefinition(
    "web",
    family="web",
    network_mode="awsvpc",
    container_definitions=json.dumps(
        [
            {"name": "web", "image": "acme/web:1.4.2", "readonlyRootFilesystem": True},
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
    def is_writable(container: Container) -> bool:
        return not container.readonly_root_filesystem and not task.is_for_windows

    for container in those(task.containers, is_writable):
        yield Violation(
            task,
            "containerDefinitions",
            f'The container "{container.name}" of {task.label} can write to its root filesystem.',
            "Whoever breaks into it can change its programs.",
            "set readonlyRootFilesystem to true, and mount volumes where it writes.",
        )
