"""A certificate should have a key that nobody can compute.

## What it does
Reports certificates of ACM with the `keyAlgorithm` RSA_1024. Keys of imported certificates are not known here.

## Why it is bad
Keys of 1024 bits have been too short since 2013: browsers refuse certificates with them, and ACM issues none.

## Example
```python
import pulumi_aws as aws

certificate = aws.acm.Certificate(
    "web",  # violates
    domain_name="www.example.com",
    validation_method="DNS",
    key_algorithm="RSA_1024",
)
```

## Use instead
Leave the default, RSA_2048, or take EC_prime256v1.
```python
certificate = aws.acm.Certificate(
    "web",
    domain_name="www.example.com",
    validation_method="DNS",
    key_algorithm="EC_prime256v1",
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import Certificate
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    on=Certificate,
    level=Level.ADVISORY,
    severity=Severity.HIGH,
    outcome=Outcome.REJECTED,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/acm/latest/userguide/acm-certificate-characteristics.html",
        "https://docs.aws.amazon.com/securityhub/latest/userguide/acm-controls.html",
    ),
)
def check(certificate: Certificate) -> Iterator[Violation]:
    if certificate.key_algorithm.upper() == "RSA_1024":
        yield Violation(
            certificate,
            "keyAlgorithm",
            f"{certificate.label} has a key of {certificate.key_algorithm}.",
            "Such a key is too short: ACM does not issue a certificate for it, and browsers refuse one.",
            "remove keyAlgorithm (key_algorithm), or set it to EC_prime256v1.",
        )
