"""A load balancer should be in two availability zones.

## What it does
Reports Network and Classic Load Balancers with a single subnet, and Classic ones with a single one in
`availabilityZones`. A subnet that is in a Local Zone or on an Outpost is accepted, as far as the stack tells.

Application Load Balancers belong to `alb-subnets`, and Gateway Load Balancers, of which some build one in each zone,
are left out.

## Why it is bad
When the zone fails, so does the load balancer, whatever runs elsewhere.

## Example
```python
import pulumi_aws as aws

aws.lb.LoadBalancer(
    "shop",  # violates
    load_balancer_type="network",
    subnets=["subnet-0a"],
    security_groups=["sg-0123456789abcdef0"],
)
```

## Use instead
A subnet in each zone in which there are targets.
```python
aws.lb.LoadBalancer(
    "shop",
    load_balancer_type="network",
    subnets=["subnet-0a", "subnet-0b"],
    security_groups=["sg-0123456789abcdef0"],
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import AnyLoadBalancer, every, have_zones_beside
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    on=AnyLoadBalancer,
    level=Level.ADVISORY,
    severity=Severity.LOW,
    outcome=Outcome.LATER,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/how-elastic-load-balancing-works.html",
        "https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html",
    ),
)
def check(balancer: AnyLoadBalancer) -> Iterator[Violation]:
    if every(
        [
            lambda: balancer.type in ("network", "classic"),
            lambda: balancer.subnet_count == 1,
            lambda: have_zones_beside(balancer.subnets),
        ]
    ):
        yield Violation(
            balancer,
            "subnets",
            f"{balancer.label} is in one availability zone.",
            "When that zone fails, nobody reaches what is behind it, also not in other zones.",
            "add a subnet of another zone to its subnets.",
        )
