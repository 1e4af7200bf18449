"""A target group with HTTP/2 or gRPC must have an HTTPS listener.

## What it does
Reports target groups with `protocolVersion` HTTP2 or GRPC to which an HTTP listener, or a rule of one, forwards.

## Why it is bad
AWS refuses the listener or rule: the protocol HTTP is not supported with a target group of that version. Clients speak
HTTP/2 with an Application Load Balancer only over TLS.

## Example
```python
import pulumi_aws as aws

group = aws.lb.TargetGroup(
    "orders",  # violates
    port=8080,
    protocol="HTTP",
    protocol_version="GRPC",
    target_type="ip",
    vpc_id="vpc-0123456789abcdef0",
)
aws.lb.Listener(
    "front",
    load_balancer_arn="arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/shared/0123456789abcdef",
    port=8080,
    protocol="HTTP",
    default_actions=[{"type": "forward", "target_group_arn": group.arn}],
)
```

## Use instead
An HTTPS listener. The load balancer can still speak plain HTTP/2 to the targets.
```python
aws.lb.Listener(
    "front",
    load_balancer_arn="arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/shared/0123456789abcdef",
    port=8443,
    protocol="HTTPS",
    ssl_policy="ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
    certificate_arn="arn:aws:acm:us-east-1:123456789012:certificate/shared",
    default_actions=[{"type": "forward", "target_group_arn": group.arn}],
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
    level=Level.MANDATORY,
    severity=Severity.HIGH,
    outcome=Outcome.REJECTED,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html",
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html",
    ),
)
def check(group: TargetGroup) -> Iterator[Violation]:
    if not group.forwarders or group.protocol_version not in ("HTTP2", "GRPC"):
        return
    if not group.is_for_application_load_balancer:
        return

    def is_plain(forwarder: Forwarder) -> bool:
        return forwarder.listener_protocol == "HTTP"

    if found := group.forwarders_where(is_plain):
        yield Violation(
            group,
            "protocolVersion",
            f"{group.label} has the protocolVersion {group.protocol_version}, but {found[0].label} forwards to it from "
            "plain HTTP.",
            "AWS refuses the listener or rule: only HTTPS listeners go together with HTTP2 and GRPC.",
            'set protocol of the listener to "HTTPS", with sslPolicy (ssl_policy) and certificateArn '
            '(certificate_arn), or protocolVersion (protocol_version) of the target group to "HTTP1".',
        )
