"""A task for Fargate must have a size that Fargate has.

## What it does
Reports task definitions for Fargate without `cpu` or `memory`, or with a pair of them that Fargate does not have. A
task definition is for Fargate if its `requiresCompatibilities` says so, or if a service of this stack runs it there.

Tasks for Windows are not judged, nor are more than 16 vCPU: AWS adds sizes at the upper end.

## Why it is bad
ECS refuses the task definition, or the service: "No Fargate configuration exists for given values", or "Fargate
requires that 'cpu' be defined at the task level".

## Example
```python
import json

import pulumi_aws as aws

aws.ecs.TaskDefinition(
    "web",  # violates
    family="web",
    requires_compatibilities=["FARGATE"],
    network_mode="awsvpc",
    cpu="512",
    memory="512",
    container_definitions=json.dumps([{"name": "web", "image": "web"}]),
)
```

## Use instead
512 CPU units, half a vCPU, go with 1 to 4 GB.
```python
aws.ecs.TaskDefinition(
    "web",
    family="web",
    requires_compatibilities=["FARGATE"],
    network_mode="awsvpc",
    cpu="512",
    memory="1024",
    container_definitions=json.dumps([{"name": "web", "image": "web"}]),
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...facts.fargate import memory_by_cpu
from ...model import TaskDefinition, every, runs_on_fargate
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
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-cpu-memory-error.html",
        "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html",
    ),
)
def check(task: TaskDefinition) -> Iterator[Violation]:
    missing = [key for key in ("cpu", "memory") if not task.states(key)]
    if not every(
        [
            lambda: bool(missing) or _change(task) is not None,
            lambda: not task.is_for_windows,
            lambda: runs_on_fargate(task),
        ]
    ):
        return
    if missing:
        yield Violation(
            task,
            missing[0],
            f"{task.label} is for Fargate, but has no {' and no '.join(missing)}.",
            "ECS refuses it: on Fargate the task as a whole needs a size, whatever its containers have.",
            f"set {' and '.join(missing)}; 256 CPU units go with 512 MiB, 1024 with 2048.",
        )
    else:
        yield Violation(
            task,
            "memory",
            f"{task.label} is for Fargate, with {task.cpu_units} CPU units and {task.memory_mib} MiB of memory.",
            "ECS refuses it: Fargate has no such size.",
            f"{_change(task)}.",
        )


def _change(task: TaskDefinition) -> str | None:
    """What makes of the size of a task one that Fargate has; None where it is one, or larger than those known."""
    cpu, memory, sizes = task.cpu_units, task.memory_mib, memory_by_cpu()
    if cpu is None or memory is None or cpu > max(sizes) or memory in sizes.get(cpu, ()):
        return None
    if cpu not in sizes:
        return f"set cpu to one of {', '.join(map(str, sizes))}"
    first, second, *_, last = sizes[cpu]
    return f"set memory to one of {first}, {second} and so on up to {last}"
