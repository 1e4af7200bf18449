"""A VirtualService must name a Gateway of another namespace with that namespace.

## What it does
Reports VirtualServices that name a Gateway without its namespace, where the stack has the only Gateway of that name in
another namespace, and that one has a server for one of their hosts.

Not reported are Gateways that serve the host only by `*`: a Gateway of the same name may be in another stack.

## Why it is bad
A name without a namespace is one in the VirtualService's own. There is none, so that the routes apply to nothing, and
clients get 404.

## Example
```python
import pulumi

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
pulumi.CustomResource(
    "kubernetes:networking.istio.io/v1:VirtualService",
    "shop",  # violates
    {
        "metadata": {"name": "shop", "namespace": "shop"},
        "spec": {
            "hosts": ["shop.example.com"],
            "gateways": ["public"],
            "http": [{"route": [{"destination": {"host": "web", "port": {"number": 80}}}]}],
        },
    },
)
```

## Use instead
Write `<namespace>/<name>`.
```python
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
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ...model import VirtualService, every, gateways_called, mesh_gateway, some
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model import Gateway, GatewayServer


@rule(
    on=VirtualService,
    level=Level.MANDATORY,
    severity=Severity.HIGH,
    outcome=Outcome.BROKEN,
    since="0.1.0",
    references=(
        "https://istio.io/latest/docs/reference/config/networking/virtual-service/#VirtualService",
        "https://istio.io/latest/docs/reference/config/analysis/ist0101/",
    ),
)
def check(service: VirtualService) -> Iterator[Violation]:
    for written in service.written_gateways:
        if not isinstance(written, str) or written == mesh_gateway or "/" in written or "." in written:
            continue
        found = gateways_called(service, written)
        if len(found) == 1 and _is_meant(found[0], service):
            gateway = found[0]
            yield Violation(
                service,
                "spec.gateways",
                f"{service.label} names Gateway {written} without a namespace, and {gateway.label}, which has its "
                "host, is in another one than the VirtualService.",
                "Istio looks for the Gateway in the VirtualService's own namespace: the routes apply to nothing, and "
                "clients get 404.",
                f'write "{_shown(gateway)}/{written}" in spec.gateways.',
            )


def _shown(gateway: Gateway) -> str:
    return gateway.place.key if gateway.place.named else "<namespace>"


def _is_meant(gateway: Gateway, service: VirtualService) -> bool:
    return every(
        [
            lambda: not gateway.shares_namespace_with(service),
            lambda: some([partial(_serves, server, service) for server in gateway.servers]),
            lambda: service.is_whole,
        ]
    )


def _serves(server: GatewayServer, service: VirtualService) -> bool:
    return every(
        [
            lambda: server.has_host_of(service),
            lambda: not any(isinstance(host, str) and host in ("*", "*/*", "./*") for host in server.hosts),
        ]
    )
