"""A port that a route names must be one of the host's.

## What it does
Reports destinations of a VirtualService with a `port` that neither the Service of the stack for their host has, nor a
ServiceEntry of it for exactly this host.

Not reported are destinations without requests, which have weight 0 or none beside others; Services of type
ExternalName, which stand for another host; and hosts of which the stack has neither.

## Why it is bad
The number is the one that clients of the host call, not the `targetPort` or `containerPort` behind it. Proxies have
nothing for a port that the host does not have: every request fails with 503, even if a container serves TLS there.

## Example
```python
import pulumi

pulumi.CustomResource(
    "kubernetes:core/v1:Service",
    "web",
    {
        "metadata": {"name": "web", "namespace": "shop"},
        "spec": {"selector": {"app": "web"}, "ports": [{"name": "tls", "port": 443, "targetPort": 8443}]},
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

## Use instead
Name the port of the Service.
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
                    "route": [{"destination": {"host": "web", "port": {"number": 443}}}],
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

from ...model import MeshService, ServiceEntry, VirtualService, concerning, every, mesh_service, those
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model import Destination


@rule(
    on=VirtualService,
    level=Level.MANDATORY,
    severity=Severity.HIGH,
    outcome=Outcome.BROKEN,
    since="0.1.0",
    references=(
        "https://istio.io/latest/docs/reference/config/networking/virtual-service/#Destination",
        "https://istio.io/latest/docs/reference/config/analysis/ist0101/",
    ),
)
def check(service: VirtualService) -> Iterator[Violation]:
    for destination in those(service.live_destinations, partial(_lacks_port, service))[:1]:
        owners = _owners(service, destination)
        yield Violation(
            service,
            destination.path_of("port"),
            f"{service.label} routes to port {destination.port and destination.port.number} of {destination.host}, and "
            f"{owners[0].label} has {', '.join(str(port.number) for port in owners[0].ports) or 'no ports'}.",
            "Proxies have nothing for this port: every request for it fails with 503.",
            "set destination.port.number to the port that clients call (ports[].port of a Service, ports[].number of a "
            "ServiceEntry), which need not be the one of the pods.",
        )


def _lacks_port(service: VirtualService, destination: Destination) -> bool:
    number = destination.port.number if destination.port else None
    owners = _owners(service, destination) if number else []
    return bool(owners) and every(
        [
            lambda: all(port.number != number for found in owners for port in found.ports),
            lambda: not any(isinstance(found, MeshService) and found.is_alias for found in owners),
            lambda: service.is_whole and all(found.is_whole for found in owners),
        ]
    )


def _owners(service: VirtualService, destination: Destination) -> list[MeshService | ServiceEntry]:
    """What the stack has for the host."""
    if destination.host is None:
        return []
    host = service.full_name(destination.host)
    found, entries = mesh_service(service, host), concerning(service, ServiceEntry, [host])
    return [*([found] if found else []), *(entries.complete if found or entries.shown else ())]
