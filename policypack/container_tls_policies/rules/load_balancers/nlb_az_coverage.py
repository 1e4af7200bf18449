"""A Network Load Balancer that stays within zones should have a task in each of its zones.

## What it does
Reports services with fewer tasks (`desiredCount`) than their Network Load Balancer has subnets, unless the load
balancer or the target group crosses zones, which by default neither does.

Not judged are daemons, services without `desiredCount`, and those that ignore changes to it, since something else
scales them. Tasks in zones that are not enabled at all belong to `lb-zone-uncovered`.

## Why it is bad
A node of the load balancer sends only to targets of its own zone. One without a healthy target takes its address out of
DNS; clients that still have the address time out, and the service has less redundancy than its subnets suggest.

## Example
```python
import json
import pulumi_aws as aws

balancer = aws.lb.LoadBalancer(
    "shop",
    load_balancer_type="network",
    subnets=["subnet-0a", "subnet-0b", "subnet-0c"],
    security_groups=["sg-0123456789abcdef0"],
)
group = aws.lb.TargetGroup(
    "shop",
    port=8443,
    protocol="TCP",
    target_type="ip",
    vpc_id="vpc-0123456789abcdef0",
    health_check={"protocol": "TCP"},
)
listener = aws.lb.Listener(
    "tcp",
    load_balancer_arn=balancer.arn,
    port=443,
    protocol="TCP",
    default_actions=[{"type": "forward", "target_group_arn": group.arn}],
)
task = aws.ecs.TaskDefinition(
    "shop",
    family="shop",
    network_mode="awsvpc",
    container_definitions=json.dumps([{"name": "shop", "image": "shop", "portMappings": [{"containerPort": 8443}]}]),
)
aws.ecs.Service(
    "shop",  # violates
    task_definition=task.arn,
    desired_count=2,
    network_configuration={
        "subnets": ["subnet-0a", "subnet-0b", "subnet-0c"],
        "security_groups": ["sg-0123456789abcdef0"],
    },
    load_balancers=[
        {
            "target_group_arn": group.arn,
            "container_name": "shop",
            "container_port": 8443,
        }
    ],
)
```

## Use instead
Let the load balancer cross zones, or run a task in each.
```python
balancer = aws.lb.LoadBalancer(
    "shop",
    load_balancer_type="network",
    subnets=["subnet-0a", "subnet-0b", "subnet-0c"],
    security_groups=["sg-0123456789abcdef0"],
    enable_cross_zone_load_balancing=True,
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import TargetGroup, backends_where, every, load_balancer_of
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model import Attachment, LoadBalancer


@rule(
    on=TargetGroup,
    level=Level.ADVISORY,
    severity=Severity.LOW,
    outcome=Outcome.BROKEN,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/network-load-balancers.html",
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/nlb.html",
    ),
)
def check(group: TargetGroup) -> Iterator[Violation]:
    def is_too_small(entry: Attachment) -> bool:
        service = entry.service
        return every(
            [
                lambda: service.has_fixed_count,
                lambda: not group.is_for_application_load_balancer,
                lambda: 0 < service.desired_count < _zones_apart(group),
            ]
        )

    for backend in backends_where(group, is_too_small):
        service = backend.service
        yield Violation(
            service,
            "desiredCount",
            f"{service.label} has a desiredCount of {service.desired_count}, and its Network Load Balancer "
            f"{_zones_apart(group)} zones, between which it sends nothing.",
            "Nodes in zones without a task leave DNS, and clients that still have their address time out.",
            "set enableCrossZoneLoadBalancing (enable_cross_zone_load_balancing) of the load balancer to true, or "
            "desiredCount (desired_count) to the number of zones at least.",
        )


def _zones_apart(group: TargetGroup) -> int:
    """In how many zones the load balancer has nodes that send only to targets of their own."""

    def apart(balancer: LoadBalancer) -> int:
        crosses = group.crosses_zones(balancer)
        return 0 if crosses or balancer.type != "network" else balancer.subnet_count

    reference = load_balancer_of(group)
    return 0 if reference is None else reference.agree(apart) or 0
