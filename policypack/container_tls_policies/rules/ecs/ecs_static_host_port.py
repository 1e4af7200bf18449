"""Tasks in bridge mode should leave the host port to ECS where a service runs several of them.

## What it does
Reports services that run more than one task (`desiredCount`) of a task definition in bridge mode with a fixed
`hostPort`.

Not reported are services that spread their tasks over instances on purpose: with the scheduling strategy DAEMON, or the
placement constraint `distinctInstance`. Nor are tasks in host mode, where every port is fixed by nature.

## Why it is bad
A host port can be taken once on an instance. ECS places the second task on another instance, and where there is none
left, not at all; a deployment, which starts new tasks before it stops old ones, waits for the same reason.

## Example
```python
import json
import pulumi_aws as aws

task = aws.ecs.TaskDefinition(
    "web",
    family="web",
    network_mode="bridge",
    container_definitions=json.dumps(
        [{"name": "web", "image": "web", "portMappings": [{"containerPort": 8080, "hostPort": 80}]}]
    ),
)
aws.ecs.Service(
    "web",  # violates
    task_definition=task.arn,
    desired_count=2,
)
```

## Use instead
Let ECS choose a free port for each task; a target group of the target type `instance` learns it.
```python
task = aws.ecs.TaskDefinition(
    "web",
    family="web",
    network_mode="bridge",
    container_definitions=json.dumps(
        [{"name": "web", "image": "web", "portMappings": [{"containerPort": 8080, "hostPort": 0}]}]
    ),
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import Service, TaskDefinition, every
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    on=Service,
    level=Level.ADVISORY,
    severity=Severity.MEDIUM,
    outcome=Outcome.LATER,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html",
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-event-messages-list.html",
    ),
)
def check(service: Service) -> Iterator[Violation]:
    def spreads() -> bool:
        return any(constraint.type == "distinctInstance" for constraint in service.placement_constraints)

    if not every(
        [
            lambda: service.desired_count > 1,
            lambda: service.scheduling_strategy != "DAEMON",
            lambda: bool(service.task_definition.agree(lambda task: _fixed(task) != ())),
            lambda: not spreads(),
        ]
    ):
        return
    tasks = service.task_definition.candidates
    ports = ", ".join(sorted({str(port) for task in tasks for port in _fixed(task)}))
    yield Violation(
        service,
        "desiredCount",
        f"{service.label} is to run {service.desired_count} tasks, each of which takes the host port {ports} "
        f"({' or '.join(task.label for task in tasks)}, network mode bridge).",
        "An instance has room for one of them: ECS leaves the others, and the new tasks of a deployment, unplaced once "
        "no instance is free.",
        "set hostPort in portMappings to 0, so that ECS chooses a port for each task.",
    )


def _fixed(task: TaskDefinition) -> tuple[int, ...]:
    """The host ports that its tasks take, where bridge mode makes them scarce."""
    mappings = [mapping for container in task.containers for mapping in container.port_mappings]
    return tuple(mapping.host_port for mapping in mappings if mapping.host_port and task.network_mode == "bridge")
