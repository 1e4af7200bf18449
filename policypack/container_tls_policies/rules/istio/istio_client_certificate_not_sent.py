"""A client certificate in a Secret should be sent to the server.

## What it does
Reports TLS of DestinationRules with mode SIMPLE whose `credentialName` is a Secret of the stack, in the same
namespace, that holds a private key (`tls.key` or `key`). Only names of entries are read.

## Why it is bad
With mode SIMPLE Istio takes from the Secret the CA to trust, and nothing else. A server that asks for the client's
certificate refuses the connection. If only the CA is meant, the key is in a Secret for nothing.

## Example
```python
import pulumi

pulumi.CustomResource(
    "kubernetes:networking.istio.io/v1:ServiceEntry",
    "payments",
    {
        "metadata": {"name": "payments", "namespace": "shop"},
        "spec": {
            "exportTo": ["."],
            "hosts": ["api.example.com"],
            "location": "MESH_EXTERNAL",
            "resolution": "DNS",
            "ports": [{"number": 80, "name": "http", "protocol": "HTTP", "targetPort": 443}],
        },
    },
)
pulumi.CustomResource(
    "kubernetes:networking.istio.io/v1:DestinationRule",
    "payments",  # violates
    {
        "metadata": {"name": "payments", "namespace": "shop"},
        "spec": {
            "exportTo": ["."],
            "host": "api.example.com",
            "workloadSelector": {"matchLabels": {"app": "frontend"}},
            "trafficPolicy": {
                "portLevelSettings": [
                    {
                        "port": {"number": 80},
                        "tls": {
                            "mode": "SIMPLE",
                            "credentialName": "payments-client",
                            "sni": "api.example.com",
                            "subjectAltNames": ["api.example.com"],
                        },
                    }
                ]
            },
        },
    },
)
pulumi.CustomResource(
    "kubernetes:core/v1:Secret",
    "payments-client",
    {
        "metadata": {"name": "payments-client", "namespace": "shop"},
        "stringData": {"tls.crt": "certificate", "tls.key": "key", "ca.crt": "certificate"},
    },
)
```

## Use instead
Set mode MUTUAL.
```python
pulumi.CustomResource(
    "kubernetes:networking.istio.io/v1:DestinationRule",
    "payments",
    {
        "metadata": {"name": "payments", "namespace": "shop"},
        "spec": {
            "exportTo": ["."],
            "host": "api.example.com",
            "workloadSelector": {"matchLabels": {"app": "frontend"}},
            "trafficPolicy": {
                "portLevelSettings": [
                    {
                        "port": {"number": 80},
                        "tls": {
                            "mode": "MUTUAL",
                            "credentialName": "payments-client",
                            "sni": "api.example.com",
                            "subjectAltNames": ["api.example.com"],
                        },
                    }
                ]
            },
        },
    },
)
```
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ...model import ClientTls, Secret, every
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    on=ClientTls,
    level=Level.ADVISORY,
    severity=Severity.MEDIUM,
    outcome=Outcome.BROKEN,
    since="0.1.0",
    references=("https://istio.io/latest/docs/reference/config/networking/destination-rule/#ClientTLSSettings",),
)
def check(tls: ClientTls) -> Iterator[Violation]:
    if tls.mode != "SIMPLE" or not tls.needs_secret:
        return
    for secret in tls.rule.beside(Secret).shown:
        if every([partial(_is_called, secret, tls.credential_name), partial(_holds_key, secret)]):
            yield Violation(
                tls.rule,
                tls.path_of("mode"),
                f"{tls.rule.label} has mode SIMPLE and takes its credentials from {secret.label}, which holds a "
                "private key.",
                "With mode SIMPLE only the CA in the Secret counts: proxies show no client certificate, and a server "
                "that asks for one refuses them.",
                f"set {tls.path_of('mode')} to MUTUAL; or, if only the CA is meant, take the key out of the Secret.",
            )


def _is_called(secret: Secret, name: str) -> bool:
    return secret.object_name == name


def _holds_key(secret: Secret) -> bool:
    return bool(secret.entries & {"tls.key", "key"})
