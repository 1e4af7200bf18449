"""Envoy should be an essential container of its task.

## What it does
Reports containers with an image of Envoy whose `essential` is false. One that only runs to its end before others start,
as for a look at the configuration, is not reported.

## Why it is bad
When Envoy ends, the task goes on without it, and ECS does nothing: nobody takes TLS any more, or no server can be
reached. Load balancers see it by their health checks; Service Connect and what the application calls do not.

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
            {"name": "app", "image": "acme/web:1.4.2"},
            {"name": "envoy", "image": "envoyproxy/envoy:v1.36.2", "essential": False},
        ]
    ),
)
```

## Use instead
Leave it essential, as containers are unless told otherwise.
```python
task = aws.ecs.TaskDefinition(
    "web",
    family="web",
    network_mode="awsvpc",
    container_definitions=json.dumps(
        [
            {"name": "app", "image": "acme/web:1.4.2"},
            {"name": "envoy", "image": "envoyproxy/envoy:v1.36.2"},
        ]
    ),
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import TaskDefinition
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model import Container


@rule(
    on=TaskDefinition,
    level=Level.ADVISORY,
    severity=Severity.MEDIUM,
    outcome=Outcome.BLIND,
    since="0.1.0",
    references=("https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html",),
)
def check(task: TaskDefinition) -> Iterator[Violation]:
    for container in task.containers:
        if container.image_name.is_envoy and not container.essential and not _runs_to_its_end(task, container):
            yield Violation(
                task,
                "containerDefinitions",
                f'The container "{container.name}" of {task.label} is Envoy, and is not essential.',
                "When it ends, the task goes on without it, and ECS does not replace the task.",
                "set essential of that container to true, or remove it.",
            )


def _runs_to_its_end(task: TaskDefinition, container: Container) -> bool:
    """Whether another container waits for its end."""
    waiting = (dependency for other in task.containers for dependency in other.dependencies)
    ends = ("COMPLETE", "SUCCESS")
    return any(found.container_name == container.name and found.condition in ends for found in waiting)
