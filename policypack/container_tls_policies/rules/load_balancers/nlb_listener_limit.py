"""A Network Load Balancer must not have more than 50 listeners.

## What it does
Reports Network Load Balancers to which more than 50 listeners of this stack belong. Application Load Balancers have the
same quota, but there AWS raises it on request: they are not reported.

## Why it is bad
AWS refuses the 51st listener with TooManyListeners, and the quota cannot be raised. A listener for each service is what
passthrough needs, so that a load balancer that many services share gets there.

## Example
```python
import pulumi_aws as aws

balancer = aws.lb.LoadBalancer(
    "shared",  # violates
    load_balancer_type="network",
    subnets=["subnet-0a", "subnet-0b"],
    security_groups=["sg-0123456789abcdef0"],
)
group = "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/shared/0123456789abcdef"
ports = range(8000, 8051)
for port in ports:
    aws.lb.Listener(
        f"tcp-{port}",
        load_balancer_arn=balancer.arn,
        port=port,
        protocol="TCP",
        default_actions=[{"type": "forward", "target_group_arn": group}],
    )
```

## Use instead
A second load balancer for some of the services.
```python
ports = range(8000, 8050)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ...model import LoadBalancer
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

_most: Final = 50


@rule(
    on=LoadBalancer,
    level=Level.MANDATORY,
    severity=Severity.HIGH,
    outcome=Outcome.REJECTED,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-limits.html",
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-listeners.html",
    ),
)
def check(balancer: LoadBalancer) -> Iterator[Violation]:
    if len(balancer.listeners) > _most and balancer.type == "network" and balancer.has_more_listeners_than(_most):
        yield Violation(
            balancer,
            "loadBalancerType",
            f"{balancer.label} of type network has more than {_most} listeners.",
            "AWS refuses those above that number with TooManyListeners, and does not raise this quota.",
            "use a second load balancer for some of the listeners.",
        )
