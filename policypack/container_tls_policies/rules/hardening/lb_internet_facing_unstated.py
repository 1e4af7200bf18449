"""A load balancer should say whether it is internal.

## What it does
Reports Application and Network Load Balancers that do not state `internal`. Off unless you turn it on.

## Why it is bad
Without it the load balancer gets public addresses. Who reads the program should see that this is meant.

## Example
```python
import pulumi_aws as aws

aws.lb.LoadBalancer(
    "front",  # violates
    load_balancer_type="application",
    subnets=["subnet-0a", "subnet-0b"],
    security_groups=["sg-0123456789abcdef0"],
)
```

## Use instead
State it.
```python
aws.lb.LoadBalancer(
    "front",
    load_balancer_type="application",
    subnets=["subnet-0a", "subnet-0b"],
    security_groups=["sg-0123456789abcdef0"],
    internal=False,
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import LoadBalancer
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    on=LoadBalancer,
    level=Level.DISABLED,
    severity=Severity.LOW,
    outcome=Outcome.INSECURE,
    since="0.1.0",
    references=("https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html",),
)
def check(load_balancer: LoadBalancer) -> Iterator[Violation]:
    if not load_balancer.has("internal") and load_balancer.type in ("application", "network"):
        yield Violation(
            load_balancer,
            "internal",
            f"{load_balancer.label} does not state internal.",
            "It is reachable from the internet, and nobody sees whether that is meant.",
            "set internal to false, or to true if only clients in the VPC use it.",
        )
