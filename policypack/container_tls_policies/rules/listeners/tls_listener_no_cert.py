"""An HTTPS or TLS listener must have a certificate.

## What it does
Reports HTTPS listeners of Application Load Balancers and TLS listeners of Network Load Balancers without
`certificateArn`. Certificates that `ListenerCertificate` adds do not count: they come on top of the default one.

TCP and HTTP listeners need none. Where a Network Load Balancer is to pass TLS through to containers, a TCP listener
without a certificate is right, on port 443 too.

## Why it is bad
AWS refuses the listener: a listener that ends TLS needs exactly one default certificate when it is created.

## Example
```python
import pulumi_aws as aws

aws.lb.Listener(
    "https",  # violates
    load_balancer_arn="arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/shared/0123456789abcdef",
    port=443,
    protocol="HTTPS",
    ssl_policy="ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
    default_actions=[
        {"type": "fixed-response", "fixed_response": {"content_type": "text/plain", "status_code": "404"}}
    ],
)
```

## Use instead
Name a certificate of ACM that is issued, in the region of the load balancer.
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
    level=Level.MANDATORY,
    severity=Severity.HIGH,
    outcome=Outcome.REJECTED,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/https-listener-certificates.html",
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/tls-listener-certificates.html",
    ),
)
def check(listener: Listener) -> Iterator[Violation]:
    if listener.states("certificateArn") or not listener.terminates_tls:
        return
    yield Violation(
        listener,
        "certificateArn",
        f"{listener.label} has the protocol {listener.protocol}, but no certificateArn.",
        "AWS refuses the listener: it cannot end TLS without a default certificate.",
        "set certificateArn (certificate_arn) to an issued certificate of ACM; to pass TLS through to the targets of a "
        'Network Load Balancer, set protocol to "TCP".',
    )
