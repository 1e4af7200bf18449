"""A host in the cluster that a route names should be there.

## What it does
Reports destinations of a VirtualService whose host is a Service by its name (`web`, or
`web.shop.svc.cluster.local`), where the stack has the Namespace and Services in it, but none of this name, and no
ServiceEntry for the host.

Not reported are namespaces of other stacks; stacks with a chart that may be installed into the namespace, with objects
for operators or Gateways of the Gateway API, which make Services of their own, or with several clusters; and
destinations without requests, which have weight 0 or none beside others.

## Why it is bad
Proxies have nothing for a host that is not in the mesh's registry: every request for it fails with 500 or 503.

## Example
```python
import pulumi

pulumi.CustomResource("kubernetes:core/v1:Namespace", "shop", {"metadata": {"name": "shop"}})
pulumi.CustomResource(
    "kubernetes:core/v1:Service",
    "web",
    {
        "metadata": {"name": "web", "namespace": "shop"},
        "spec": {"selector": {"app": "web"}, "ports": [{"name": "http", "port": 80}]},
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
            "http": [{"route": [{"destination": {"host": "website", "port": {"number": 80}}}]}],
        },
    },
)
```

## Use instead
Write the name of the Service.
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

import re
from functools import partial
from typing import TYPE_CHECKING

from ...model import Place, ServiceEntry, VirtualService, concerning, every, lacks_service, namers, those
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model import Destination


@rule(
    on=VirtualService,
    level=Level.ADVISORY,
    severity=Severity.MEDIUM,
    outcome=Outcome.BROKEN,
    since="0.1.0",
    references=(
        "https://istio.io/latest/docs/reference/config/networking/virtual-service/#Destination",
        "https://istio.io/latest/docs/reference/config/analysis/ist0101/",
    ),
)
def check(service: VirtualService) -> Iterator[Violation]:
    for destination in those(service.live_destinations, partial(_is_missing, service))[:1]:
        yield Violation(
            service,
            destination.path_of("host"),
            f"{service.label} routes to {destination.host}, and no Service of the stack in its namespace is called so.",
            "Proxies have nothing for a host that is not in the mesh: every request for it fails with 500 or 503.",
            "set destination.host to the name of a Service, or add the Service.",
        )


def _is_missing(service: VirtualService, destination: Destination) -> bool:
    host = destination.host or ""
    full = re.fullmatch(r"([\w-]+)\.([\w-]+)\.svc\.cluster\.local", host)
    name, place = (full[1], Place(full[2], True)) if full else (host, service.place)
    return re.fullmatch(r"[\w-]+", name) is not None and every(
        [
            lambda: lacks_service(service, place, name),
            lambda: not concerning(service, ServiceEntry, namers(service.full_name(host))).include(lambda _: True),
            lambda: service.is_whole,
        ]
    )
