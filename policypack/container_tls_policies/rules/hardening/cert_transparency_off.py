"""A public certificate should be in the logs of Certificate Transparency.

## What it does
Reports certificates of ACM whose `options` turn transparency logging off. Certificates of a private authority are
never logged, and are not reported.

## Why it is bad
Browsers want proof that a public certificate is in these logs. Chrome and Safari show an error page in place of the
site.

## Example
```python
import pulumi_aws as aws

certificate = aws.acm.Certificate(
    "web",  # violates
    domain_name="www.example.com",
    validation_method="DNS",
    options={"certificate_transparency_logging_preference": "DISABLED"},
)
```

## Use instead
Leave it on. If the name is to stay unknown, use a private authority or a wildcard.
```python
certificate = aws.acm.Certificate(
    "web",
    domain_name="www.example.com",
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
    level=Level.ADVISORY,
    severity=Severity.MEDIUM,
    outcome=Outcome.BROKEN,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/acm/latest/userguide/acm-concepts.html",
        "https://docs.aws.amazon.com/acm/latest/userguide/acm-bestpractices.html",
    ),
)
def check(certificate: Certificate) -> Iterator[Violation]:
    options = certificate.options
    if certificate.has("certificateAuthorityArn") or options is None or options.transparency_logging != "DISABLED":
        return
    yield Violation(
        certificate,
        "options.certificateTransparencyLoggingPreference",
        f"{certificate.label} is kept out of the logs of Certificate Transparency.",
        "Browsers refuse public certificates that are not in these logs.",
        "remove options.certificateTransparencyLoggingPreference (certificate_transparency_logging_preference).",
    )
