"""A listener should have a certificate of ACM.

## What it does
Reports HTTPS and TLS listeners, and listener certificates, whose certificate was uploaded to IAM. It is off by default:
not every certificate can come from ACM. Classic Load Balancers have `clb-certificate-iam`.

## Why it is bad
ACM renews what it issues, and keeps its key. A certificate of IAM has to be replaced by hand before it expires, and its
key was in somebody's hands.

## Example
```python
import pulumi_aws as aws

aws.lb.Listener(
    "https",  # violates
    load_balancer_arn="arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/shared/0123456789abcdef",
    port=443,
    protocol="HTTPS",
    ssl_policy="ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
    certificate_arn="arn:aws:iam::123456789012:server-certificate/shared",
    default_actions=[
        {"type": "fixed-response", "fixed_response": {"content_type": "text/plain", "status_code": "404"}}
    ],
)
```

## Use instead
A certificate that ACM issued, or that was imported there.
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

from ...model import CertificateUser, is_of_iam
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    on=CertificateUser,
    level=Level.DISABLED,
    severity=Severity.LOW,
    outcome=Outcome.LATER,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/https-listener-certificates.html",
        "https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html",
    ),
)
def check(user: CertificateUser) -> Iterator[Violation]:
    if is_of_iam(user.any_certificate):
        yield Violation(
            user,
            "certificateArn",
            f"{user.label} has a certificate that was uploaded to IAM.",
            "Nothing renews it: once it has expired, clients refuse to connect.",
            "set certificateArn (certificate_arn) to the ARN of a certificate of ACM.",
        )
