"""Servers on one port must all be for TLS, or all for plaintext.

## What it does
Reports servers of a Gateway for TLS (HTTPS, TLS) of which a server before them is for plaintext (HTTP, HTTP2, GRPC,
GRPC-WEB, TCP, MONGO, MYSQL, REDIS) on the same port and address of the same pods, and the reverse: in another Gateway
with the same `selector`, or in the same Gateway. Where istiod is told by PILOT_SCOPE_GATEWAY_TO_NAMESPACE to give pods
the Gateways of their own namespace only, those of others do not count.

## Why it is bad
A listener takes TLS or plaintext. If the plaintext server is the older one, Istio leaves every other out without a
word: nobody ends TLS on the port, and what clients send there is in clear text or refused. The order of creation
decides, so that it may change when objects are replaced.

## Example
```python
import pulumi

pulumi.CustomResource(
    "kubernetes:networking.istio.io/v1:Gateway",
    "health",
    {
        "metadata": {"name": "health", "namespace": "istio-ingress"},
        "spec": {
            "selector": {"istio": "ingress"},
            "servers": [
                {"port": {"number": 8443, "name": "http", "protocol": "HTTP"}, "hosts": ["health.example.com"]},
            ],
        },
    },
)
pulumi.CustomResource(
    "kubernetes:networking.istio.io/v1:Gateway",
    "shop",  # violates
    {
        "metadata": {"name": "shop", "namespace": "shop"},
        "spec": {
            "selector": {"istio": "ingress"},
            "servers": [
                {
                    "port": {"number": 8443, "name": "https", "protocol": "HTTPS"},
                    "hosts": ["shop.example.com"],
                    "tls": {"mode": "SIMPLE", "credentialName": "shop-example-com"},
                }
            ],
        },
    },
)
```

## Use instead
Give plaintext a port of its own.
```python
pulumi.CustomResource(
    "kubernetes:networking.istio.io/v1:Gateway",
    "health",
    {
        "metadata": {"name": "health", "namespace": "istio-ingress"},
        "spec": {
            "selector": {"istio": "ingress"},
            "servers": [
                {"port": {"number": 8080, "name": "http", "protocol": "HTTP"}, "hosts": ["health.example.com"]},
            ],
        },
    },
)
```
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ...model import GatewayServer, first_on_port_of, http_protocols, stream_protocols, those, tls_protocols
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    on=GatewayServer,
    level=Level.MANDATORY,
    severity=Severity.HIGH,
    outcome=Outcome.BROKEN,
    since="0.1.0",
    references=(
        "https://istio.io/latest/docs/reference/config/networking/gateway/#Server",
        "https://istio.io/latest/docs/reference/config/analysis/ist0145/",
        "https://github.com/istio/istio/issues/27481",
    ),
)
def check(server: GatewayServer) -> Iterator[Violation]:
    gateway = server.gateway
    for first in those(first_on_port_of(server), partial(_differs, server)):
        owner = "the same Gateway" if first.gateway is gateway else first.gateway.label
        yield Violation(
            gateway,
            server.path_of("port.protocol"),
            f"{gateway.label} has protocol {server.protocol} on port {server.number}, on which {first.path} of {owner} "
            f"has {first.protocol} for the same pods.",
            "Istio leaves one of both out without a word: if it is the one for TLS, nobody ends TLS on the port.",
            "set port.number of one of them to a port of its own, and add that to the gateway's Service.",
        )


def _differs(server: GatewayServer, first: GatewayServer) -> bool:
    plaintext = http_protocols | stream_protocols
    return (server.protocol in tls_protocols and first.protocol in plaintext) or (
        server.protocol in plaintext and first.protocol in tls_protocols
    )
