"""A target group must receive the traffic of one load balancer only.

## What it does
Reports target groups to which the listeners or listener rules of two load balancers forward.

Several listeners and rules of one load balancer may forward to the same group. A Network Load Balancer in front of an
Application Load Balancer is no such case either: it has a group of its own, of the target type `alb`.

## Why it is bad
AWS associates a target group with one load balancer. It refuses the second listener with TargetGroupAssociationLimit,
when half of the stack is already there.

## Example
```python
import pulumi_aws as aws

group = aws.lb.TargetGroup(
    "web",  # violates
    port=8080,
    protocol="HTTPS",
    target_type="ip",
    vpc_id="vpc-0123456789abcdef0",
    health_check={"protocol": "HTTPS"},
)
groups = {"internal": group, "public": group}
for name, own in groups.items():
    balancer = aws.lb.LoadBalancer(
        name,
        internal=name == "internal",
        subnets=["subnet-0a", "subnet-0b"],
        security_groups=["sg-0123456789abcdef0"],
    )
    aws.lb.Listener(
        name,
        load_balancer_arn=balancer.arn,
        port=443,
        protocol="HTTPS",
        ssl_policy="ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
        certificate_arn="arn:aws:acm:us-east-1:123456789012:certificate/shared",
        default_actions=[{"type": "forward", "target_group_arn": own.arn}],
    )
```

## Use instead
Give each load balancer a target group. A service can register its tasks in both.
```python
groups = {
    "internal": group,
    "public": aws.lb.TargetGroup(
        "public",
        port=8080,
        protocol="HTTPS",
        target_type="ip",
        vpc_id="vpc-0123456789abcdef0",
        health_check={"protocol": "HTTPS"},
    ),
}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import TargetGroup, load_balancers_of
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    on=TargetGroup,
    level=Level.MANDATORY,
    severity=Severity.HIGH,
    outcome=Outcome.REJECTED,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html",
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-limits.html",
    ),
)
def check(group: TargetGroup) -> Iterator[Violation]:
    load_balancers = load_balancers_of(group)
    if len(load_balancers) > 1:
        first, second, *_ = load_balancers
        yield Violation(
            group,
            "arn",
            f"{group.label} is to receive the traffic of {len(load_balancers)} load balancers, such as {first} and "
            f"{second}.",
            "AWS associates a target group with one load balancer, and refuses the listener of the second "
            "(TargetGroupAssociationLimit).",
            "create a target group for each load balancer; a service can list both in loadBalancers (load_balancers).",
        )
