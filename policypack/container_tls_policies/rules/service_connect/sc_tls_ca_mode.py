"""The private CA of Service Connect TLS should be in the mode for short-lived certificates.

## What it does
Reports private certificate authorities of this stack that issue for a Service Connect endpoint with `tls` and whose
`usageMode` is `GENERAL_PURPOSE`, which is also AWS's default.

A certificate authority that issues other certificates of this stack as well, for ACM or for a subordinate authority, is
not reported: those live longer than the seven days of the short-lived mode.

## Why it is bad
ECS replaces the certificates of each service every five days. The general-purpose mode charges several times as
much for a month of the authority and for each certificate, and its one advantage, certificates that live for more than
seven days, Service Connect does not use. The mode cannot change later: it takes another certificate authority.

## Example
```python
import pulumi_aws as aws

authority = aws.acmpca.CertificateAuthority(
    "mesh",  # violates
    type="ROOT",
    tags={"AmazonECSManaged": "true"},
    certificate_authority_configuration={
        "key_algorithm": "EC_prime256v1",
        "signing_algorithm": "SHA256WITHECDSA",
        "subject": {"common_name": "Service mesh"},
    },
)
aws.ecs.Service(
    "web",
    task_definition="web:7",
    network_configuration={"subnets": ["subnet-0a"], "security_groups": ["sg-0123456789abcdef0"]},
    service_connect_configuration={
        "enabled": True,
        "namespace": "internal",
        "services": [
            {
                "port_name": "http",
                "client_alias": [{"port": 80}],
                "tls": {
                    "issuer_cert_authority": {"aws_pca_authority_arn": authority.arn},
                    "role_arn": "arn:aws:iam::123456789012:role/shared",
                },
            }
        ],
    },
)
```

## Use instead
Create the certificate authority for short-lived certificates.
```python
authority = aws.acmpca.CertificateAuthority(
    "mesh",
    type="ROOT",
    usage_mode="SHORT_LIVED_CERTIFICATE",
    tags={"AmazonECSManaged": "true"},
    certificate_authority_configuration={
        "key_algorithm": "EC_prime256v1",
        "signing_algorithm": "SHA256WITHECDSA",
        "subject": {"common_name": "Service mesh"},
    },
)
```
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ...model import CertificateAuthority, Service, every, issues_long_lived, some
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    on=CertificateAuthority,
    level=Level.ADVISORY,
    severity=Severity.LOW,
    outcome=Outcome.COSTLY,
    since="0.1.0",
    references=("https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect-tls.html",),
)
def check(authority: CertificateAuthority) -> Iterator[Violation]:
    uses = authority.stack.referrers(authority, Service, "certificate_authorities")
    is_used = [partial(authority.is_meant_by, reference) for _, reference in uses]
    if every(
        [
            lambda: authority.usage_mode == "GENERAL_PURPOSE",
            lambda: not issues_long_lived(authority),
            lambda: some(is_used),
        ]
    ):
        services = " and ".join(dict.fromkeys(service.label for service, reference in uses if reference.certain))
        yield Violation(
            authority,
            "usageMode",
            f"{authority.label} issues the certificates for Service Connect of {services} in general-purpose mode.",
            "ECS replaces them every five days, each at the price of one that could live for years.",
            'set usageMode (usage_mode) to "SHORT_LIVED_CERTIFICATE"; a certificate authority that exists has to be '
            "replaced for that.",
        )
