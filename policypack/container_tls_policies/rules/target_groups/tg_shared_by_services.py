"""A target group must belong to one service.

## What it does
Reports target groups in which more than one ECS service of this stack registers its tasks, in `loadBalancers` or as the
alternate target group of a blue/green deployment. It makes no difference whether the services run the same tasks, or
whether one is to replace the other.

How often one service names a target group is not judged.

## Why it is bad
Each service takes the targets of the group for its own: what one registers, drains or finds unhealthy changes the
traffic of the other, and deployments of both wait for targets that are not theirs. AWS asks for a target group for each
service.

## Example
```python
import json
import pulumi
import pulumi_aws as aws

group = aws.lb.TargetGroup(
    "web",  # violates
    port=8080,
    protocol="HTTPS",
    target_type="ip",
    vpc_id="vpc-0123456789abcdef0",
    health_check={"protocol": "HTTPS"},
)
groups = {"old": group, "new": group}
listener = aws.lb.Listener(
    "https",
    load_balancer_arn="arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/shared/0123456789abcdef",
    port=443,
    protocol="HTTPS",
    ssl_policy="ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
    certificate_arn="arn:aws:acm:us-east-1:123456789012:certificate/shared",
    default_actions=[{"type": "forward", "target_group_arn": group.arn}],
)
for name, own in groups.items():
    task = aws.ecs.TaskDefinition(
        name,
        family=name,
        network_mode="awsvpc",
        container_definitions=json.dumps([{"name": "web", "image": name, "portMappings": [{"containerPort": 8080}]}]),
    )
    aws.ecs.Service(
        name,
        task_definition=task.arn,
        network_configuration={"subnets": ["subnet-0a"], "security_groups": ["sg-0123456789abcdef0"]},
        load_balancers=[{"target_group_arn": own.arn, "container_name": "web", "container_port": 8080}],
        opts=pulumi.ResourceOptions(depends_on=[listener]),
    )
```

## Use instead
Give each service a target group. The listener can share the traffic out between them, and weights move it from one to
the other.
```python
groups = {
    "old": group,
    "new": aws.lb.TargetGroup(
        "new",
        port=8080,
        protocol="HTTPS",
        target_type="ip",
        vpc_id="vpc-0123456789abcdef0",
        health_check={"protocol": "HTTPS"},
    ),
}
listener = aws.lb.Listener(
    "https",
    load_balancer_arn="arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/shared/0123456789abcdef",
    port=443,
    protocol="HTTPS",
    ssl_policy="ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
    certificate_arn="arn:aws:acm:us-east-1:123456789012:certificate/shared",
    default_actions=[
        {
            "type": "forward",
            "forward": {"target_groups": [{"arn": group.arn, "weight": 9}, {"arn": groups["new"].arn, "weight": 1}]},
        }
    ],
)
```
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ...model import Service, TargetGroup, some
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    on=TargetGroup,
    level=Level.MANDATORY,
    severity=Severity.HIGH,
    outcome=Outcome.BROKEN,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/alb.html",
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/nlb.html",
    ),
)
def check(group: TargetGroup) -> Iterator[Violation]:
    references = group.stack.referrers(group, Service, "target_groups")
    services = {service.urn: service for service, reference in references if reference.certainly_means(group)}
    if not services:
        return
    first = min(services)
    others = [reference for service, reference in references if service.urn != first]
    if some([partial(group.is_meant_by, reference) for reference in others]):
        labels = " and ".join(service.label for service in services.values())
        yield Violation(
            group,
            "arn",
            f"{group.label} takes the tasks of {len(services)} services: {labels}.",
            "Each takes the targets of the other for its own: deployments and failed health checks of one disturb the "
            "traffic of the other.",
            "give each service a target group (targetGroupArn (target_group_arn) in its loadBalancers), and forward to "
            "them by weights or by listener rules.",
        )
