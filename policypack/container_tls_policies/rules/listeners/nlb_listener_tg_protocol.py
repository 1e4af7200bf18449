"""A listener of a Network Load Balancer must forward to target groups of a protocol that fits its own.

## What it does
Reports TCP, TLS, UDP and TCP_UDP listeners that forward to a target group of another protocol than AWS allows:

- TCP to TCP or TCP_UDP: TLS is passed through;
- TLS to TCP, without TLS to the targets, or to TLS, encrypted anew, but not to both by weight;
- UDP to UDP or TCP_UDP; TCP_UDP to TCP_UDP;
- an Application Load Balancer as target behind TCP only.

HTTP and HTTPS target groups belong to `lb-type-tg-protocol`.

## Why it is bad
AWS refuses the listener with IncompatibleProtocols. The usual mistake is a TCP listener before a TLS target group: a
Network Load Balancer that passes TLS through needs a TCP group, for it sees only bytes.

## Example
```python
import pulumi_aws as aws

group = aws.lb.TargetGroup(
    "shop",
    port=8443,
    protocol="TLS",
    target_type="ip",
    vpc_id="vpc-0123456789abcdef0",
    health_check={"protocol": "TCP"},
)
aws.lb.Listener(
    "tls",  # violates
    load_balancer_arn="arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/net/shared/0123456789abcdef",
    port=443,
    protocol="TCP",
    default_actions=[{"type": "forward", "target_group_arn": group.arn}],
)
```

## Use instead
For passthrough a TCP target group; its targets show their own certificate.
```python
group = aws.lb.TargetGroup(
    "shop",
    port=8443,
    protocol="TCP",
    target_type="ip",
    vpc_id="vpc-0123456789abcdef0",
    health_check={"protocol": "TCP"},
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import Listener, some
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model import TargetGroup

_accepted = {
    "TCP": ("TCP", "TCP_UDP"),
    "TLS": ("TCP", "TLS"),
    "UDP": ("UDP", "TCP_UDP"),
    "TCP_UDP": ("TCP_UDP",),
}


@rule(
    on=Listener,
    level=Level.MANDATORY,
    severity=Severity.HIGH,
    outcome=Outcome.REJECTED,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-target-groups.html",
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-listeners.html",
    ),
)
def check(listener: Listener) -> Iterator[Violation]:
    protocol = listener.protocol
    if protocol not in _accepted:
        return

    def is_refused(group: TargetGroup) -> bool:
        return some(
            [
                lambda: group.protocol in _accepted and group.protocol not in _accepted[protocol],
                lambda: protocol != "TCP" and group.target_type == "alb",
            ]
        )

    refused = listener.target_groups_where(is_refused)
    if groups := refused or _mixed(listener):
        yield Violation(
            listener,
            "defaultActions",
            f"{listener.label} has the protocol {protocol}, but forwards to "
            f"{' and '.join(_described(group) for group in groups)}.",
            "AWS refuses the listener with IncompatibleProtocols.",
            f"forward to target groups with protocol {' or '.join(_accepted[protocol])}, all with the same, or change "
            "protocol of the listener: TCP passes TLS through, TLS ends it at the load balancer.",
        )


def _mixed(listener: Listener) -> tuple[TargetGroup, ...]:
    """The target groups of a TLS listener that are of both protocols."""
    if listener.protocol != "TLS" or len(listener.target_groups) < 2:
        return ()
    plain = listener.target_groups_where(lambda group: group.protocol == "TCP")
    encrypted = listener.target_groups_where(lambda group: group.protocol == "TLS")
    return (*plain, *encrypted) if plain and encrypted else ()


def _described(group: TargetGroup) -> str:
    return f"{group.label} ({'an Application Load Balancer' if group.target_type == 'alb' else group.protocol})"
