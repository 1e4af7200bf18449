"""A `tls` route of a VirtualService must say for which server names it is.

## What it does
Reports routes under `tls` without `match`, or with a match that has no `sniHosts`.

## Why it is bad
Istio's admission webhook refuses the object, and the update fails halfway.

## Example
```python
import pulumi

pulumi.CustomResource(
    "kubernetes:networking.istio.io/v1:VirtualService",
    "shop",  # violates
    {
        "metadata": {"name": "shop", "namespace": "shop"},
        "spec": {
            "hosts": ["shop.example.com"],
            "gateways": ["istio-ingress/public"],
            "tls": [{"route": [{"destination": {"host": "web", "port": {"number": 8443}}}]}],
        },
    },
)
```

## Use instead
Name the host in `sniHosts`; it must be one of `hosts`.
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

from typing import TYPE_CHECKING

from ...model import VirtualService, those
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model import Route


@rule(
    on=VirtualService,
    level=Level.MANDATORY,
    severity=Severity.MEDIUM,
    outcome=Outcome.REJECTED,
    since="0.1.0",
    references=(
        "https://istio.io/latest/docs/reference/config/networking/virtual-service/#TLSMatchAttributes",
        "https://istio.io/latest/docs/reference/config/networking/virtual-service/#TLSRoute",
    ),
)
def check(service: VirtualService) -> Iterator[Violation]:
    if service.is_patch:
        return
    for route in those(service.routes("tls"), _names_no_server)[:1]:
        yield Violation(
            service,
            route.path_of("match"),
            f"{service.label} has a tls route that does not say for which server names (sniHosts) it is.",
            "Istio's admission webhook refuses the object, and the update fails.",
            f"give each element of {route.path_of('match')} sniHosts with hosts of spec.hosts.",
        )


def _names_no_server(route: Route) -> bool:
    return not route.match or bool(those(route.match, lambda match: not match.sni_hosts))
