"""The certificate of a listener must be in the Region of the load balancer.

## What it does
Reports HTTPS and TLS listeners, and listener certificates, whose certificate is in another Region than they are. The
Region of a resource is its own `region`, or that of its provider; of what is not of this stack, the one in its ARN.
Nothing is reported where the environment alone says which Region a provider is for.

## Why it is bad
ACM keeps certificates in one Region, and AWS refuses a listener with one of another ("CertificateNotFound"). The usual
way there is a certificate that was made in us-east-1 for CloudFront, and used for a load balancer, too.

## Example
```python
import pulumi_aws as aws

aws.lb.Listener(
    "https",  # violates
    load_balancer_arn="arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/app/shared/0123456789abcdef",
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
Request a second certificate with the same names in the Region of the load balancer; it costs nothing.
```python
aws.lb.Listener(
    "https",
    load_balancer_arn="arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/app/shared/0123456789abcdef",
    port=443,
    protocol="HTTPS",
    ssl_policy="ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
    certificate_arn="arn:aws:acm:eu-central-1:123456789012:certificate/shared",
    default_actions=[
        {"type": "fixed-response", "fixed_response": {"content_type": "text/plain", "status_code": "404"}}
    ],
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import AnyCertificate, CertificateUser, Reference, region_in, region_of
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    on=CertificateUser,
    level=Level.MANDATORY,
    severity=Severity.HIGH,
    outcome=Outcome.REJECTED,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/https-listener-certificates.html",
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/tls-listener-certificates.html",
    ),
)
def check(user: CertificateUser) -> Iterator[Violation]:
    certificate = user.any_certificate
    own, other = user.region, _region_of(certificate)
    if own is None or other is None or own == other:
        return
    name = " or ".join(found.label for found in certificate.candidates) or "its certificate"
    yield Violation(
        user,
        "certificateArn",
        f"{user.label} is in {own}, but {name} is in {other}.",
        "AWS refuses it: load balancers take certificates of their own Region only.",
        f"set certificateArn (certificate_arn) to a certificate that is issued in {own}.",
    )


def _region_of(certificate: Reference[AnyCertificate]) -> str | None:
    """The Region that a certificate is in; None for one of IAM, which is in none, and where nothing tells."""
    if certificate.literal is not None and not certificate.candidates:
        return region_in(certificate.literal)
    return certificate.agree(lambda found: None if found.is_of_iam else region_of(found))
