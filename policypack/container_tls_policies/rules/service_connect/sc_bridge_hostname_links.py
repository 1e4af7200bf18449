"""Containers in bridge mode must have neither hostname nor links where Service Connect is on.

## What it does
Reports task definitions in the network mode `bridge` whose containers have a `hostname` or `links`, and that a service
with Service Connect uses. That bridge mode is used at all is a matter of `sc-network-mode`.

## Why it is bad
Service Connect supports bridge mode without host names of containers and without links only: ECS does not take the
service.

## Example
```python
import json
import pulumi_aws as aws

task = aws.ecs.TaskDefinition(
    "web",  # violates
    family="web",
    network_mode="bridge",
    memory="512",
    container_definitions=json.dumps(
        [
            {"name": "cache", "image": "cache"},
            {
                "name": "web",
                "image": "web",
                "links": ["cache"],
                "portMappings": [{"name": "http", "containerPort": 8080}],
            },
        ]
    ),
)
aws.ecs.Service(
    "web",
    task_definition=task.arn,
    service_connect_configuration={
        "enabled": True,
        "namespace": "internal",
        "services": [{"port_name": "http", "client_alias": [{"port": 80}]}],
    },
)
```

## Use instead
In awsvpc mode the containers of a task reach each other on `localhost`, without links.
```python
task = aws.ecs.TaskDefinition(
    "web",
    family="web",
    network_mode="awsvpc",
    memory="512",
    container_definitions=json.dumps(
        [
            {"name": "cache", "image": "cache"},
            {"name": "web", "image": "web", "portMappings": [{"name": "http", "containerPort": 8080}]},
        ]
    ),
)
aws.ecs.Service(
    "web",
    task_definition=task.arn,
    network_configuration={"subnets": ["subnet-0a"], "security_groups": ["sg-0123456789abcdef0"]},
    service_connect_configuration={
        "enabled": True,
        "namespace": "internal",
        "services": [{"port_name": "http", "client_alias": [{"port": 80}]}],
    },
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import Service, every
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model import Container, TaskDefinition


@rule(
    on=Service,
    level=Level.MANDATORY,
    severity=Severity.MEDIUM,
    outcome=Outcome.REJECTED,
    since="0.1.0",
    references=("https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect-concepts-deploy.html",),
)
def check(service: Service) -> Iterator[Violation]:
    def collides(task: TaskDefinition) -> bool:
        return every([lambda: task.network_mode == "bridge", lambda: any(map(_named, task.containers))])

    reference = service.task_definition
    if not service.has_service_connect or not reference.agree(collides):
        return
    for task in reference.candidates:
        for container in task.containers:
            for key in _named(container):
                yield Violation(
                    task,
                    container.path_of(key),
                    f'{task.label} has {key} in container "{container.name}" and the network mode "bridge", and '
                    f"{service.label} uses it with Service Connect.",
                    "ECS does not support that together, and does not take the service.",
                    f'remove {key} from the container, or set networkMode (network_mode) to "awsvpc".',
                )


def _named(container: Container) -> list[str]:
    """The properties by which Docker gives it, or gives to it, a host name."""
    return [key for key, given in (("hostname", container.hostname), ("links", container.links)) if given]
