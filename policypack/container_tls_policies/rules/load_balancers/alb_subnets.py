"""An Application Load Balancer must have subnets in two availability zones.

## What it does
Reports Application Load Balancers with fewer than two subnets in `subnets` and `subnetMappings`, or with two subnets of
this stack in one availability zone.

A single subnet is accepted where it is in a Local Zone or on an Outpost, as far as the stack tells. Network Load
Balancers may have one.

## Why it is bad
AWS refuses the load balancer: "At least two subnets in two different Availability Zones must be specified", or "A load
balancer cannot be attached to multiple subnets in the same Availability Zone".

## Example
```python
import pulumi_aws as aws

aws.lb.LoadBalancer(
    "shop",  # violates
    subnets=["subnet-0a"],
    security_groups=["sg-0123456789abcdef0"],
)
```

## Use instead
A subnet in each availability zone in which there are tasks, two at least.
```python
aws.lb.LoadBalancer("shop", subnets=["subnet-0a", "subnet-0b"], security_groups=["sg-0123456789abcdef0"])
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import LoadBalancer, every
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    on=LoadBalancer,
    level=Level.MANDATORY,
    severity=Severity.HIGH,
    outcome=Outcome.REJECTED,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html",
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html",
    ),
)
def check(balancer: LoadBalancer) -> Iterator[Violation]:
    if every([lambda: balancer.type == "application", lambda: _has_too_few(balancer)]):
        count = len(balancer.subnets)
        found = {0: "no subnet", 1: "one subnet"}.get(count, "two subnets in one availability zone")
        yield Violation(
            balancer,
            "subnets",
            f"{balancer.label} of type application has {found}.",
            "AWS refuses the load balancer: it takes one subnet of each zone, and two zones at least.",
            "set subnets to subnets in two or more availability zones, one in each.",
        )


def _has_too_few(balancer: LoadBalancer) -> bool:
    if balancer.subnet_count > 1:
        return balancer.has_two_subnets_in_one_zone
    if balancer.has("customerOwnedIpv4Pool"):
        return False
    return all(
        reference.agree(lambda subnet: subnet.is_in_ordinary_zone) is not False for reference in balancer.subnets
    )
