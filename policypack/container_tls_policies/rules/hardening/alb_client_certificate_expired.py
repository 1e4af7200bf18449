"""A listener that verifies client certificates should refuse those that have expired.

## What it does
Reports listeners whose `mutualAuthentication` has the mode `verify` and `ignoreClientCertificateExpiry`.

## Why it is bad
A certificate that has expired is one that nobody looks after any more: its key may long be in other hands, and lists of
revoked certificates drop it. The load balancer lets in whoever has it.

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
    mutual_authentication={
        "mode": "verify",
        "trust_store_arn": "arn:aws:elasticloadbalancing:us-east-1:123456789012:truststore/shared/0123456789abcdef",
        "ignore_client_certificate_expiry": True,
    },
    default_actions=[
        {"type": "fixed-response", "fixed_response": {"content_type": "text/plain", "status_code": "404"}}
    ],
)
```

## Use instead
Leave the setting out, and renew the certificates of clients in time.
```python
aws.lb.Listener(
    "https",
    load_balancer_arn="arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/shared/0123456789abcdef",
    port=443,
    protocol="HTTPS",
    ssl_policy="ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
    certificate_arn="arn:aws:acm:us-east-1:123456789012:certificate/shared",
    mutual_authentication={
        "mode": "verify",
        "trust_store_arn": "arn:aws:elasticloadbalancing:us-east-1:123456789012:truststore/shared/0123456789abcdef",
    },
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
    severity=Severity.MEDIUM,
    outcome=Outcome.INSECURE,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/mutual-authentication.html",
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/configuring-mtls-with-elb.html",
    ),
)
def check(listener: Listener) -> Iterator[Violation]:
    clients = listener.mutual_authentication
    if clients and clients.ignores_expiry and clients.mode == "verify":
        yield Violation(
            listener,
            "mutualAuthentication.ignoreClientCertificateExpiry",
            f"{listener.label} takes client certificates that have expired.",
            "Whoever has an old certificate with its key gets in, for as long as the authority is trusted.",
            'remove mutualAuthentication.ignoreClientCertificateExpiry (mutual_authentication["ignore_client_'
            'certificate_expiry"]).',
        )
