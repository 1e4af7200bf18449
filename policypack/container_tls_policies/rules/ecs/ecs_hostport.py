"""A host port must equal the container port in awsvpc and host mode.

## What it does
Reports port mappings whose `hostPort` is another than their `containerPort` in a task definition with the network mode
awsvpc or host. A `hostPort` that is left out or 0 is fine.

In bridge mode the two may differ; what a fixed one costs there is the subject of `ecs-static-host-port`.

## Why it is bad
In these modes nothing translates ports: the container listens on the task's interface, or on the host's, itself. ECS
refuses the task definition: "the host ports and container ports in port mappings must match".

## Example
```python
import json
import pulumi_aws as aws

task = aws.ecs.TaskDefinition(
    "web",  # violates
    family="web",
    network_mode="awsvpc",
    container_definitions=json.dumps(
        [{"name": "web", "image": "web", "portMappings": [{"containerPort": 8080, "hostPort": 80}]}]
    ),
)
```

## Use instead
Leave the host port out.
```python
task = aws.ecs.TaskDefinition(
    "web",
    family="web",
    network_mode="awsvpc",
    container_definitions=json.dumps([{"name": "web", "image": "web", "portMappings": [{"containerPort": 8080}]}]),
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import TaskDefinition, those
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model import Container, PortMapping


@rule(
    on=TaskDefinition,
    level=Level.MANDATORY,
    severity=Severity.HIGH,
    outcome=Outcome.REJECTED,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html",
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html",
    ),
)
def check(task: TaskDefinition) -> Iterator[Violation]:
    def differs(found: tuple[Container, PortMapping]) -> bool:
        port, host_port = found[1].container_port, found[1].host_port
        return bool(port and host_port) and host_port != port and task.network_mode in ("awsvpc", "host")

    for container, mapping in those(_mappings(task), differs):
        port = mapping.container_port
        yield Violation(
            task,
            "containerDefinitions",
            f'The container "{container.name}" of {task.label} maps the host port {mapping.host_port} to its port '
            f"{port}, but the network mode is {task.network_mode}.",
            "ECS refuses the task definition: in this mode nothing translates ports.",
            f"remove hostPort from portMappings, or set it to {port}.",
        )


def _mappings(task: TaskDefinition) -> Iterator[tuple[Container, PortMapping]]:
    for container in those(task.containers, lambda container: bool(container.port_mappings)):
        yield from ((container, mapping) for mapping in container.port_mappings)
