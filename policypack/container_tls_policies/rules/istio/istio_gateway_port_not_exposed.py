"""The port of a Gateway's server should be one of the gateway's Service.

## What it does
Reports servers of a Gateway on a port that is none of the Service whose `selector` has all the labels in that of the
Gateway: neither a `port`, which Istio translates to its `targetPort`, nor a `targetPort` itself.

Not reported are ports of any other Service in the same namespace, ports of the pods that the Service calls by name, and
servers that are bound to an address of their own.

## Why it is bad
The gateway listens where no client comes: connections to the port are refused, or end in a timeout at the load
balancer. A server for HTTPS on a port of its own stays without use, while the one for plain HTTP beside it works.

## Example
```python
import pulumi

pulumi.CustomResource(
    "kubernetes:core/v1:Service",
    "gateway",
    {
        "metadata": {"name": "gateway", "namespace": "istio-ingress"},
        "spec": {
            "type": "LoadBalancer",
            "selector": {"istio": "ingress"},
            "ports": [{"name": "http", "port": 80, "targetPort": 8080}],
        },
    },
)
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
                }
            ],
        },
    },
)
```

## Use instead
Give the Service the port.
```python
pulumi.CustomResource(
    "kubernetes:core/v1:Service",
    "gateway",
    {
        "metadata": {"name": "gateway", "namespace": "istio-ingress"},
        "spec": {
            "type": "LoadBalancer",
            "selector": {"istio": "ingress"},
            "ports": [
                {"name": "http", "port": 80, "targetPort": 8080},
                {"name": "https", "port": 443, "targetPort": 8443},
            ],
        },
    },
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import GatewayServer, every, exposure
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model import MeshService


@rule(
    on=GatewayServer,
    level=Level.ADVISORY,
    severity=Severity.MEDIUM,
    outcome=Outcome.BROKEN,
    since="0.1.0",
    references=(
        "https://istio.io/latest/docs/reference/config/analysis/ist0162/",
        "https://istio.io/latest/docs/reference/config/networking/gateway/#Port",
        "https://istio.io/latest/docs/setup/additional-setup/gateway/",
    ),
)
def check(server: GatewayServer) -> Iterator[Violation]:
    gateway, number = server.gateway, server.number
    found = exposure(gateway, gateway.selector) if number and not server.bind else None
    if found is None or number in found.ports or None in found.ports:
        return
    if every([lambda: gateway.is_whole, lambda: found.service.is_whole]):
        yield Violation(
            gateway,
            server.path_of("port.number"),
            f"{gateway.label} has a server on port {number}, and {found.service.label}, by which its pods are reached, "
            f"has {_ports(found.service)}.",
            "No client gets to this server: connections to the port are refused, or end in a timeout.",
            f"add port {number} to spec.ports of the Service, or set port.number of the server to a port that it has.",
        )


def _ports(service: MeshService) -> str:
    return ", ".join(f"{port.number} (of the pods: {port.target})" for port in service.ports) or "no ports"
