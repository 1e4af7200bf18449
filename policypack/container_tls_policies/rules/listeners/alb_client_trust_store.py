"""A listener that verifies client certificates must have a trust store.

## What it does
Reports listeners whose `mutualAuthentication` has the mode `verify` and no `trustStoreArn`.

## Why it is bad
The load balancer verifies client certificates against the authorities in the trust store: without one there is nothing
to verify them by, and AWS refuses the listener.

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
    mutual_authentication={"mode": "verify"},
    default_actions=[
        {"type": "fixed-response", "fixed_response": {"content_type": "text/plain", "status_code": "404"}}
    ],
)
```

## Use instead
Name the trust store with the authorities of the clients.
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
    level=Level.MANDATORY,
    severity=Severity.HIGH,
    outcome=Outcome.REJECTED,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/mutual-authentication.html",
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/configuring-mtls-with-elb.html",
    ),
)
def check(listener: Listener) -> Iterator[Violation]:
    clients = listener.mutual_authentication
    if clients and not clients.states("trustStoreArn") and clients.mode == "verify":
        yield Violation(
            listener,
            "mutualAuthentication.trustStoreArn",
            f"{listener.label} verifies the certificates of clients, but has no trust store.",
            "AWS refuses the listener: it has no authorities to verify them by.",
            'set mutualAuthentication.trustStoreArn (mutual_authentication["trust_store_arn"]) to the ARN of an '
            "aws.lb.TrustStore.",
        )
