"""A listener must get its certificate after the certificate has been validated.

## What it does
Reports listeners, and further certificates of listeners, that name an ACM certificate of this stack while nothing makes
them wait until it is issued: they do not depend on a `CertificateValidation` of the certificate.

Certificates that are imported, come from a private authority, or are already issued need no waiting. Nothing is said
where the listener waits for something of another provider that depends on the certificate, such as a command.

## Why it is bad
ACM issues a certificate minutes after the request, once it has seen the DNS records or the owner's answer. Pulumi
creates the listener at once, and AWS refuses a certificate that is not issued with UnsupportedCertificate, whose text
speaks of domain names, signatures and key sizes, and not of validation.

## Example
```python
import pulumi_aws as aws

certificate = aws.acm.Certificate("shop", domain_name="shop.example.com", validation_method="DNS")
option = certificate.domain_validation_options[0]
record = aws.route53.Record(
    "validation",
    zone_id="Z0123456789ABCDEFGHIJ",
    name=option.resource_record_name,
    type=option.resource_record_type,
    ttl=60,
    records=[option.resource_record_value],
)
validation = aws.acm.CertificateValidation(
    "shop", certificate_arn=certificate.arn, validation_record_fqdns=[record.fqdn]
)
aws.lb.Listener(
    "https",  # violates
    load_balancer_arn="arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/shared/0123456789abcdef",
    port=443,
    protocol="HTTPS",
    ssl_policy="ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
    certificate_arn=certificate.arn,
    default_actions=[
        {"type": "fixed-response", "fixed_response": {"content_type": "text/plain", "status_code": "404"}}
    ],
)
```

## Use instead
Take the ARN from the `CertificateValidation`: it is the same, but known only when the certificate is issued.
```python
aws.lb.Listener(
    "https",
    load_balancer_arn="arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/shared/0123456789abcdef",
    port=443,
    protocol="HTTPS",
    ssl_policy="ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
    certificate_arn=validation.certificate_arn,
    default_actions=[
        {"type": "fixed-response", "fixed_response": {"content_type": "text/plain", "status_code": "404"}}
    ],
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import Certificate, every, those, users_of
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model import Reference, Resource


@rule(
    on=Certificate,
    level=Level.MANDATORY,
    severity=Severity.HIGH,
    outcome=Outcome.REJECTED,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/https-listener-certificates.html",
        "https://github.com/hashicorp/terraform-provider-aws/issues/26245",
    ),
)
def check(certificate: Certificate) -> Iterator[Violation]:
    def is_too_early(use: tuple[Resource, Reference[Certificate]]) -> bool:
        user, reference = use
        return every(
            [
                lambda: not certificate.is_issued_before(user),
                lambda: certificate.awaits_validation,
                lambda: certificate.is_meant_by(reference),
            ]
        )

    for user, _ in those(users_of(certificate), is_too_early):
        yield Violation(
            user,
            "certificateArn",
            f"{user.label} takes {certificate.label} without waiting until it is validated.",
            "AWS refuses a certificate that is not issued yet, with UnsupportedCertificate.",
            "set certificateArn (certificate_arn) to the certificateArn (certificate_arn) of a CertificateValidation "
            f"of {certificate.label}.",
        )
