"""An HTTPS listener should have no ALPN policy.

## What it does
Reports HTTPS listeners with an `alpnPolicy`. Those that end TLS on a Network Load Balancer may have one; those that do
not end TLS belong to `plain-listener-tls-settings`.

## Why it is bad
AWS has ALPN policies for TLS listeners of Network Load Balancers only. An Application Load Balancer offers HTTP/2 by
itself: at best the setting does nothing, while whoever wrote it counts on it.

## Example
```python
import pulumi_aws as aws

aws.lb.Listener(
    "https",  # violates
    load_balancer_arn="arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/shared/0123456789abcdef",
    port=443,
    protocol="HTTPS",
    ssl_policy="ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
    certificate_arn="arn:aws:acm:us-east-1:123456789012:certificate/shared",
    alpn_policy="HTTP2Preferred",
    default_actions=[
        {"type": "fixed-response", "fixed_response": {"content_type": "text/plain", "status_code": "404"}}
    ],
)
```

## Use instead
Leave it out; `enableHttp2` of the load balancer says whether it speaks HTTP/2, which is the default.
```python
aws.lb.Listener(
    "https",
    load_balancer_arn="arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/shared/0123456789abcdef",
    port=443,
    protocol="HTTPS",
    ssl_policy="ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
    certificate_arn="arn:aws:acm:us-east-1:123456789012:certificate/shared",
    default_actions=[
        {"type": "fixed-response", "fixed_response": {"content_type": "text/plain", "status_code": "404"}}
    ],
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import Listener
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    on=Listener,
    level=Level.ADVISORY,
    severity=Severity.LOW,
    outcome=Outcome.REJECTED,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateListener.html",
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-listeners.html",
    ),
)
def check(listener: Listener) -> Iterator[Violation]:
    if listener.states("alpnPolicy") and listener.protocol == "HTTPS" and listener.alpn_policy != "None":
        yield Violation(
            listener,
            "alpnPolicy",
            f"{listener.label} has the protocol HTTPS, and the ALPN policy {listener.alpn_policy}.",
            "AWS has ALPN policies for TLS listeners of Network Load Balancers only: it refuses or ignores it here.",
            "remove alpnPolicy (alpn_policy); enableHttp2 (enable_http2) of the load balancer says whether it speaks "
            "HTTP/2.",
        )
