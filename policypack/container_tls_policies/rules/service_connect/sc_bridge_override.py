"""A Service Connect endpoint in bridge mode should leave the port of its proxy open.

## What it does
Reports Service Connect endpoints with an `ingressPortOverride` whose tasks run in the network mode `bridge`, where
`desiredCount` is above 1. Services with the scheduling strategy `DAEMON`, or with the placement constraint
`distinctInstance`, have one task on each instance anyway and are not reported.

## Why it is bad
In bridge mode the proxy's port is a port of the instance. Without an override ECS takes a free one for each task; with
it every task wants the same, and no instance can run two of them. Where there are not enough instances, tasks are not
placed, and a deployment that starts new tasks before it stops old ones does not end.

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
    desired_count=4,
    service_connect_configuration={
        "enabled": True,
        "namespace": "internal",
        "services": [{"port_name": "http", "client_alias": [{"port": 80}], "ingress_port_override": 15000}],
    },
)
```

## Use instead
In awsvpc mode every task has ports of its own.
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
    desired_count=4,
    network_configuration={"subnets": ["subnet-0a"], "security_groups": ["sg-0123456789abcdef0"]},
    service_connect_configuration={
        "enabled": True,
        "namespace": "internal",
        "services": [{"port_name": "http", "client_alias": [{"port": 80}], "ingress_port_override": 15000}],
    },
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import Endpoint, every
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    on=Endpoint,
    level=Level.ADVISORY,
    severity=Severity.LOW,
    outcome=Outcome.LATER,
    since="0.1.0",
    references=("https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceConnectService.html",),
)
def check(endpoint: Endpoint) -> Iterator[Violation]:
    service = endpoint.service
    port = endpoint.ingress_port_override
    if port and every(
        [
            lambda: service.desired_count > 1,
            lambda: not service.is_placed_once_an_instance,
            lambda: service.network_mode == "bridge",
        ]
    ):
        yield Violation(
            service,
            endpoint.path_of("ingressPortOverride"),
            f"{service.label} has desiredCount {service.desired_count} and the ingressPortOverride {port} in bridge "
            "mode, where the proxy's port is one of the instance.",
            "No instance can run two of the tasks: without enough instances, tasks are not placed and deployments do "
            "not end.",
            "remove ingressPortOverride (ingress_port_override), or use the networkMode (network_mode) awsvpc.",
        )
