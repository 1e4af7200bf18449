"""Targets must understand the proxy protocol where a target group sends it.

## What it does
Reports TCP and TLS target groups with `proxyProtocolV2` on. It is off by default: a program does not say what its
containers understand. Turn it on to have each such target group looked at, and except those that are right.

## Why it is bad
The load balancer sends a header before the first byte of TLS, in health checks too. A server that does not expect it
takes it for a broken handshake: connections fail, and so do health checks that speak HTTP or HTTPS.

## Example
```python
import pulumi_aws as aws

group = aws.lb.TargetGroup(
    "shop",  # violates
    port=8443,
    protocol="TCP",
    target_type="ip",
    vpc_id="vpc-0123456789abcdef0",
    proxy_protocol_v2=True,
    health_check={"protocol": "TCP"},
)
```

## Use instead
Preserve the clients' addresses, where they are what it is for.
```python
group = aws.lb.TargetGroup(
    "shop",
    port=8443,
    protocol="TCP",
    target_type="ip",
    vpc_id="vpc-0123456789abcdef0",
    preserve_client_ip="true",
    health_check={"protocol": "TCP"},
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import TargetGroup, every
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    on=TargetGroup,
    level=Level.DISABLED,
    severity=Severity.LOW,
    outcome=Outcome.UNHEALTHY,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/edit-target-group-attributes.html",
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/target-group-health-checks.html",
    ),
)
def check(group: TargetGroup) -> Iterator[Violation]:
    if every([lambda: group.proxy_protocol_v2, lambda: group.protocol in ("TCP", "TLS")]):
        yield Violation(
            group,
            "proxyProtocolV2",
            f"{group.label} has proxyProtocolV2 on; nothing in the program says that its targets understand it.",
            "A server that does not expect the header fails each connection, and health checks by HTTP and HTTPS.",
            "except the target group if its targets parse the header before TLS; if not, set proxyProtocolV2 "
            "(proxy_protocol_v2) to false.",
        )
