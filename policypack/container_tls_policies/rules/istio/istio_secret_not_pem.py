"""A Secret that Istio uses should hold certificates and keys as PEM text.

## What it does
Reports Secrets of this stack that a Gateway or a DestinationRule names for its proxies, and in which an entry for a
certificate or a key holds something without a line `-----BEGIN …`: an empty text, a file name, a certificate in DER, or
one that is encoded in base64 twice. Values are looked at, and never shown.

Missing entries are the matter of `istio-secret-without-key`.

## Why it is bad
Istio cannot use what is in it: the gateway has no certificate, and every TLS handshake fails.

## Example
```python
import pulumi

pulumi.CustomResource(
    "kubernetes:core/v1:Secret",
    "shop",  # violates
    {
        "metadata": {"name": "shop", "namespace": "istio-ingress"},
        "stringData": {"tls.crt": "certs/shop.pem", "tls.key": "-----BEGIN PRIVATE KEY-----"},
    },
)
pulumi.CustomResource(
    "kubernetes:networking.istio.io/v1:Gateway",
    "shop",
    {
        "metadata": {"name": "shop", "namespace": "istio-ingress"},
        "spec": {
            "selector": {"istio": "ingress"},
            "servers": [
                {
                    "port": {"number": 443, "name": "https", "protocol": "HTTPS"},
                    "hosts": ["shop.example.com"],
                    "tls": {"mode": "SIMPLE", "credentialName": "shop"},
                }
            ],
        },
    },
)
```

## Use instead
The text of the file itself.
```python
pulumi.CustomResource(
    "kubernetes:core/v1:Secret",
    "shop",
    {
        "metadata": {"name": "shop", "namespace": "istio-ingress"},
        "stringData": {"tls.crt": "-----BEGIN CERTIFICATE-----", "tls.key": "-----BEGIN PRIVATE KEY-----"},
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
    level=Level.ADVISORY,
    severity=Severity.HIGH,
    outcome=Outcome.BROKEN,
    since="0.1.0",
    references=(
        "https://istio.io/latest/docs/tasks/traffic-management/ingress/secure-ingress/#key-formats",
        "https://istio.io/latest/docs/reference/config/analysis/ist0161/",
    ),
)
def check(secret: Secret) -> Iterator[Violation]:
    wrong = secret.entries_without_pem
    if not wrong:
        return
    users, _ = secret_users(secret)
    if users is not None and (user := users.user_in(secret.place)):
        yield Violation(
            secret,
            "stringData" if secret.string_data else "data",
            f"{secret.label}, which {user.label} names, has no PEM text in {' and '.join(wrong)}.",
            "Istio cannot use it and delivers nothing: every TLS handshake with it fails.",
            "put the text of the PEM file itself, from -----BEGIN on, into stringData (string_data).",
        )
