"""The KMS key of Service Connect TLS must be a symmetric encryption key.

## What it does
Reports Service Connect endpoints whose `tls.kmsKey` is a key of this stack that is not symmetric, with a
`customerMasterKeySpec` other than `SYMMETRIC_DEFAULT`, or not for encryption, with a `keyUsage` other than
`ENCRYPT_DECRYPT`.

Without `kmsKey`, ECS uses a key of AWS. Keys of other stacks are not judged.

## Why it is bad
ECS encrypts the private key of each certificate with this key, in Secrets Manager, which takes symmetric keys only.
With another one no certificate can be kept, and no task starts. Signing with RSA or ECDSA is the business of the
certificate authority, not of this key.

## Example
```python
import json
import pulumi_aws as aws

key = aws.kms.Key("mesh", customer_master_key_spec="RSA_2048")
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
    "web",  # violates
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
                    "issuer_cert_authority": {
                        "aws_pca_authority_arn": "arn:aws:acm-pca:us-east-1:123456789012:certificate-authority/shared"
                    },
                    "role_arn": "arn:aws:iam::123456789012:role/shared",
                    "kms_key": key.arn,
                },
            }
        ],
    },
)
```

## Use instead
Use a symmetric key, which is what AWS makes unless told otherwise.
```python
key = aws.kms.Key("mesh", enable_key_rotation=True)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import Endpoint
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model import Key


@rule(
    on=Endpoint,
    level=Level.MANDATORY,
    severity=Severity.HIGH,
    outcome=Outcome.REJECTED,
    since="0.1.0",
    references=("https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect-tls.html",),
)
def check(endpoint: Endpoint) -> Iterator[Violation]:
    if not endpoint.has("tls") or endpoint.kms_key.agree(_can_encrypt_secrets) is not False:
        return
    service = endpoint.service
    keys = " or ".join(f"{key.label} ({key.key_spec}, {key.key_usage})" for key in endpoint.kms_key.candidates)
    yield Violation(
        service,
        endpoint.path_of("tls.kmsKey"),
        f"{service.label} has tls on {endpoint.display_name} with {keys}, which is not a symmetric encryption key.",
        "ECS cannot keep the private keys of certificates with it: the deployment fails, and no task starts.",
        "use a key with customerMasterKeySpec (customer_master_key_spec) SYMMETRIC_DEFAULT and keyUsage (key_usage) "
        "ENCRYPT_DECRYPT, or remove tls.kmsKey (kms_key).",
    )


def _can_encrypt_secrets(key: Key) -> bool:
    return key.key_spec == "SYMMETRIC_DEFAULT" and key.key_usage == "ENCRYPT_DECRYPT"
