"""Each server of a Gateway should have a VirtualService for one of its hosts.

## What it does
Reports servers of a Gateway for whose hosts no VirtualService of the stack names the Gateway, where the stack has one
that names it for other hosts, or one that has the host and names no gateway at all: that one is for sidecars only.

Not reported are Gateways of which the stack has no VirtualService at all: others bring theirs, and nothing tells such
stacks from those where somebody forgot them. Nor are servers that redirect to HTTPS, and those with AUTO_PASSTHROUGH,
which need none.

## Why it is bad
The gateway has a certificate for the host, accepts connections, and answers every request with 404.

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
                    "port": {"number": 8443, "name": "https-admin", "protocol": "HTTPS"},
                    "hosts": ["admin.example.com"],
                    "tls": {"mode": "SIMPLE", "credentialName": "shop-example-com"},
                },
            ],
        },
    },
)
pulumi.CustomResource(
    "kubernetes:networking.istio.io/v1:VirtualService",
    "shop",
    {
        "metadata": {"name": "shop", "namespace": "shop"},
        "spec": {
            "hosts": ["shop.example.com"],
            "gateways": ["istio-ingress/public"],
            "http": [{"route": [{"destination": {"host": "web", "port": {"number": 80}}}]}],
        },
    },
)
```

## Use instead
Bind routes to the host, or take the server out.
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
            ],
        },
    },
)
```
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ...model import GatewayServer, every
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model import VirtualService


@rule(
    on=GatewayServer,
    level=Level.ADVISORY,
    severity=Severity.LOW,
    outcome=Outcome.BROKEN,
    since="0.1.0",
    references=(
        "https://istio.io/latest/docs/reference/config/networking/gateway/#Gateway",
        "https://istio.io/latest/docs/ops/common-problems/network-issues/#route-rules-have-no-effect-on-ingress-gateway-requests",
    ),
)
def check(server: GatewayServer) -> Iterator[Violation]:
    gateway = server.gateway
    if every(
        [
            lambda: bool(server.route_kinds),
            lambda: not server.redirects,
            lambda: bool(server.hosts),
            lambda: bool(gateway.services.shown or server.services_without_gateways) and not gateway.has_a_namesake,
            lambda: not gateway.services.include(partial(_has_host, server)),
            lambda: gateway.is_whole,
        ]
    ):
        hosts = ", ".join(str(host) for host in server.hosts[:3])
        unbound = None if gateway.services.shown else server.services_without_gateways[0]
        yield Violation(
            gateway,
            server.path_of("hosts"),
            f"{gateway.label} serves {hosts} on port {server.number}, and "
            + (
                f"{unbound.label}, which has such a host, names no gateway."
                if unbound
                else "no VirtualService of the stack that names it has such a host."
            ),
            "The gateway takes connections for the host and answers every request with 404.",
            f"set spec.gateways of {unbound.label}, or remove the server."
            if unbound
            else "add a VirtualService with the host and spec.gateways, or remove the server.",
        )


def _has_host(server: GatewayServer, service: VirtualService) -> bool:
    return server.has_host_of(service)
