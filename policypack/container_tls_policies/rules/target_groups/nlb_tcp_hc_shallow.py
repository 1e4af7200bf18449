"""A health check of what TLS is passed through to should reach further than the port.

## What it does
Reports TCP target groups behind a TCP listener whose health checks only connect. It is off by default: a TCP check is
the usual choice, and a good one for targets that take TLS 1.3 only or ask for client certificates. Turn it on where all
services have a health endpoint.

## Why it is bad
A TCP check succeeds as soon as something listens. An expired certificate, a broken TLS configuration or an application
that hangs behind its sidecar leave the target healthy while every client fails.

## Example
```python
import pulumi_aws as aws

group = aws.lb.TargetGroup(
    "shop",  # violates
    port=8443,
    protocol="TCP",
    target_type="ip",
    vpc_id="vpc-0123456789abcdef0",
    health_check={"protocol": "TCP"},
)
listener = aws.lb.Listener(
    "tcp",
    load_balancer_arn="arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/net/shared/0123456789abcdef",
    port=443,
    protocol="TCP",
    default_actions=[{"type": "forward", "target_group_arn": group.arn}],
)
```

## Use instead
An HTTPS check of a server that takes TLS 1.2 too, or an HTTP check of a health endpoint on a port of its own.
```python
group = aws.lb.TargetGroup(
    "shop",
    port=8443,
    protocol="TCP",
    target_type="ip",
    vpc_id="vpc-0123456789abcdef0",
    health_check={"protocol": "HTTP", "port": "9901", "path": "/ready"},
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


@rule(
    on=TargetGroup,
    level=Level.DISABLED,
    severity=Severity.LOW,
    outcome=Outcome.BLIND,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/target-group-health-checks.html",
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-target-groups.html",
    ),
)
def check(group: TargetGroup) -> Iterator[Violation]:
    if not group.forwarders or group.protocol != "TCP" or group.health_check_protocol != "TCP":
        return

    def passes_through(forwarder: Forwarder) -> bool:
        return forwarder.listener_protocol == "TCP"

    if found := group.forwarders_where(passes_through):
        yield Violation(
            group,
            "healthCheck.protocol",
            f"{group.label} behind {found[0].label} has health checks that only connect.",
            "A target whose certificate or TLS is broken stays healthy while every client fails.",
            'set healthCheck.protocol (health_check["protocol"]) to "HTTPS", or to "HTTP" with the port and path of a '
            "health endpoint.",
        )
