"""A load balancer must not have two listeners on one port.

## What it does
Reports a listener on a port for which its load balancer has another listener in this stack, whatever their protocols.
The load balancer may be of this stack or named by its ARN.

## Why it is bad
AWS refuses the second listener with DuplicateListener. On a Network Load Balancer that also holds for TCP beside UDP:
one listener with the protocol TCP_UDP takes both. Several host names on 443 need no further listeners either, but rules
and further certificates.

## Example
```python
import pulumi_aws as aws

balancer = "arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/shared/0123456789abcdef"
aws.lb.Listener(
    "billing",
    load_balancer_arn=balancer,
    port=443,
    protocol="HTTPS",
    ssl_policy="ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
    certificate_arn="arn:aws:acm:us-east-1:123456789012:certificate/shared",
    default_actions=[
        {"type": "fixed-response", "fixed_response": {"content_type": "text/plain", "status_code": "404"}}
    ],
)
aws.lb.Listener(
    "orders",  # violates
    load_balancer_arn=balancer,
    port=443,
    protocol="HTTPS",
    ssl_policy="ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
    certificate_arn="arn:aws:acm:us-east-1:123456789012:certificate/shared",
    default_actions=[
        {"type": "fixed-response", "fixed_response": {"content_type": "text/plain", "status_code": "404"}}
    ],
)
```

## Use instead
One listener, with a rule for each host name; or another port.
```python
aws.lb.Listener(
    "orders",
    load_balancer_arn=balancer,
    port=8443,
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
    level=Level.MANDATORY,
    severity=Severity.HIGH,
    outcome=Outcome.REJECTED,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-listeners.html",
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-listeners.html",
    ),
)
def check(listener: Listener) -> Iterator[Violation]:
    if other := listener.twin:
        yield Violation(
            listener,
            "port",
            f"{listener.label} is on port {listener.port} of the load balancer, and so is {other.label}.",
            "AWS refuses the second of them with DuplicateListener.",
            "use rules and further certificates of one listener for several hosts, or give the listener another port.",
        )
