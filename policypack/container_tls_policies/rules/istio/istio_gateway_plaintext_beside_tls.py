"""A Gateway that serves a host with TLS should send HTTP clients there.

## What it does
Reports servers with protocol HTTP on port 80 without `httpsRedirect`, where the same Gateway ends TLS on port 443 for
one of their hosts.

Not reported are hosts for which a VirtualService of the stack names the Gateway and redirects to `https` itself.

## Why it is bad
The same routes answer on both ports: clients that begin with `http://` stay there, with cookies and tokens in
plaintext.

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
                    "tls": {"mode": "SIMPLE", "credentialName": "shop-example-com"},
                },
                {
                    "port": {"number": 80, "name": "http", "protocol": "HTTP"},
                    "hosts": ["shop.example.com"],
                },
            ],
        },
    },
)
```

## Use instead
Redirect with 301.
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
                    "tls": {"mode": "SIMPLE", "credentialName": "shop-example-com"},
                },
                {
                    "port": {"number": 80, "name": "http", "protocol": "HTTP"},
                    "hosts": ["shop.example.com"],
                    "tls": {"httpsRedirect": True},
                },
            ],
        },
    },
)
```
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from ...model import GatewayServer, every, some
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model import Route, VirtualService


@rule(
    on=GatewayServer,
    level=Level.ADVISORY,
    severity=Severity.MEDIUM,
    outcome=Outcome.INSECURE,
    since="0.1.0",
    references=(
        "https://istio.io/latest/docs/reference/config/networking/gateway/#ServerTLSSettings",
        "https://istio.io/latest/docs/ops/best-practices/security/#gateways",
    ),
)
def check(server: GatewayServer) -> Iterator[Violation]:
    gateway = server.gateway
    if every(
        [
            lambda: server.protocol in ("HTTP", "HTTP2"),
            lambda: server.number == 80,
            lambda: not server.redirects,
            lambda: some([partial(_ends_tls_for, other, server) for other in gateway.servers]),
            lambda: not gateway.has_a_namesake,
            lambda: gateway.is_whole,
            lambda: not gateway.services.include(partial(_redirects, server)),
        ]
    ):
        yield Violation(
            gateway,
            server.path_of("tls"),
            f"{gateway.label} serves hosts on port 80 in plaintext that it serves on port 443 with TLS.",
            "Clients that begin with http:// are answered there, and go on in plaintext.",
            f"set {server.path_of('tls')} to an object with httpsRedirect true.",
        )


def _ends_tls_for(other: GatewayServer, server: GatewayServer) -> bool:
    return every(
        [
            lambda: other.number == 443,
            lambda: other.ends_tls,
            lambda: some([partial(_is_among, host, other) for host in server.hosts]),
        ]
    )


def _is_among(host: Any, other: GatewayServer) -> bool:
    return isinstance(host, str) and host in [found for found in other.hosts if isinstance(found, str)]


def _redirects(server: GatewayServer, service: VirtualService) -> bool:
    return every(
        [lambda: server.has_host_of(service), lambda: some([partial(_is_to_https, r) for r in service.routes("http")])]
    )


def _is_to_https(route: Route) -> bool:
    return route.redirect is not None and route.redirect.scheme == "https"
