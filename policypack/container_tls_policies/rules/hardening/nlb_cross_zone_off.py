"""A Network Load Balancer should send to targets in all zones.

## What it does
Reports Network Load Balancers without `enableCrossZoneLoadBalancing`, unless those of their target groups that this
stack has all set `loadBalancingCrossZoneEnabled`. Off unless you turn it on: what crosses zones costs, and who has
enough targets in each zone needs it not. `nlb-az-coverage` looks at services that have too few.

## Why it is bad
Each node sends to targets of its own zone only. With unlike numbers of targets some get many more connections than
others, and a zone that has lost its targets is without service until DNS has changed at all clients.

## Example
```python
import pulumi_aws as aws

balancer = aws.lb.LoadBalancer(
    "front",  # violates
    load_balancer_type="network",
    subnets=["subnet-0a", "subnet-0b"],
    security_groups=["sg-0123456789abcdef0"],
)
```

## Use instead
Let it cross zones.
```python
balancer = aws.lb.LoadBalancer(
    "front",
    load_balancer_type="network",
    subnets=["subnet-0a", "subnet-0b"],
    security_groups=["sg-0123456789abcdef0"],
    enable_cross_zone_load_balancing=True,
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

    from ...model import Listener, TargetGroup


@rule(
    on=LoadBalancer,
    level=Level.DISABLED,
    severity=Severity.LOW,
    outcome=Outcome.BROKEN,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/network-load-balancers.html",
        "https://www.checkov.io/5.Policy%20Index/terraform.html",
    ),
)
def check(balancer: LoadBalancer) -> Iterator[Violation]:
    if every(
        [
            lambda: balancer.type == "network",
            lambda: not balancer.crosses_zones,
            lambda: not _is_left_to_its_groups(balancer),
        ]
    ):
        yield Violation(
            balancer,
            "enableCrossZoneLoadBalancing",
            f"{balancer.label} sends to targets of the same zone only.",
            "Targets get unlike shares of the connections, and a zone without healthy targets has no service.",
            "set enableCrossZoneLoadBalancing (enable_cross_zone_load_balancing) to true.",
        )


def _is_left_to_its_groups(balancer: LoadBalancer) -> bool:
    """Whether its listeners forward only to target groups that say themselves that they cross zones."""

    def keeps_to_zones(group: TargetGroup) -> bool:
        return not group.crosses_zones(balancer)

    def relies_on_balancer(listener: Listener) -> bool:
        return every(
            [lambda: listener.belongs_to(balancer), lambda: bool(listener.target_groups_where(keeps_to_zones))]
        )

    listeners = balancer.listeners
    return bool(listeners) and not some([partial(relies_on_balancer, listener) for listener in listeners])
