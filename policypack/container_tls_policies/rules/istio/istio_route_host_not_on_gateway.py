"""The hosts of a VirtualService must be served by the Gateway that it names.

## What it does
Reports VirtualServices that name a Gateway of the stack of which no server has any of their hosts, or only for other
namespaces (`<namespace>/<host>`).

Not reported are VirtualServices that name another Gateway as well which serves them, or which is not in the stack.

## Why it is bad
Istio drops what has no host in common: clients that ask the gateway for the host get 404, or no connection at all.

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
                    "hosts": ["www.example.com"],
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
            "gateways": ["istio-ingress/public"],
            "http": [{"route": [{"destination": {"host": "web", "port": {"number": 80}}}]}],
        },
    },
)
```

## Use instead
Name the same host on both, or a wildcard of it on the Gateway.
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
                    "hosts": ["www.example.com", "shop.example.com"],
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

from ...model import VirtualService, every
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
        "https://istio.io/latest/docs/reference/config/networking/gateway/#Server",
        "https://istio.io/latest/docs/reference/config/analysis/ist0132/",
    ),
)
def check(service: VirtualService) -> Iterator[Violation]:
    gateways = service.all_gateways
    if service.written_hosts and gateways and every([partial(_has_nothing_for, found, service) for found in gateways]):
        names = " and ".join(found.label for found in gateways)
        hosts = ", ".join(map(str, service.written_hosts[:3]))
        yield Violation(
            service,
            "spec.hosts",
            f"{service.label} is for {names}, but no server there has host {hosts} for its namespace.",
            "Clients that ask the gateway for the host get 404, or no connection.",
            f"add the host to spec.servers[].hosts of {gateways[0].label}, or correct spec.hosts here.",
        )


def _has_nothing_for(gateway: Gateway, service: VirtualService) -> bool:
    return every(
        [
            lambda: bool(gateway.servers),
            *(partial(_is_for_others, server, service) for server in gateway.servers),
            lambda: gateway.is_whole,
            lambda: service.is_whole,
        ]
    )


def _is_for_others(server: GatewayServer, service: VirtualService) -> bool:
    return not server.has_host_of(service)
