"""A Network Load Balancer should have a security group from the start.

## What it does
Reports Network Load Balancers without `securityGroups`. Those with QUIC listeners are left alone, since these do not go
together with security groups.

## Why it is bad
A Network Load Balancer that was created without a security group can never get one: the first one replaces it, with
other addresses and another DNS name. Until then everybody who can route to it may connect, and groups of tasks cannot
name the load balancer as the source of traffic, only address ranges.

## Example
```python
import pulumi_aws as aws

aws.lb.LoadBalancer(
    "edge",  # violates
    load_balancer_type="network",
    subnets=["subnet-0a", "subnet-0b"],
)
```

## Use instead
A group of its own, be it one that admits everybody for now.
```python
aws.lb.LoadBalancer(
    "edge",
    load_balancer_type="network",
    subnets=["subnet-0a", "subnet-0b"],
    security_groups=["sg-0123456789abcdef0"],
)
```
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ...model import LoadBalancer, every, some
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model import Listener


@rule(
    on=LoadBalancer,
    level=Level.ADVISORY,
    severity=Severity.MEDIUM,
    outcome=Outcome.LATER,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-security-groups.html",
        "https://github.com/hashicorp/terraform-provider-aws/issues/32987",
    ),
)
def check(balancer: LoadBalancer) -> Iterator[Violation]:
    if every(
        [
            lambda: not balancer.interface.groups,
            lambda: balancer.type == "network",
            lambda: not some([partial(_is_quic_of, listener, balancer) for listener in balancer.listeners]),
        ]
    ):
        yield Violation(
            balancer,
            "securityGroups",
            f"{balancer.label} of type network has no securityGroups.",
            "It can never get one: the first security group replaces the load balancer, with another DNS name and "
            "other addresses.",
            "set securityGroups (security_groups) to a group that lets clients in on the ports of the listeners.",
        )


def _is_quic_of(listener: Listener, balancer: LoadBalancer) -> bool:
    return every([lambda: listener.protocol in ("QUIC", "TCP_QUIC"), lambda: listener.belongs_to(balancer)])
