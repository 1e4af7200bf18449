"""A load balancer must have a subnet in each availability zone in which its tasks run.

## What it does
Reports services in awsvpc mode with subnets of this stack in an availability zone in which their load balancer, of this
stack too, has none. Only zones that the program states are judged, by name or by id, and only where it states those of
all subnets of the load balancer the same way.

That a Network Load Balancer may have fewer tasks than zones belongs to `nlb-az-coverage`.

## Why it is bad
A load balancer sends nothing to targets in a zone that is not enabled for it, not even health checks, whether or not it
crosses zones. Tasks that land there never become healthy: ECS stops them and starts others, some of which land there
again.

## Example
```python
import json
import pulumi_aws as aws

subnets = {
    zone: aws.ec2.Subnet(zone, vpc_id="vpc-0123456789abcdef0", cidr_block=block, availability_zone=zone)
    for zone, block in {
        "eu-west-1a": "10.0.0.0/24",
        "eu-west-1b": "10.0.1.0/24",
        "eu-west-1c": "10.0.2.0/24",
    }.items()
}
enabled = ["eu-west-1a", "eu-west-1b"]
balancer = aws.lb.LoadBalancer(
    "shop", subnets=[subnets[zone].id for zone in enabled], security_groups=["sg-0123456789abcdef0"]
)
group = aws.lb.TargetGroup("shop", port=8443, protocol="HTTPS", target_type="ip", vpc_id="vpc-0123456789abcdef0")
listener = aws.lb.Listener(
    "https",
    load_balancer_arn=balancer.arn,
    port=443,
    protocol="HTTPS",
    ssl_policy="ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
    certificate_arn="arn:aws:acm:us-east-1:123456789012:certificate/shared",
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
    network_configuration={
        "subnets": [subnet.id for subnet in subnets.values()],
        "security_groups": ["sg-0123456789abcdef0"],
    },
    load_balancers=[{"target_group_arn": group.arn, "container_name": "shop", "container_port": 8443}],
)
```

## Use instead
All zones of the tasks at the load balancer, too.
```python
enabled = ["eu-west-1a", "eu-west-1b", "eu-west-1c"]
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import TargetGroup, backends_where, load_balancer_of, zones_of
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model import Attachment, Service


@rule(
    on=TargetGroup,
    level=Level.MANDATORY,
    severity=Severity.HIGH,
    outcome=Outcome.UNHEALTHY,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/troubleshoot-service-load-balancers.html",
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/network-load-balancers.html",
    ),
)
def check(group: TargetGroup) -> Iterator[Violation]:
    def is_uncovered(entry: Attachment) -> bool:
        return bool(_uncovered(group, entry.service))

    for backend in backends_where(group, is_uncovered):
        service = backend.service
        yield Violation(
            service,
            "networkConfiguration.subnets",
            f"{service.label} runs tasks in {' and '.join(sorted(_uncovered(group, service)))}, where its load "
            "balancer has no subnet.",
            "Targets there get no requests and no health checks; ECS stops those tasks and starts others without end.",
            "add a subnet of each of these zones to subnets of the load balancer, or take them out of "
            'networkConfiguration.subnets (network_configuration["subnets"]).',
        )


def _uncovered(group: TargetGroup, service: Service) -> frozenset[str]:
    """The zones in which a service has subnets, but the load balancer of its target group has none."""
    wanted = zones_of(service.interface.subnets) if service.interface else None
    balancer = load_balancer_of(group) if wanted else None
    enabled = balancer.agree(lambda found: zones_of(found.subnets)) if balancer else None
    return frozenset() if wanted is None or enabled is None else wanted.beyond(enabled)
