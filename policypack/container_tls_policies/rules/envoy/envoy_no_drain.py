"""Envoy should go on serving for a while when its task stops.

## What it does
Reports official images of Envoy that have port mappings and run Envoy itself as their first process, in a task
definition that a service without load balancers runs. Where a load balancer is in front, it has sent its last request
before ECS stops the task. An entry point of one's own may drain and is not reported.

## Why it is bad
ECS sends SIGTERM, and Envoy exits at once: requests that are under way are cut, at every deployment and scale-in.
Clients by Service Connect or Cloud Map also go on for a moment to call a task that stops. `stopTimeout` alone changes
nothing, for it only says how long ECS waits.

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
            {"name": "envoy", "image": "envoyproxy/envoy:v1.36.2", "portMappings": [{"containerPort": 8443}]},
        ]
    ),
)
aws.ecs.Service(
    "web",
    task_definition=task.arn,
    network_configuration={"subnets": ["subnet-0a"], "security_groups": ["sg-0123456789abcdef0"]},
)
```

## Use instead
Let a shell get the signal, and end Envoy a little later. It may also tell Envoy to drain in between.
```python
task = aws.ecs.TaskDefinition(
    "web",
    family="web",
    network_mode="awsvpc",
    container_definitions=json.dumps(
        [
            {"name": "app", "image": "acme/web:1.4.2"},
            {
                "name": "envoy",
                "image": "envoyproxy/envoy:v1.36.2",
                "portMappings": [{"containerPort": 8443}],
                "entryPoint": ["bash", "-c", "envoy -c /envoy.yaml & trap 'sleep 20; kill $!' TERM; wait; wait"],
                "stopTimeout": 30,
            },
        ]
    ),
)
```
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ...model import Service, TaskDefinition, every, some
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model import Container, Reference


@rule(
    on=TaskDefinition,
    level=Level.ADVISORY,
    severity=Severity.LOW,
    outcome=Outcome.BROKEN,
    since="0.1.0",
    references=(
        "https://www.envoyproxy.io/docs/envoy/latest/intro/arch_overview/operations/draining",
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service_definition_parameters.html",
    ),
)
def check(task: TaskDefinition) -> Iterator[Violation]:
    for container in task.containers:
        if container.is_declared_only or not container.image_name.is_official_envoy or not container.port_mappings:
            continue
        if _is_first_process(container) and _runs_without_load_balancer(task):
            yield Violation(
                task,
                "containerDefinitions",
                f'The container "{container.name}" of {task.label} runs Envoy as its first process, and no load '
                "balancer is in front of it.",
                "When the task stops, Envoy exits at once and cuts the requests that are under way.",
                "start Envoy by a script that posts /drain_listeners?graceful to its administration interface on "
                "SIGTERM and ends it later, and set stopTimeout accordingly.",
            )


def _is_first_process(container: Container) -> bool:
    """Whether the image's own entry point, which replaces itself by Envoy, or Envoy gets the signal."""
    entry_point = [word for word in container.entry_point if isinstance(word, str)]
    first = next((word for word in container.command if isinstance(word, str)), "-")
    own = not entry_point or entry_point[0].rpartition("/")[2] in ("envoy", "docker-entrypoint.sh")
    return own and (first.startswith("-") or first.rpartition("/")[2] == "envoy")


def _runs_without_load_balancer(task: TaskDefinition) -> bool:
    """Whether a service without load balancers runs it; raises Undecided when that is open."""

    def runs(service: Service, reference: Reference[TaskDefinition]) -> bool:
        return every([lambda: not service.attachments, lambda: task.is_meant_by(reference)])

    users = task.stack.referrers(task, Service, "task_definition")
    return some([partial(runs, service, reference) for service, reference in users])
