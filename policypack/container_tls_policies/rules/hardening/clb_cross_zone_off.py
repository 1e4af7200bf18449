"""A Classic Load Balancer should send to instances in all its zones.

## What it does
Reports Classic Load Balancers with `crossZoneLoadBalancing` off. The provider's default is on.

## Why it is bad
Each zone gets the same share of the requests, however many instances it has: few instances in one zone are overloaded
while others idle, and a zone without healthy ones fails its share.

## Example
```python
import pulumi_aws as aws

balancer = aws.elb.LoadBalancer(
    "shop",  # violates
    subnets=["subnet-0a", "subnet-0b"],
    cross_zone_load_balancing=False,
    listeners=[
        {
            "lb_port": 443,
            "lb_protocol": "https",
            "instance_port": 8443,
            "instance_protocol": "https",
            "ssl_certificate_id": "arn:aws:acm:us-east-1:123456789012:certificate/shared",
        }
    ],
)
```

## Use instead
Leave it out, or turn it on.
```python
balancer = aws.elb.LoadBalancer(
    "shop",
    subnets=["subnet-0a", "subnet-0b"],
    listeners=[
        {
            "lb_port": 443,
            "lb_protocol": "https",
            "instance_port": 8443,
            "instance_protocol": "https",
            "ssl_certificate_id": "arn:aws:acm:us-east-1:123456789012:certificate/shared",
        }
    ],
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import ClassicLoadBalancer
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    on=ClassicLoadBalancer,
    level=Level.ADVISORY,
    severity=Severity.LOW,
    outcome=Outcome.BROKEN,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/enable-disable-crosszone-lb.html",
        "https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html",
    ),
)
def check(balancer: ClassicLoadBalancer) -> Iterator[Violation]:
    if not balancer.crosses_zones:
        yield Violation(
            balancer,
            "crossZoneLoadBalancing",
            f"{balancer.label} does not send to instances in other zones.",
            "A zone with few instances is overloaded, and one without healthy instances fails its share of requests.",
            "remove crossZoneLoadBalancing (cross_zone_load_balancing), or set it to true.",
        )
