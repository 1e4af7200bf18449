"""A certificate should be replaced before it is deleted.

## What it does
Reports certificates of ACM with the resource option `delete_before_replace`.

## Why it is bad
A change of names replaces a certificate. Pulumi then creates the new one first, moves the listeners to it, and deletes
the old one. With the option it begins with the deletion, which AWS refuses while a listener still has the certificate
("ResourceInUseException"): no update of the stack gets through any more.

## Example
```python
import pulumi
import pulumi_aws as aws

aws.acm.Certificate(
    "web",  # violates
    domain_name="shop.example.com",
    validation_method="DNS",
    opts=pulumi.ResourceOptions(delete_before_replace=True),
)
```

## Use instead
Leave the option out: certificates have no name that two of them could not have.
```python
aws.acm.Certificate(
    "web",
    domain_name="shop.example.com",
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
    outcome=Outcome.LATER,
    since="0.1.0",
    references=(
        "https://www.pulumi.com/docs/iac/concepts/options/deletebeforereplace/",
        "https://docs.aws.amazon.com/acm/latest/APIReference/API_DeleteCertificate.html",
    ),
)
def check(certificate: Certificate) -> Iterator[Violation]:
    if certificate.record.is_deleted_first:
        yield Violation(
            certificate,
            "domainName",
            f"{certificate.label} has the resource option deleteBeforeReplace.",
            "When a change replaces it, AWS refuses to delete what a listener still uses, and the update fails.",
            "remove deleteBeforeReplace (delete_before_replace) from the options of the resource.",
        )
