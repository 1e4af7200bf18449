"""A Classic Load Balancer must not be in front of tasks in awsvpc mode.

## What it does
Reports services that register their tasks with a Classic Load Balancer (`elbName` in `loadBalancers`) while the tasks
use the network mode awsvpc, as all tasks on Fargate do.

## Why it is bad
A Classic Load Balancer knows instances only; tasks in awsvpc mode have an address of their own. ECS refuses the
service.

## Example
```python
import json
import pulumi_aws as aws

task = aws.ecs.TaskDefinition(
    "web",
    family="web",
    network_mode="awsvpc",
    container_definitions=json.dumps([{"name": "web", "image": "web", "portMappings": [{"containerPort": 8080}]}]),
)
aws.ecs.Service(
    "web",  # violates
    task_definition=task.arn,
    network_configuration={"subnets": ["subnet-0a"], "security_groups": ["sg-0123456789abcdef0"]},
    load_balancers=[{"elb_name": "web", "container_name": "web", "container_port": 8080}],
)
```

## Use instead
Register the tasks in a target group of an Application or a Network Load Balancer.
```python
aws.ecs.Service(
    "web",
    task_definition=task.arn,
    network_configuration={"subnets": ["subnet-0a"], "security_groups": ["sg-0123456789abcdef0"]},
    load_balancers=[
        {
            "target_group_arn": "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/web/0123456789abcdef",
            "container_name": "web",
            "container_port": 8080,
        }
    ],
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import Service, every, those
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model import Attachment


@rule(
    on=Service,
    level=Level.MANDATORY,
    severity=Severity.HIGH,
    outcome=Outcome.REJECTED,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html",
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-load-balancing.html",
    ),
)
def check(service: Service) -> Iterator[Violation]:
    def is_refused(entry: Attachment) -> bool:
        return every([lambda: entry.classic_load_balancer is not None, lambda: service.network_mode == "awsvpc"])

    for entry in those(service.attachments, is_refused):
        yield Violation(
            service,
            entry.path_of("elbName"),
            f"{service.label} registers tasks in awsvpc mode with {entry.classic_load_balancer}.",
            "ECS refuses the service: a Classic Load Balancer knows instances only, not the addresses of tasks.",
            "set targetGroupArn (target_group_arn) in loadBalancers to a target group whose targetType is ip, and "
            "remove elbName (elb_name).",
        )
