"""A target group must have a protocol of the type of load balancer that forwards to it.

## What it does
Reports target groups with protocol TCP, TLS, UDP or TCP_UDP to which a listener or rule of an Application Load Balancer
forwards, and HTTP and HTTPS target groups to which a listener of a Network Load Balancer forwards.

Which protocols go together within a Network Load Balancer, `nlb-listener-tg-protocol` says; a listener with a protocol
that its own load balancer does not have belongs to `lb-type-listener-protocol`.

## Why it is bad
AWS refuses the listener or rule. An Application Load Balancer reads requests and speaks HTTP or HTTPS to targets; a
Network Load Balancer moves connections.

## Example
```python
import pulumi_aws as aws

group = aws.lb.TargetGroup(
    "shop",  # violates
    port=8443,
    protocol="TLS",
    target_type="ip",
    vpc_id="vpc-0123456789abcdef0",
    health_check={"protocol": "HTTPS"},
)
aws.lb.Listener(
    "https",
    load_balancer_arn="arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/shared/0123456789abcdef",
    port=443,
    protocol="HTTPS",
    ssl_policy="ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
    certificate_arn="arn:aws:acm:us-east-1:123456789012:certificate/shared",
    default_actions=[{"type": "forward", "target_group_arn": group.arn}],
)
```

## Use instead
HTTPS is what an Application Load Balancer calls TLS to its targets.
```python
group = aws.lb.TargetGroup(
    "shop",
    port=8443,
    protocol="HTTPS",
    target_type="ip",
    vpc_id="vpc-0123456789abcdef0",
    health_check={"protocol": "HTTPS"},
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import TargetGroup
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model import Forwarder

_equivalents = {"TCP": "HTTP", "TLS": "HTTPS", "HTTP": "TCP", "HTTPS": "TLS"}


@rule(
    on=TargetGroup,
    level=Level.MANDATORY,
    severity=Severity.HIGH,
    outcome=Outcome.REJECTED,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html",
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-target-groups.html",
    ),
)
def check(group: TargetGroup) -> Iterator[Violation]:
    if not group.forwarders or group.protocol not in ("HTTP", "HTTPS", "TCP", "TLS", "UDP", "TCP_UDP"):
        return

    def is_of_other_type(forwarder: Forwarder) -> bool:
        return forwarder.is_for_application_load_balancer != group.is_for_application_load_balancer

    if found := group.forwarders_where(is_of_other_type):
        kind = "a Network Load Balancer" if group.is_for_application_load_balancer else "an Application Load Balancer"
        instead = _equivalents.get(group.protocol, "HTTPS")
        yield Violation(
            group,
            "protocol",
            f"{group.label} has the protocol {group.protocol}, but {found[0].label} of {kind} forwards to it.",
            "AWS refuses the listener or rule: load balancers of that type have no such target groups.",
            f'set protocol to "{instead}", with a healthCheck (health_check) to match, or use a load balancer of the '
            "other type.",
        )
