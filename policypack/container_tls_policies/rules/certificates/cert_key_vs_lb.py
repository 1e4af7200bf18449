"""A certificate should have a key that its load balancer takes.

## What it does
Reports certificates with `keyAlgorithm` RSA_4096 on TLS listeners of Network Load Balancers, and with RSA_1024 on HTTPS
listeners of Application Load Balancers, be it as the default certificate or as a further one.

Application Load Balancers take RSA keys of 2048, 3072 and 4096 bits, Network Load Balancers those of 2048 and 3072, by
the table that AWS publishes. Both take elliptic curves.

## Why it is bad
AWS refuses the listener with UnsupportedCertificate, when the certificate has long been issued.

## Example
```python
import pulumi_aws as aws

certificate = aws.acm.Certificate(
    "shop",  # violates
    domain_name="shop.example.com",
    validation_method="DNS",
    key_algorithm="RSA_4096",
)
validation = aws.acm.CertificateValidation("shop", certificate_arn=certificate.arn)
aws.lb.Listener(
    "tls",
    load_balancer_arn="arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/net/shared/0123456789abcdef",
    port=443,
    protocol="TLS",
    ssl_policy="ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
    certificate_arn=validation.certificate_arn,
    default_actions=[
        {
            "type": "forward",
            "target_group_arn": "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/shop/0123456789abcdef",
        }
    ],
)
```

## Use instead
An elliptic curve is as strong, and its handshakes are faster.
```python
certificate = aws.acm.Certificate(
    "shop", domain_name="shop.example.com", validation_method="DNS", key_algorithm="EC_prime256v1"
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import Certificate, those, users_of
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model import Listener, ListenerCertificate, Reference


# Key algorithms, each with the listeners' protocol that does not take it.
_refused_by = {"RSA_4096": "TLS", "RSA_1024": "HTTPS"}


@rule(
    on=Certificate,
    level=Level.ADVISORY,
    severity=Severity.MEDIUM,
    outcome=Outcome.REJECTED,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/tls-listener-certificates.html",
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/https-listener-certificates.html",
    ),
)
def check(certificate: Certificate) -> Iterator[Violation]:
    protocol = _refused_by.get(certificate.key_algorithm)
    if protocol is None:
        return

    def is_refused(use: tuple[Listener | ListenerCertificate, Reference[Certificate]]) -> bool:
        user, reference = use
        return user.listener_protocol == protocol and certificate.is_meant_by(reference)

    if found := those(users_of(certificate), is_refused):
        yield Violation(
            certificate,
            "keyAlgorithm",
            f"{certificate.label} has the keyAlgorithm {certificate.key_algorithm}, which {found[0][0].label} with the "
            f"protocol {protocol} does not take.",
            "AWS refuses the certificate with UnsupportedCertificate.",
            'set keyAlgorithm (key_algorithm) to "EC_prime256v1" or "RSA_2048".',
        )
