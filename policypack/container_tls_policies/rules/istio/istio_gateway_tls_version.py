"""Gateways should not accept TLS below 1.2.

## What it does
Reports servers of a Gateway that end TLS with `minProtocolVersion` TLSV1_0 or TLSV1_1, or with a `maxProtocolVersion`
of these. Unset it is TLS 1.2, as in Istio.

## Why it is bad
TLS 1.0 and 1.1 are withdrawn (RFC 8996), and audits fail them. Beside, Envoy has no cipher suites for them by
default: without `cipherSuites` of their own old clients are refused all the same.

## Example
```python
import pulumi

pulumi.CustomResource(
    "kubernetes:networking.istio.io/v1:Gateway",
    "public",  # violates
    {
        "metadata": {"name": "public", "namespace": "istio-ingress"},
        "spec": {
            "selector": {"istio": "ingress"},
            "servers": [
                {
                    "port": {"number": 443, "name": "https", "protocol": "HTTPS"},
                    "hosts": ["shop.example.com"],
                    "tls": {"mode": "SIMPLE", "credentialName": "shop-example-com", "minProtocolVersion": "TLSV1_0"},
                },
            ],
        },
    },
)
```

## Use instead
Leave it out, or ask for TLS 1.3.
```python
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
                    "tls": {"mode": "SIMPLE", "credentialName": "shop-example-com", "minProtocolVersion": "TLSV1_2"},
                },
            ],
        },
    },
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import GatewayServer
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    on=GatewayServer,
    level=Level.ADVISORY,
    severity=Severity.MEDIUM,
    outcome=Outcome.INSECURE,
    since="0.1.0",
    references=(
        "https://istio.io/latest/docs/reference/config/networking/gateway/#ServerTLSSettings-TLSProtocol",
        "https://www.rfc-editor.org/rfc/rfc8996",
    ),
)
def check(server: GatewayServer) -> Iterator[Violation]:
    tls = server.tls
    if tls is None or not server.ends_tls:
        return
    for key, version in (
        ("minProtocolVersion", tls.min_protocol_version),
        ("maxProtocolVersion", tls.max_protocol_version),
    ):
        if version in ("TLSV1_0", "TLSV1_1"):
            yield Violation(
                server.gateway,
                tls.path_of(key),
                f"{server.gateway.label} has {key} {version} on port {server.number}.",
                "Connections may be made with a version of TLS that is withdrawn and not safe.",
                f"set {tls.path_of(key)} to TLSV1_2 or TLSV1_3, or leave it out.",
            )
            return
