"""Requests that proxies have read should reach an HTTPS port by a rule that starts TLS.

## What it does
Reports `http` routes of a VirtualService to a port of a Service of the stack which by `appProtocol` or its name
(`https`, `https-…`) speaks HTTPS, where no DestinationRule of the stack starts TLS there (SIMPLE or MUTUAL).

## Why it is bad
The gateway has ended the TLS of clients, and sends plain HTTP inside the mesh's own TLS. The application expects TLS
of its own, and answers 400: "The plain HTTP request was sent to HTTPS port".

## Example
```python
import pulumi

pulumi.CustomResource(
    "kubernetes:core/v1:Service",
    "web",
    {
        "metadata": {"name": "web", "namespace": "shop"},
        "spec": {"selector": {"app": "web"}, "ports": [{"name": "https", "port": 443, "targetPort": 8443}]},
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
            "http": [{"route": [{"destination": {"host": "web", "port": {"number": 443}}}]}],
        },
    },
)
```

## Use instead
Start TLS to the Service; or pass the TLS of clients on (mode PASSTHROUGH and `tls` routes); or rename the port if the
application speaks HTTP.
```python
pulumi.CustomResource(
    "kubernetes:networking.istio.io/v1:DestinationRule",
    "web-tls",
    {
        "metadata": {"name": "web-tls", "namespace": "shop"},
        "spec": {
            "host": "web",
            "trafficPolicy": {"tls": {"mode": "SIMPLE", "caCertificates": "/etc/web/ca.crt"}},
        },
    },
)
```
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ...model import VirtualService, each, every, mesh_service, some, those
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model import Destination, DestinationRule, MeshServicePort, TrafficPolicy


@rule(
    on=VirtualService,
    level=Level.ADVISORY,
    severity=Severity.MEDIUM,
    outcome=Outcome.BROKEN,
    since="0.1.0",
    references=(
        "https://istio.io/latest/docs/ops/common-problems/network-issues/#double-tls-tls-origination-for-a-tls-request",
        "https://istio.io/latest/docs/ops/configuration/traffic-management/protocol-selection/",
        "https://istio.io/latest/docs/ops/configuration/traffic-management/tls-configuration/#gateways",
    ),
)
def check(service: VirtualService) -> Iterator[Violation]:
    destinations = each(service.routes("http"), lambda route: route.destinations)
    for destination, port in those(each(destinations, partial(_with_port, service)), partial(_gets_plaintext, service))[
        :1
    ]:
        yield Violation(
            service,
            destination.path_of("port"),
            f"{service.label} routes HTTP to port {port.number} of {port.resource.label}, which says that it speaks "
            "HTTPS, and no DestinationRule starts TLS there.",
            "The application gets plain HTTP on its TLS port, and answers 400 or closes the connection.",
            "add a DestinationRule with tls.mode SIMPLE for the Service, or rename its port if it speaks HTTP.",
        )


def _with_port(service: VirtualService, destination: Destination) -> Iterator[tuple[Destination, MeshServicePort]]:
    """A destination with the port that it means, if that is of a Service of the stack."""
    found = mesh_service(service, service.full_name(destination.host)) if destination.host else None
    port = found.port(destination.port.number if destination.port else None) if found else None
    if port is not None:
        yield destination, port


def _gets_plaintext(service: VirtualService, means: tuple[Destination, MeshServicePort]) -> bool:
    _, port = means
    return every(
        [
            lambda: port.is_https,
            lambda: not port.service.rules.include(partial(_starts_tls, number=port.number or 0)),
            lambda: service.is_whole,
        ]
    )


def _starts_tls(rule_of_host: DestinationRule, number: int) -> bool:
    return some(partial(_is_started, policy, number) for policy in rule_of_host.policies)


def _is_started(policy: TrafficPolicy, number: int) -> bool:
    tls = policy.tls_for(number)
    return tls is not None and tls.starts_tls
