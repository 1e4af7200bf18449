"""The image of a container should have a tag other than `latest`, or a digest.

## What it does
Reports images without a tag and a digest, or with the tag `latest`.

## Why it is bad
What runs is then what somebody pushed last: a deployment that changes something else brings another version with it,
such as an Envoy that no longer knows a setting, and going back to the task definition of yesterday does not bring
yesterday's image back.

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
            {"name": "app", "image": "acme/web:latest"},
        ]
    ),
)
```

## Use instead
Name the version.
```python
task = aws.ecs.TaskDefinition(
    "web",
    family="web",
    network_mode="awsvpc",
    container_definitions=json.dumps([{"name": "app", "image": "acme/web:1.4.2"}]),
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
    level=Level.ADVISORY,
    severity=Severity.LOW,
    outcome=Outcome.LATER,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/AmazonECS/latest/bestpracticesguide/container-considerations.html",
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html",
    ),
)
def check(task: TaskDefinition) -> Iterator[Violation]:
    for container in those(task.containers, _is_unpinned):
        yield Violation(
            task,
            "containerDefinitions",
            f'The image of the container "{container.name}" of {task.label} has '
            f"{'the tag latest' if container.image_name.tag else 'no tag'} and no digest.",
            "A deployment brings whatever was pushed last, and an earlier task definition does not bring it back.",
            "name a version in image, or the digest.",
        )


def _is_unpinned(container: Container) -> bool:
    image = container.image_name
    return bool(image.repository) and not image.digest and image.tag in ("", "latest")
