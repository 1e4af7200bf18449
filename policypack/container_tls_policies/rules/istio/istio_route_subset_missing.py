"""A subset that a route names should be in the DestinationRule of the host.

## What it does
Reports destinations of a VirtualService with a `subset` that no DestinationRule of the stack for their host has, where
the stack has one for exactly this host.

Not reported are destinations without requests, which have weight 0 or none beside others, and hosts of which the stack
has no DestinationRule. It is advisory since another stack may have a DestinationRule for the same host, with which
Istio joins this one.

## Why it is bad
Proxies know no such group of pods: every request for it fails with 503, whatever the DestinationRule says of TLS
towards the pods.

## Example
```python
import pulumi

pulumi.CustomResource(
    "kubernetes:networking.istio.io/v1:DestinationRule",
    "web",
    {
        "metadata": {"name": "web", "namespace": "shop"},
        "spec": {
            "host": "web",
            "trafficPolicy": {"tls": {"mode": "ISTIO_MUTUAL"}},
            "subsets": [{"name": "v1", "labels": {"version": "v1"}}],
        },
    },
)
pulumi.CustomResource(
    "kubernetes:networking.istio.io/v1:VirtualService",
    "web",  # violates
    {
        "metadata": {"name": "web", "namespace": "shop"},
        "spec": {
            "hosts": ["web"],
            "http": [{"route": [{"destination": {"host": "web", "subset": "version-1"}}]}],
        },
    },
)
```

## Use instead
Name a subset that there is.
```python
pulumi.CustomResource(
    "kubernetes:networking.istio.io/v1:VirtualService",
    "web",
    {
        "metadata": {"name": "web", "namespace": "shop"},
        "spec": {
            "hosts": ["web"],
            "http": [{"route": [{"destination": {"host": "web", "subset": "v1"}}]}],
        },
    },
)
```
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ...model import DestinationRule, VirtualService, concerning, every, namers, those
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model import Destination


@rule(
    on=VirtualService,
    level=Level.ADVISORY,
    severity=Severity.HIGH,
    outcome=Outcome.BROKEN,
    since="0.1.0",
    references=(
        "https://istio.io/latest/docs/reference/config/networking/virtual-service/#Destination",
        "https://istio.io/latest/docs/reference/config/analysis/ist0101/",
        "https://istio.io/latest/docs/ops/common-problems/network-issues/#503-errors-after-setting-destination-rule",
    ),
)
def check(service: VirtualService) -> Iterator[Violation]:
    for destination in those(service.live_destinations, partial(_lacks_subset, service))[:1]:
        yield Violation(
            service,
            destination.path_of("subset"),
            f"{service.label} routes to subset {destination.subset} of {destination.host}, which no DestinationRule of "
            "the stack for this host has.",
            "Proxies know no such subset: every request for it fails with 503.",
            "add the subset to spec.subsets of the DestinationRule, or name one that it has.",
        )


def _lacks_subset(service: VirtualService, destination: Destination) -> bool:
    host, subset = destination.host, destination.subset
    if not host or not subset:
        return False
    name = service.full_name(host)
    rules = concerning(service, DestinationRule, namers(name))
    return every(
        [
            lambda: any(found.host == name for found in rules.shown),
            lambda: not rules.include(lambda found: found.has_subset(subset)),
            lambda: service.is_whole and all(found.is_whole for found in rules.shown),
        ]
    )
