"""Targets that see client addresses should be in the load balancer's VPC, or in one that is peered with it.

## What it does
Reports target groups of Network Load Balancers that preserve client addresses while a target outside the VPC is
registered in them: one with the availability zone `all`. A peering of the VPC in the stack may explain the target, and
nothing is said then. A peering in another stack is not seen: that is a false alarm, for an exception with the reason.

## Why it is bad
A target that sees the client's address answers to that address. AWS leads the answer back through the load balancer
inside the VPC and across a peering in the same Region only. Over a transit gateway, VPN or Direct Connect the answer is
lost, and no connection is ever established.

## Example
```python
import pulumi_aws as aws

group = aws.lb.TargetGroup(
    "mainframe",  # violates
    port=8443,
    protocol="TCP",
    target_type="ip",
    preserve_client_ip="true",
    vpc_id="vpc-0123456789abcdef0",
)
aws.lb.TargetGroupAttachment("one", target_group_arn=group.arn, target_id="10.200.0.10", availability_zone="all")
```

## Use instead
Turn preservation off. Where targets need the clients' addresses, proxy protocol v2 carries them.
```python
group = aws.lb.TargetGroup(
    "mainframe",
    port=8443,
    protocol="TCP",
    target_type="ip",
    preserve_client_ip="false",
    vpc_id="vpc-0123456789abcdef0",
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import JoinedVpcs, TargetAttachment, TargetGroup, VpcPeering, every, those
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model import Reference


@rule(
    on=TargetGroup,
    level=Level.ADVISORY,
    severity=Severity.HIGH,
    outcome=Outcome.BROKEN,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/edit-target-group-attributes.html",
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/target-group-register-targets.html",
    ),
)
def check(group: TargetGroup) -> Iterator[Violation]:
    def is_unreachable(found: tuple[TargetAttachment, Reference[TargetGroup]]) -> bool:
        target, reference = found
        return not target.left_out and every(
            [
                lambda: target.is_outside_vpc,
                lambda: group.protocol in ("TCP", "TLS", "UDP", "TCP_UDP"),
                lambda: group.preserves_client_ip,
                lambda: not JoinedVpcs.by(VpcPeering, group.stack).may_include(group.vpc),
                lambda: group.is_meant_by(reference),
            ]
        )

    for target, _ in those(group.stack.referrers(group, TargetAttachment, "target_group"), is_unreachable)[:1]:
        yield Violation(
            group,
            "preserveClientIp",
            f"{group.label} preserves the addresses of clients, but {target.label} is outside its VPC.",
            "Without a VPC peering its answers do not find the way back, and no connection is established.",
            'set preserveClientIp (preserve_client_ip) to "false", and proxyProtocolV2 (proxy_protocol_v2) to true '
            "where the target needs the address."
            if group.protocol in ("TCP", "TLS")
            else "register targets of the VPC or of a peered one only: for UDP, preservation cannot be turned off.",
        )
