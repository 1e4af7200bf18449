"""A certificate should be for single hosts.

## What it does
Reports certificates of ACM with a name that begins with `*.`, be it the domain name or an alternative.

Off by default: many have one wildcard certificate on purpose, to have few certificates or to keep host names out of
the logs of Certificate Transparency. It is for those whose rules forbid it.

## Why it is bad
Who gets hold of the private key, or of one host that shows the certificate, can pose as every host of the domain.

## Example
```python
import pulumi_aws as aws

certificate = aws.acm.Certificate(
    "web",  # violates
    domain_name="*.example.com",
    validation_method="DNS",
)
```

## Use instead
The names that are served.
```python
certificate = aws.acm.Certificate(
    "web",
    domain_name="www.example.com",
    subject_alternative_names=["shop.example.com"],
    validation_method="DNS",
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
    level=Level.DISABLED,
    severity=Severity.LOW,
    outcome=Outcome.INSECURE,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/acm/latest/userguide/acm-concepts.html",
        "https://docs.aws.amazon.com/controltower/latest/controlreference/acm-rules.html",
    ),
)
def check(certificate: Certificate) -> Iterator[Violation]:
    wildcards = certificate.wildcards
    if wildcards:
        yield Violation(
            certificate,
            "domainName",
            f"{certificate.label} is for all hosts of a domain: {', '.join(wildcards[:3])}.",
            "Who gets hold of its key, or of one host that shows it, can pose as any of them.",
            "name the hosts in domainName (domain_name) and subjectAlternativeNames (subject_alternative_names).",
        )
