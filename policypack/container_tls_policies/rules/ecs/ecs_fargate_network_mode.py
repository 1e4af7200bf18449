"""A task definition for Fargate must have the network mode awsvpc.

## What it does
Reports task definitions whose `requiresCompatibilities` has FARGATE, and whose network mode is another one than awsvpc.
A task definition that names no network mode has bridge.

Services on Fargate whose task definition does not say that it is for Fargate belong to `ecs-network-config`.

## Why it is bad
On Fargate each task has a network interface of its own, and no instance to share one with. ECS refuses the task
definition: "Fargate only supports network mode 'awsvpc'".

## Example
```python
import json

import pulumi_aws as aws

aws.ecs.TaskDefinition(
    "web",  # violates
    family="web",
    requires_compatibilities=["FARGATE"],
    cpu="256",
    memory="512",
    container_definitions=json.dumps([{"name": "web", "image": "web"}]),
)
```

## Use instead
Name the network mode.
```python
aws.ecs.TaskDefinition(
    "web",
    family="web",
    requires_compatibilities=["FARGATE"],
    network_mode="awsvpc",
    cpu="256",
    memory="512",
    container_definitions=json.dumps([{"name": "web", "image": "web"}]),
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import TaskDefinition, every
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    on=TaskDefinition,
    level=Level.MANDATORY,
    severity=Severity.HIGH,
    outcome=Outcome.REJECTED,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html",
        "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html",
    ),
)
def check(task: TaskDefinition) -> Iterator[Violation]:
    if every([lambda: task.requires_fargate, lambda: task.network_mode != "awsvpc"]):
        default = "" if task.network_mode_stated else " (the default)"
        yield Violation(
            task,
            "networkMode",
            f"{task.label} is for Fargate, and has the network mode {task.network_mode}{default}.",
            "ECS refuses it: Fargate knows awsvpc only.",
            'set networkMode (network_mode) to "awsvpc", and give the service a networkConfiguration.',
        )
