"""The target type of a target group must fit the network mode of the tasks.

## What it does
Reports target groups of ECS services whose `targetType` is `instance`, which is also the default, while the tasks use
the network mode awsvpc; or is `ip` while they use bridge or host.

A service on Fargate, or with a network configuration, is in awsvpc mode even where the task definition is not of this
stack.

## Why it is bad
In awsvpc mode each task has its own network interface and is registered by its address; in bridge and host mode it is
registered by the instance. ECS refuses the service when the target group takes the other kind: "has target type
instance, which is incompatible with the awsvpc network mode".

## Example
```python
import json
import pulumi_aws as aws

group = aws.lb.TargetGroup(
    "web",  # violates
    port=8080,
    protocol="HTTPS",
    vpc_id="vpc-0123456789abcdef0",
    health_check={"protocol": "HTTPS"},
)
listener = aws.lb.Listener(
    "https",
    load_balancer_arn="arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/shared/0123456789abcdef",
    port=443,
    protocol="HTTPS",
    ssl_policy="ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
    certificate_arn="arn:aws:acm:us-east-1:123456789012:certificate/shared",
    default_actions=[{"type": "forward", "target_group_arn": group.arn}],
)
task = aws.ecs.TaskDefinition(
    "web",
    family="web",
    network_mode="awsvpc",
    container_definitions=json.dumps(
        [{"name": "web", "image": "web", "portMappings": [{"containerPort": 8080}]}]
    ),
)
aws.ecs.Service(
    "web",
    task_definition=task.arn,
    network_configuration={"subnets": ["subnet-0a"], "security_groups": ["sg-0123456789abcdef0"]},
    load_balancers=[{"target_group_arn": group.arn, "container_name": "web", "container_port": 8080}],
)
```

## Use instead
Tasks in awsvpc mode, which includes all on Fargate, need the target type `ip`.
```python
group = aws.lb.TargetGroup(
    "web",
    port=8080,
    protocol="HTTPS",
    target_type="ip",
    vpc_id="vpc-0123456789abcdef0",
    health_check={"protocol": "HTTPS"},
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import TargetGroup, backends_where, every
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model import Attachment

FITTING = {"awsvpc": "ip", "bridge": "instance", "host": "instance"}


@rule(
    on=TargetGroup,
    level=Level.MANDATORY,
    severity=Severity.HIGH,
    outcome=Outcome.REJECTED,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/alb.html",
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/nlb.html",
    ),
)
def check(group: TargetGroup) -> Iterator[Violation]:
    def does_not_fit(entry: Attachment) -> bool:
        return every(
            [
                lambda: group.target_type in ("instance", "ip"),
                lambda: FITTING.get(entry.service.network_mode or "", group.target_type) != group.target_type,
            ]
        )

    for backend in backends_where(group, does_not_fit):
        service = backend.service
        mode = service.network_mode or ""
        default = " (the default)" if group.target_type == "instance" else ""
        tasks = " or ".join(task.label for task in service.task_definition.candidates)
        yield Violation(
            group,
            "targetType",
            f'{group.label} has the target type "{group.target_type}"{default}, but the tasks of {service.label}'
            f"{f' ({tasks})' if tasks else ''} use the network mode {mode}.",
            f"ECS refuses the service: {mode} needs the target type {FITTING[mode]}.",
            'set targetType (target_type) to "ip".'
            if mode == "awsvpc"
            else 'set networkMode (network_mode) of the task definition to "awsvpc", or targetType (target_type) '
            'to "instance".',
        )
