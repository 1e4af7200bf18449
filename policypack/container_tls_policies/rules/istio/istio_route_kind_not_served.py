"""A VirtualService must have the kind of routes that its Gateway's servers take.

## What it does
Reports VirtualServices for a Gateway of the stack whose servers for their hosts take only kinds of routes that they
do not have: `http` for HTTP and for HTTPS that is ended there, `tls` with `sniHosts` for TLS that is passed on
(PASSTHROUGH, which is the default), `tcp` for everything else.

Not reported are VirtualServices that are also for sidecars (`mesh`) or for a Gateway that serves them or is not in the
stack, and those for which the stack may have others with the routes that are missing.

## Why it is bad
The gateway passes TLS on without reading it: it knows the host from the handshake only and cannot choose among `http`
routes. Nothing is routed, and connections are reset. Where it ends TLS, `tls` routes have no meaning to it, and
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
                    "port": {"number": 443, "name": "tls", "protocol": "TLS"},
                    "hosts": ["shop.example.com"],
                    "tls": {"mode": "PASSTHROUGH"},
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
Route by the name that clients send in the handshake; the Service's pods end TLS.
```python
pulumi.CustomResource(
    "kubernetes:networking.istio.io/v1:VirtualService",
    "shop",
    {
        "metadata": {"name": "shop", "namespace": "shop"},
        "spec": {
            "hosts": ["shop.example.com"],
            "gateways": ["istio-ingress/public"],
            "tls": [
                {
                    "match": [{"port": 443, "sniHosts": ["shop.example.com"]}],
                    "route": [{"destination": {"host": "web", "port": {"number": 8443}}}],
                }
            ],
        },
    },
)
```
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ...model import VirtualService, every, some
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
        "https://istio.io/latest/docs/tasks/traffic-management/ingress/ingress-sni-passthrough/",
    ),
)
def check(service: VirtualService) -> Iterator[Violation]:
    gateways = service.all_gateways
    if not service.route_kinds or service.is_for_sidecars or not gateways:
        return
    servers = [server for gateway in gateways for server in gateway.servers]
    if some([partial(_serves, server, service) for server in servers]):
        return
    fitting = [server for server in servers if server.has_host_of(service)]
    wanted = frozenset[str]().union(*(server.route_kinds for server in fitting))
    if wanted and every([partial(_has_none, gateway, service, wanted) for gateway in gateways]):
        kinds = " or ".join(sorted(wanted))
        yield Violation(
            service,
            f"spec.{service.route_kinds[0]}",
            f"{service.label} has {' and '.join(service.route_kinds)} routes only, but the servers of "
            f"{fitting[0].gateway.label} for its hosts take {kinds} routes.",
            "The gateway has no route for the connections of these hosts: it resets them, or answers 404.",
            f"write the routes under spec.{sorted(wanted)[-1]}, with match[].sniHosts where it is tls; or let the "
            "server end TLS (tls.mode SIMPLE and credentialName) where routes are to be http.",
        )


def _serves(server: GatewayServer, service: VirtualService) -> bool:
    """Whether it is for the hosts, and needs no routes or those that there are."""
    return every(
        [
            lambda: not server.route_kinds or not server.route_kinds.isdisjoint(service.route_kinds),
            lambda: server.has_host_of(service),
        ]
    )


def _has_none(gateway: Gateway, service: VirtualService, wanted: frozenset[str]) -> bool:
    return every(
        [
            lambda: gateway.is_whole,
            lambda: service.is_whole,
            lambda: not gateway.services.include(partial(_may_help, service=service, wanted=wanted)),
        ]
    )


def _may_help(other: VirtualService, service: VirtualService, wanted: frozenset[str]) -> bool:
    return other.urn != service.urn and some([partial(_has_routes, other, kind) for kind in wanted])


def _has_routes(service: VirtualService, kind: str) -> bool:
    return bool(service.routes(kind))
