"""A Sidecar must let pods see the host towards which a DestinationRule starts TLS for them.

## What it does
Reports Sidecars with `egress` of which no element has the host of a ServiceEntry of the stack, where a
DestinationRule for their pods only starts TLS to that host (SIMPLE or MUTUAL). The Sidecar may select these pods, or
more; or it is that of their namespace or of the root namespace, and the stack shows the pods, and no Sidecar closer to
them.

Not reported are rules that other namespaces see too, those without a selector where some pods of the namespace have
a Sidecar of their own, and those for hosts to which gateways lead: no Sidecar counts for these.

## Why it is bad
To these sidecars the host does not exist, and neither does the rule: requests leave in plaintext as the application
sent them, or with REGISTRY_ONLY fail with 502.

## Example
```python
import pulumi

pulumi.CustomResource(
    "kubernetes:networking.istio.io/v1:ServiceEntry",
    "payments",
    {
        "metadata": {"name": "payments", "namespace": "shop"},
        "spec": {
            "exportTo": ["."],
            "hosts": ["api.example.com"],
            "location": "MESH_EXTERNAL",
            "resolution": "DNS",
            "ports": [{"number": 80, "name": "http", "protocol": "HTTP", "targetPort": 443}],
        },
    },
)
pulumi.CustomResource(
    "kubernetes:networking.istio.io/v1:DestinationRule",
    "payments-rule",
    {
        "metadata": {"name": "payments-rule", "namespace": "shop"},
        "spec": {
            "exportTo": ["."],
            "host": "api.example.com",
            "workloadSelector": {"matchLabels": {"app": "frontend"}},
            "trafficPolicy": {
                "portLevelSettings": [
                    {"port": {"number": 80}, "tls": {"mode": "MUTUAL", "credentialName": "client"}}
                ]
            },
        },
    },
)
pulumi.CustomResource(
    "kubernetes:networking.istio.io/v1:Sidecar",
    "frontend",  # violates
    {
        "metadata": {"name": "frontend", "namespace": "shop"},
        "spec": {
            "workloadSelector": {"labels": {"app": "frontend"}},
            "egress": [{"hosts": ["istio-system/*"]}],
        },
    },
)
```

## Use instead
List the namespace of the ServiceEntry (`./*`), or the host.
```python
pulumi.CustomResource(
    "kubernetes:networking.istio.io/v1:Sidecar",
    "frontend",
    {
        "metadata": {"name": "frontend", "namespace": "shop"},
        "spec": {
            "workloadSelector": {"labels": {"app": "frontend"}},
            "egress": [{"hosts": ["./*", "istio-system/*"]}],
        },
    },
)
```
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ...model import DestinationRule, every, sidecar_of_clients, some
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model import ClientTls, ServiceEntry


@rule(
    on=DestinationRule,
    level=Level.MANDATORY,
    severity=Severity.CRITICAL,
    outcome=Outcome.INSECURE,
    since="0.1.0",
    references=("https://istio.io/latest/docs/reference/config/networking/sidecar/#IstioEgressListener",),
)
def check(found: DestinationRule) -> Iterator[Violation]:
    if not found.entries.shown or not some(partial(_starts_tls, tls) for tls in found.tls_settings):
        return
    sidecar = sidecar_of_clients(found)
    if sidecar is None or not sidecar.egress or not sidecar.is_whole or not found.is_whole:
        return
    if every(
        [
            lambda: some([partial(_is_exported, entry, found) for entry in found.entries.shown]),
            lambda: not found.entries.include(lambda entry: sidecar.shows(entry, found.place)),
        ]
    ):
        yield Violation(
            sidecar,
            "spec.egress",
            f"{sidecar.label} hides {found.entries.shown[0].label} from pods for which {found.label} starts TLS.",
            "These sidecars know neither host nor rule: requests leave in plaintext, or with REGISTRY_ONLY fail.",
            f'add "./*", or the ServiceEntry\'s namespace and {found.host}, to spec.egress[].hosts.',
        )


def _starts_tls(tls: ClientTls) -> bool:
    return tls.starts_tls


def _is_exported(entry: ServiceEntry, found: DestinationRule) -> bool:
    return entry.audience.has(found.place)
