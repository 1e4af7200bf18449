"""The Gateway that a VirtualService names should be there.

## What it does
Reports VirtualServices that name Gateways of which the stack has none, where in the very namespace the stack has
another Gateway with a server for one of their hosts.

Not reported are Gateways that serve the host only by `*`, VirtualServices that name a Gateway of the stack as well, and
stacks with Gateways of the Kubernetes Gateway API, which may be meant.

## Why it is bad
The routes apply to nothing. The gateway shows the host's certificate, and answers every request with 404.

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
            "gateways": ["istio-ingress/publik"],
            "http": [{"route": [{"destination": {"host": "web", "port": {"number": 80}}}]}],
        },
    },
)
```

## Use instead
Write `<namespace>/<name>` of the Gateway.
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

from typing import TYPE_CHECKING

from ...model import VirtualService, every, mesh_gateway
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    on=VirtualService,
    level=Level.ADVISORY,
    severity=Severity.HIGH,
    outcome=Outcome.BROKEN,
    since="0.1.0",
    references=(
        "https://istio.io/latest/docs/reference/config/networking/virtual-service/#VirtualService",
        "https://istio.io/latest/docs/reference/config/analysis/ist0101/",
    ),
)
def check(service: VirtualService) -> Iterator[Violation]:
    if service.gateway_keys and every(
        [lambda: service.misses_its_gateways, lambda: bool(service.likely_gateways), lambda: service.is_whole]
    ):
        names = " and ".join(str(name) for name in service.written_gateways if name != mesh_gateway)
        gateway = service.likely_gateways[0]
        yield Violation(
            service,
            "spec.gateways",
            f"{service.label} names {names}, which the stack does not have; in that namespace it has {gateway.label}, "
            "with a server for the host.",
            "The routes apply to no Gateway: clients of the host get 404.",
            f"write the namespace and name of {gateway.label} in spec.gateways, if it is the one that is meant.",
        )
