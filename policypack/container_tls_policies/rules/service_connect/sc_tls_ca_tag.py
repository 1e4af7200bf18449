"""The private CA of Service Connect TLS must carry the tag AmazonECSManaged.

## What it does
Reports private certificate authorities of this stack that issue for a Service Connect endpoint with `tls` and whose tag
`AmazonECSManaged` is not `true`. Default tags of the provider count.

An offline preview sees the default tags of providers that the program makes, but not those in the stack's configuration
(`aws:defaultTags`).

## Why it is bad
ECS uses only certificate authorities with this tag: the policy of the role that it assumes is limited to them. Without
the tag no certificate is issued, and no task of the service starts.

## Example
```python
import json
import pulumi_aws as aws

authority = aws.acmpca.CertificateAuthority(
    "mesh",  # violates
    type="ROOT",
    usage_mode="SHORT_LIVED_CERTIFICATE",
    certificate_authority_configuration={
        "key_algorithm": "EC_prime256v1",
        "signing_algorithm": "SHA256WITHECDSA",
        "subject": {"common_name": "Service mesh"},
    },
)
task = aws.ecs.TaskDefinition(
    "web",
    family="web",
    network_mode="awsvpc",
    memory="512",
    container_definitions=json.dumps(
        [{"name": "web", "image": "web", "portMappings": [{"name": "http", "containerPort": 8080}]}]
    ),
)
aws.ecs.Service(
    "web",
    task_definition=task.arn,
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
Tag the certificate authority.
```python
authority = aws.acmpca.CertificateAuthority(
    "mesh",
    type="ROOT",
    usage_mode="SHORT_LIVED_CERTIFICATE",
    certificate_authority_configuration={
        "key_algorithm": "EC_prime256v1",
        "signing_algorithm": "SHA256WITHECDSA",
        "subject": {"common_name": "Service mesh"},
    },
    tags={"AmazonECSManaged": "true"},
)
```
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ...model import CertificateAuthority, Service, every, some
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

TAG = "AmazonECSManaged"


@rule(
    on=CertificateAuthority,
    level=Level.MANDATORY,
    severity=Severity.HIGH,
    outcome=Outcome.REJECTED,
    since="0.1.0",
    references=("https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect-tls.html",),
)
def check(authority: CertificateAuthority) -> Iterator[Violation]:
    uses = authority.stack.referrers(authority, Service, "certificate_authorities")
    is_used = [partial(authority.is_meant_by, reference) for _, reference in uses]
    if not every([lambda: some(is_used), lambda: authority.tag(TAG) != "true"]):
        return
    value = authority.tag(TAG)
    services = " and ".join(dict.fromkeys(service.label for service, reference in uses if reference.certain))
    yield Violation(
        authority,
        "tags",
        f"{authority.label} issues certificates for Service Connect of {services}, but "
        + (f"has no tag {TAG}." if value is None else f'its tag {TAG} is "{value}", not "true".'),
        "ECS may use only certificate authorities with this tag: no certificate is issued, and no task starts.",
        f'set tags of the certificate authority to {{"{TAG}": "true"}}.',
    )
