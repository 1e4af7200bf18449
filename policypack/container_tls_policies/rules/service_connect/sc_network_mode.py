"""Service Connect needs tasks in the awsvpc network mode.

## What it does
Reports ECS services that turn Service Connect on while their task definition uses the network mode `bridge`, `host`
or `none`, or states no mode, which on Linux means `bridge`.

## Why it is bad
Service Connect TLS exists in awsvpc mode only. Without TLS, `bridge` does work, but every proxy then listens on a
random host port: security groups have to open the instances' whole dynamic range to each other, and a load balancer
reaches the container beside the proxy. `host` and `none` are not supported at all, because the agent knows no way
to put its proxy in front of the container there.

## Example
```python
import json
import pulumi_aws as aws

task = aws.ecs.TaskDefinition(
    "web",
    family="web",
    network_mode="bridge",
    memory="512",
    container_definitions=json.dumps(
        [{"name": "web", "image": "web", "portMappings": [{"name": "http", "containerPort": 8080}]}]
    ),
)
aws.ecs.Service(
    "web",  # violates
    task_definition=task.arn,
    service_connect_configuration={
        "enabled": True,
        "services": [{"port_name": "http", "client_alias": [{"port": 80}]}],
    },
)
```

## Use instead
Give the task definition `network_mode="awsvpc"`, and the service a network configuration.
```python
task = aws.ecs.TaskDefinition(
    "web",
    family="web",
    network_mode="awsvpc",
    memory="512",
    container_definitions=json.dumps(
        [{"name": "web", "image": "web", "portMappings": [{"name": "http", "containerPort": 8080}]}]
    ),
)
aws.ecs.Service(
    "web",
    task_definition=task.arn,
    network_configuration={"subnets": ["subnet-0a", "subnet-0b"], "security_groups": ["sg-0123456789abcdef0"]},
    service_connect_configuration={
        "enabled": True,
        "services": [{"port_name": "http", "client_alias": [{"port": 80}]}],
    },
)
```
An organization that runs Service Connect without TLS in bridge mode on purpose can make this rule `advisory`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import Service
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model import TaskDefinition


@rule(
    on=Service,
    level=Level.MANDATORY,
    severity=Severity.CRITICAL,
    outcome=Outcome.REJECTED,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect-concepts-deploy.html",
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect-tls.html",
    ),
)
def check(service: Service) -> Iterator[Violation]:
    connect = service.service_connect
    if connect is None or not connect.enabled:
        return
    mode = service.task_definition.agree(lambda task: task.network_mode)
    if mode is None or mode == "awsvpc":
        return
    encrypted = mode == "bridge" and service.has_tls_endpoint
    if mode != "bridge":
        effect = f"ECS does not support Service Connect in {mode} mode, with or without TLS."
    elif encrypted:
        effect = "ECS does not support Service Connect TLS in bridge mode: the service is refused."
    else:
        effect = (
            "Without TLS this runs, but proxies listen on random host ports: instances must open their dynamic port "
            "range to each other, load balancers go around the proxy, and TLS can never be turned on."
        )
    yield Violation(
        service,
        "serviceConnectConfiguration",
        f"{service.label} turns on Service Connect{' with TLS' if encrypted else ''}, but {_found(service, mode)}.",
        effect,
        'set networkMode (network_mode) of the task definition to "awsvpc" and give the service a '
        "networkConfiguration with subnets and security groups.",
    )


def _found(service: Service, mode: str) -> str:
    def is_stated(task: TaskDefinition) -> bool:
        return task.network_mode_stated is not None

    tasks = service.task_definition.candidates
    names = " or ".join(task.label for task in tasks)
    if any(map(is_stated, tasks)):
        return f'{names} uses network mode "{mode}"'
    return f"{names} states no network mode, and ECS's default is {mode}"
