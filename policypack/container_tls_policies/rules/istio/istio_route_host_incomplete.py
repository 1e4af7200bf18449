"""A route must name a Service by its short name or in full.

## What it does
Reports destinations of a VirtualService whose host is `<service>.<namespace>` or `<service>.<namespace>.svc` of a
Service of the stack, unless a ServiceEntry has this very host.

Not reported are destinations without requests, which have weight 0 or none beside others.

## Why it is bad
Istio completes only names without a dot. Others count as they are written, and no Service is called so: every request
fails with 503, and TLS that a gateway passes on leads nowhere.

## Example
```python
import pulumi

pulumi.CustomResource(
    "kubernetes:core/v1:Service",
    "web",
    {
        "metadata": {"name": "web", "namespace": "shop"},
        "spec": {"selector": {"app": "web"}, "ports": [{"name": "tls", "port": 8443}]},
    },
)
pulumi.CustomResource(
    "kubernetes:networking.istio.io/v1:VirtualService",
    "shop",  # violates
    {
        "metadata": {"name": "shop", "namespace": "istio-ingress"},
        "spec": {
            "hosts": ["shop.example.com"],
            "gateways": ["public"],
            "tls": [
                {
                    "match": [{"port": 443, "sniHosts": ["shop.example.com"]}],
                    "route": [{"destination": {"host": "web.shop", "port": {"number": 8443}}}],
                }
            ],
        },
    },
)
```

## Use instead
Write the full name; or, in the Service's own namespace, its name alone.
```python
pulumi.CustomResource(
    "kubernetes:networking.istio.io/v1:VirtualService",
    "shop",
    {
        "metadata": {"name": "shop", "namespace": "istio-ingress"},
        "spec": {
            "hosts": ["shop.example.com"],
            "gateways": ["public"],
            "tls": [
                {
                    "match": [{"port": 443, "sniHosts": ["shop.example.com"]}],
                    "route": [{"destination": {"host": "web.shop.svc.cluster.local", "port": {"number": 8443}}}],
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

from ...model import VirtualService, service_of_incomplete, those
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
    for destination in those(service.live_destinations, partial(_is_incomplete, service))[:1]:
        host = destination.host or ""
        yield Violation(
            service,
            destination.path_of("host"),
            f"{service.label} routes to host {host}, which is not the full name of the Service that is meant.",
            "Istio completes only names without a dot, and has nothing for this one: every request fails with 503.",
            f"set destination.host to {host.removesuffix('.svc')}.svc.cluster.local.",
        )


def _is_incomplete(service: VirtualService, destination: Destination) -> bool:
    return bool(destination.host and service_of_incomplete(service, destination.host)) and service.is_whole
