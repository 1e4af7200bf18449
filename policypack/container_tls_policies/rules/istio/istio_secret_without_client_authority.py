"""A Secret with which a Gateway verifies clients should have the CA of their certificates.

## What it does
Reports Secrets that a Gateway whose pods are in their namespace names with mode MUTUAL or OPTIONAL_MUTUAL, and that
have a certificate, but neither `ca.crt` nor `cacert`.

Not reported are Gateways with `caCertCredentialName`, and Secrets beside which the stack has one of the same name and
`-cacert`. An exception of the policy pack says that another program makes that one.

## Why it is bad
Without a CA the gateway verifies no client: it never gets its configuration for the port, and resets every handshake.

## Example
```python
import pulumi

pulumi.CustomResource(
    "kubernetes:core/v1:Secret",
    "certificate",  # violates
    {
        "metadata": {"name": "shop-example-com", "namespace": "istio-ingress"},
        "stringData": {"tls.crt": "certificate", "tls.key": "key"},
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
                    "tls": {"mode": "MUTUAL", "credentialName": "shop-example-com"},
                }
            ],
        },
    },
)
```

## Use instead
Keep the CA in the same Secret, or in one of the same name and `-cacert`.
```python
pulumi.CustomResource(
    "kubernetes:core/v1:Secret",
    "certificate",
    {
        "metadata": {"name": "shop-example-com", "namespace": "istio-ingress"},
        "stringData": {"tls.crt": "certificate", "tls.key": "key", "ca.crt": "authority"},
    },
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import Secret, secret_is_in, secret_users
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
        "https://istio.io/latest/docs/reference/config/networking/gateway/#ServerTLSSettings",
        "https://istio.io/latest/docs/tasks/traffic-management/ingress/secure-ingress/#configure-a-mutual-tls-ingress-gateway",
    ),
)
def check(secret: Secret) -> Iterator[Violation]:
    if secret.is_patch or not secret.has_certificate or secret.has_authority:
        return
    users, _ = secret_users(secret)
    gateway = users.verifier_in(secret.place) if users else None
    if gateway is not None and not secret_is_in(secret, f"{secret.object_name}-cacert", secret.place):
        yield Violation(
            secret,
            "stringData" if secret.string_data else "data",
            f"{secret.label}, with which {gateway.label} verifies clients, has neither ca.crt nor cacert.",
            "The gateway has no CA to verify clients with: it resets every TLS handshake.",
            "add the CA of the clients' certificates as ca.crt, or make a Secret of the same name and -cacert with it.",
        )
