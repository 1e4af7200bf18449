"""The certificates of a DestinationRule must be complete, and come from one source.

## What it does
Reports TLS of DestinationRules

- with mode MUTUAL and without `credentialName` that lacks `clientCertificate` or `privateKey`;
- with mode SIMPLE or MUTUAL and `credentialName` that also has `clientCertificate`, `privateKey`, `caCertificates` or
  `caCrl`.

## Why it is bad
Istio's admission webhook refuses the object, and the update fails halfway.

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
                "portLevelSettings": [
                    {
                        "port": {"number": 80},
                        "tls": {
                            "mode": "MUTUAL",
                            "caCertificates": "/etc/client/ca.crt",
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

## Use instead
Name the files of both certificate and key; or put all three into a Secret, name it in `credentialName`, and select the
pods that use it.
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
                            "mode": "MUTUAL",
                            "clientCertificate": "/etc/client/tls.crt",
                            "privateKey": "/etc/client/tls.key",
                            "caCertificates": "/etc/client/ca.crt",
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

from typing import TYPE_CHECKING

from ...model import ClientTls, every, some
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    on=ClientTls,
    level=Level.MANDATORY,
    severity=Severity.MEDIUM,
    outcome=Outcome.REJECTED,
    since="0.1.0",
    references=("https://istio.io/latest/docs/reference/config/networking/destination-rule/#ClientTLSSettings",),
)
def check(tls: ClientTls) -> Iterator[Violation]:
    if every([lambda: tls.mode == "MUTUAL", lambda: _lacks_files(tls), lambda: tls.rule.is_whole]):
        yield Violation(
            tls.rule,
            tls.path_of("clientCertificate"),
            f"{tls.rule.label} has mode MUTUAL with neither a Secret (credentialName) nor the files of a client "
            "certificate and its key.",
            "Istio's admission webhook refuses the object, and the update fails.",
            "set clientCertificate and privateKey to the paths of files in the proxy, or credentialName to the name of "
            "a Secret.",
        )
    elif every([lambda: tls.credential_name != "", lambda: _names_files(tls), lambda: tls.starts_tls]):
        yield Violation(
            tls.rule,
            tls.path_of("credentialName"),
            f"{tls.rule.label} takes certificates from a Secret (credentialName) and from files as well.",
            "Istio's admission webhook refuses the object, and the update fails.",
            "remove credentialName, or else clientCertificate, privateKey, caCertificates and caCrl.",
        )


def _lacks_files(tls: ClientTls) -> bool:
    return every(
        [
            lambda: tls.credential_name == "",
            lambda: some([lambda: tls.client_certificate == "", lambda: tls.private_key == ""]),
        ]
    )


def _names_files(tls: ClientTls) -> bool:
    return some(
        [
            lambda: tls.client_certificate != "",
            lambda: tls.private_key != "",
            lambda: tls.ca_certificates != "",
            lambda: tls.ca_crl != "",
        ]
    )
