"""Proxies must verify the server to which they start TLS.

## What it does
Reports TLS of DestinationRules with mode SIMPLE or MUTUAL and `insecureSkipVerify: true`.

## Why it is bad
Nothing of the server's certificate is looked at, neither its CA nor its name: whoever gets between the proxy and the
host reads and changes everything, and the connection still counts as TLS.

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
            "trafficPolicy": {
                "portLevelSettings": [{"port": {"number": 80}, "tls": {"mode": "SIMPLE", "insecureSkipVerify": True}}]
            },
        },
    },
)
```

## Use instead
Trust the CA that issued the server's certificate: from a file in the proxy, or from a ConfigMap. Without either,
proxies trust the public CAs.
```python
pulumi.CustomResource(
    "kubernetes:networking.istio.io/v1:DestinationRule",
    "payments",
    {
        "metadata": {"name": "payments", "namespace": "shop"},
        "spec": {
            "exportTo": ["."],
            "host": "api.example.com",
            "trafficPolicy": {
                "portLevelSettings": [
                    {
                        "port": {"number": 80},
                        "tls": {
                            "mode": "SIMPLE",
                            "sni": "api.example.com",
                            "subjectAltNames": ["api.example.com"],
                            "credentialName": "configmap://shop/partner-ca",
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

from typing import TYPE_CHECKING

from ...model import ClientTls, every
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    on=ClientTls,
    level=Level.MANDATORY,
    severity=Severity.HIGH,
    outcome=Outcome.INSECURE,
    since="0.1.0",
    references=("https://istio.io/latest/docs/reference/config/networking/destination-rule/#ClientTLSSettings",),
)
def check(tls: ClientTls) -> Iterator[Violation]:
    if every([lambda: tls.skips_verification, lambda: tls.starts_tls]):
        yield Violation(
            tls.rule,
            tls.path_of("insecureSkipVerify"),
            f"{tls.rule.label} turns off the verification of servers (insecureSkipVerify) for TLS that proxies start.",
            "Any server passes, with any certificate: whoever is between the two reads and changes everything.",
            f"remove {tls.path_of('insecureSkipVerify')}, and name the CA of the server's certificate in "
            "caCertificates or credentialName if it is none of the public ones.",
        )
