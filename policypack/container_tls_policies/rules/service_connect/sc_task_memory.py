"""A task with Service Connect must have memory that its containers do not take.

## What it does
Reports task definitions of services with Service Connect that set no task memory, or none beyond the sum of the
`memory` limits of their containers. Containers without a limit count as nothing, and so do reservations
(`memoryReservation`).

A margin that is there, but small, belongs to `sc-task-headroom`. Where the task definition or the service is not of
this stack, nothing is said.

## Why it is bad
ECS adds the proxy to each task as a container that no task definition shows. It lives on what the task has and its
containers leave. ECS therefore refuses Service Connect for a task definition without task memory, which is optional
on EC2 otherwise, and does not support limits of containers that add up to all of it.

## Example
```python
import json
import pulumi_aws as aws

task = aws.ecs.TaskDefinition(
    "web",  # violates
    family="web",
    network_mode="awsvpc",
    memory="512",
    container_definitions=json.dumps(
        [
            {"name": "web", "image": "web", "memory": 384},
            {"name": "cache", "image": "cache", "memory": 128},
        ]
    ),
)
aws.ecs.Service(
    "web",
    task_definition=task.arn,
    network_configuration={"subnets": ["subnet-0a"], "security_groups": ["sg-0123456789abcdef0"]},
    service_connect_configuration={"enabled": True, "namespace": "internal"},
)
```

## Use instead
Give the task at least 64 MiB more than its containers.
```python
task = aws.ecs.TaskDefinition(
    "web",
    family="web",
    network_mode="awsvpc",
    memory="1024",
    container_definitions=json.dumps(
        [
            {"name": "web", "image": "web", "memory": 384},
            {"name": "cache", "image": "cache", "memory": 128},
        ]
    ),
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import TaskDefinition, every, runs_with_service_connect
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
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect-concepts-deploy.html",
        "https://github.com/aws/containers-roadmap/issues/2838",
    ),
)
def check(task: TaskDefinition) -> Iterator[Violation]:
    if every([lambda: not task.memory, lambda: runs_with_service_connect(task)]):
        yield Violation(
            task,
            "memory",
            f"{task.label} of a service with Service Connect sets no task memory.",
            "ECS refuses the service: the proxy needs memory of the task that no container takes.",
            "set memory to the sum of what the containers need and at least 64 MiB for the proxy.",
        )
    elif every([lambda: _leaves_nothing(task), lambda: runs_with_service_connect(task)]):
        yield Violation(
            task,
            "memory",
            f"{task.label} of a service with Service Connect has {task.memory_mib} MiB, and the memory limits of its "
            f"containers add up to {task.container_memory_mib} MiB.",
            "ECS supports Service Connect only with task memory above that sum: the proxy is left with nothing.",
            f"set memory to at least {task.container_memory_mib + 64}, or lower memory of the containers.",
        )


def _leaves_nothing(task: TaskDefinition) -> bool:
    memory = task.memory_mib
    return memory is not None and memory <= task.container_memory_mib
