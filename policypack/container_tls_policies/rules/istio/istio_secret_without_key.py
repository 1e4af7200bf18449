"""A Secret that proxies show as certificate must have the certificate and its key under names that Istio knows.

## What it does
Reports Secrets that a Gateway whose pods are in their namespace names with mode SIMPLE, MUTUAL or OPTIONAL_MUTUAL, or
a DestinationRule of their namespace that selects pods with mode MUTUAL, and that have entries, but neither `tls.crt`
and `tls.key` nor `cert` and `key`. Where the stack does not show a Gateway's pods, they are taken to be in the
namespace of the Gateway.

Of the entries only the names are read. Secrets that other programs make or fill are not looked at.

## Why it is bad
istiod finds no certificate in it and does not deliver the Secret: the gateway resets every handshake, sidecars cannot
connect.

## Example
```python
import pulumi

pulumi.CustomResource(
    "kubernetes:core/v1:Secret",
    "certificate",  # violates
    {
        "metadata": {"name": "shop-example-com", "namespace": "istio-ingress"},
        "stringData": {"server.crt": "certificate", "server.key": "key"},
    },
)
pulumi.CustomResource(
    "kubernetes:networking.istio.io/v1:Gateway",
    "public",
    {
        "metadata": {"name": "public", "namespace": "istio-ingress"},
        "spec": {
            "selector": {"istio": "ingress"},
            "servers": [
                {
                    "port": {"number": 443, "name": "https", "protocol": "HTTPS"},
                    "hosts": ["shop.example.com"],
                    "tls": {"mode": "SIMPLE", "credentialName": "shop-example-com"},
                }
            ],
        },
    },
)
```

## Use instead
Use the names of Secrets of type `kubernetes.io/tls`.
```python
pulumi.CustomResource(
    "kubernetes:core/v1:Secret",
    "certificate",
    {
        "metadata": {"name": "shop-example-com", "namespace": "istio-ingress"},
        "stringData": {"tls.crt": "certificate", "tls.key": "key"},
    },
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import Secret, secret_users
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    on=Secret,
    level=Level.MANDATORY,
    severity=Severity.HIGH,
    outcome=Outcome.BROKEN,
    since="0.1.0",
    references=(
        "https://istio.io/latest/docs/reference/config/networking/gateway/#ServerTLSSettings-credential_name",
        "https://istio.io/latest/docs/tasks/traffic-management/ingress/secure-ingress/#key-formats",
    ),
)
def check(secret: Secret) -> Iterator[Violation]:
    if secret.is_patch or not secret.entries or secret.has_certificate:
        return
    users, _ = secret_users(secret)
    if users is not None and (user := users.user_in(secret.place)):
        yield Violation(
            secret,
            "stringData" if secret.string_data else "data",
            f"{secret.label}, which {user.label} names, has neither tls.crt and tls.key nor cert and key.",
            "Istio finds no certificate in it and delivers nothing: every TLS handshake with it fails.",
            "name the certificate with its chain tls.crt and the key tls.key.",
        )
