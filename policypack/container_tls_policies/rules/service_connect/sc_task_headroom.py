"""A task with Service Connect should have 256 CPU units and 64 MiB that its containers do not take.

## What it does
Reports task definitions of services with Service Connect whose CPU units exceed those of their containers by less
than 256, or whose memory exceeds the memory limits of their containers by less than 64 MiB.

A task without CPU units of its own takes what its instance has, and is not reported for them. Memory that is missing or
leaves nothing belongs to `sc-task-memory`.

## Why it is bad
The proxy is one more container in each task, and every request passes through it, going out and coming in. AWS
recommends to add 256 CPU units and at least 64 MiB for it (512 units above 500 requests a second, 128 MiB where the
namespace has more than 100 services or 2,000 tasks). With less, requests queue in the proxy at peak load, or the kernel
ends it, and the task with it.

## Example
```python
import json
import pulumi_aws as aws

task = aws.ecs.TaskDefinition(
    "web",  # violates
    family="web",
    network_mode="awsvpc",
    cpu="256",
    memory="512",
    container_definitions=json.dumps([{"name": "web", "image": "web", "cpu": 256, "memory": 480}]),
)
aws.ecs.Service(
    "web",
    task_definition=task.arn,
    network_configuration={"subnets": ["subnet-0a"], "security_groups": ["sg-0123456789abcdef0"]},
    service_connect_configuration={"enabled": True, "namespace": "internal"},
)
```

## Use instead
Raise the size of the task, not that of the container.
```python
task = aws.ecs.TaskDefinition(
    "web",
    family="web",
    network_mode="awsvpc",
    cpu="512",
    memory="1024",
    container_definitions=json.dumps([{"name": "web", "image": "web", "cpu": 256, "memory": 480}]),
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import TaskDefinition, every, runs_with_service_connect
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

CPU_UNITS = 256
MEMORY_MIB = 64


@rule(
    on=TaskDefinition,
    level=Level.ADVISORY,
    severity=Severity.MEDIUM,
    outcome=Outcome.BROKEN,
    since="0.1.0",
    references=("https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect-concepts-deploy.html",),
)
def check(task: TaskDefinition) -> Iterator[Violation]:
    if every([lambda: _lacks_cpu(task), lambda: runs_with_service_connect(task)]):
        yield Violation(
            task,
            "cpu",
            f"{task.label} of a service with Service Connect has {task.cpu_units} CPU units, of which its containers "
            f"take {task.container_cpu_units}; AWS recommends to leave {CPU_UNITS} to the proxy.",
            "The proxy competes with the application for CPU: at peak load requests wait in it.",
            f"set cpu to at least {task.container_cpu_units + CPU_UNITS}, or lower cpu of the containers.",
        )
    if every([lambda: _lacks_memory(task), lambda: runs_with_service_connect(task)]):
        yield Violation(
            task,
            "memory",
            f"{task.label} of a service with Service Connect has {task.memory_mib} MiB, of which its containers may "
            f"take {task.container_memory_mib}; AWS recommends to leave {MEMORY_MIB} to the proxy.",
            "Once the containers use what they may, the task runs out of memory, and the kernel ends one of its "
            "processes.",
            f"set memory to at least {task.container_memory_mib + MEMORY_MIB}, or lower memory of the containers.",
        )


def _lacks_cpu(task: TaskDefinition) -> bool:
    units = task.cpu_units
    return units is not None and units - task.container_cpu_units < CPU_UNITS


def _lacks_memory(task: TaskDefinition) -> bool:
    memory = task.memory_mib
    return memory is not None and 0 < memory - task.container_memory_mib < MEMORY_MIB
