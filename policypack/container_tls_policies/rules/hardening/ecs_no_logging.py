"""Containers should log.

## What it does
Reports containers without a `logConfiguration`, or with the `logDriver` none. The router of FireLens is not reported,
since it takes the logs of the others.

## Why it is bad
What a container writes is lost with its task: why a TLS handshake failed, or why tasks restart, nobody can say
afterwards.

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
Send the logs somewhere.
```python
task = aws.ecs.TaskDefinition(
    "web",
    family="web",
    network_mode="awsvpc",
    container_definitions=json.dumps(
        [
            {
                "name": "web",
                "image": "acme/web:1.4.2",
                "logConfiguration": {
                    "logDriver": "awslogs",
                    "options": {
                        "awslogs-group": "/ecs/web",
                        "awslogs-region": "us-east-1",
                        "awslogs-stream-prefix": "web",
                    },
                },
            }
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
    level=Level.ADVISORY,
    severity=Severity.LOW,
    outcome=Outcome.BLIND,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html",
        "https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html",
    ),
)
def check(task: TaskDefinition) -> Iterator[Violation]:
    silent = [f'"{container.name}"' for container in those(task.containers, _is_silent)]
    if silent:
        many = len(silent) > 3
        yield Violation(
            task,
            "containerDefinitions",
            f"In {task.label} no logConfiguration keeps the logs of {', '.join(silent[:3])}"
            f"{' and others' if many else ''}.",
            "What these containers write is lost with the task.",
            "set logConfiguration with a logDriver other than none, for instance awslogs.",
        )


def _is_silent(container: Container) -> bool:
    if not container.has("logConfiguration"):
        return not container.has("firelensConfiguration")
    logging = container.raw("logConfiguration")
    return isinstance(logging, dict) and logging.get("logDriver") == "none"
