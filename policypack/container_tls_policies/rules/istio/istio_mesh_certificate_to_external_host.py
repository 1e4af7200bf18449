"""The mesh's own certificates must not be used towards hosts outside the mesh.

## What it does
Reports TLS of DestinationRules with mode ISTIO_MUTUAL for a host whose ServiceEntries in the stack all say that
it is outside the mesh (`location: MESH_EXTERNAL`, the default) and leave its addresses to DNS.

Not reported are ServiceEntries with `endpoints` or a `workloadSelector`, which may lead to proxies of the mesh, and
rules with `subjectAltNames`: another mesh with the same root is named by them.

## Why it is bad
With ISTIO_MUTUAL proxies trust only the root of the mesh, and show their mesh certificate. A host outside has
a certificate of another CA, so that every handshake fails.

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
    "payments",  # violates
    {
        "metadata": {"name": "payments", "namespace": "shop"},
        "spec": {
            "exportTo": ["."],
            "host": "api.example.com",
            "trafficPolicy": {"portLevelSettings": [{"port": {"number": 80}, "tls": {"mode": "ISTIO_MUTUAL"}}]},
        },
    },
)
```

## Use instead
Use SIMPLE, or MUTUAL with a client certificate that the host's owner issued.
```python
pulumi.CustomResource(
    "kubernetes:networking.istio.io/v1:DestinationRule",
    "payments",
    {
        "metadata": {"name": "payments", "namespace": "shop"},
        "spec": {
            "exportTo": ["."],
            "host": "api.example.com",
            "trafficPolicy": {
                "portLevelSettings": [
                    {
                        "port": {"number": 80},
                        "tls": {"mode": "SIMPLE", "sni": "api.example.com", "subjectAltNames": ["api.example.com"]},
                    }
                ]
            },
        },
    },
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import ClientTls, every
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model import ServiceEntry


@rule(
    on=ClientTls,
    level=Level.MANDATORY,
    severity=Severity.HIGH,
    outcome=Outcome.BROKEN,
    since="0.1.0",
    references=(
        "https://istio.io/latest/docs/reference/config/networking/destination-rule/#ClientTLSSettings-TLSmode",
        "https://istio.io/latest/docs/reference/config/networking/service-entry/#ServiceEntry-Location",
    ),
)
def check(tls: ClientTls) -> Iterator[Violation]:
    if tls.mode != "ISTIO_MUTUAL" or tls.subject_alt_names:
        return
    entries = tls.rule.entries
    if every(
        [
            lambda: bool(entries.shown),
            lambda: not entries.include(lambda entry: not _is_outside(entry)),
            lambda: tls.rule.is_whole,
        ]
    ):
        yield Violation(
            tls.rule,
            tls.path_of("mode"),
            f"{tls.rule.label} uses the mesh's certificates (ISTIO_MUTUAL) towards {tls.rule.host}, which "
            f"{entries.shown[0].label} puts outside the mesh.",
            "Proxies trust only the root of the mesh then, so that every TLS handshake with the host fails.",
            f"set {tls.path_of('mode')} to SIMPLE, or to MUTUAL with a client certificate that the host accepts.",
        )


def _is_outside(entry: ServiceEntry) -> bool:
    return every([lambda: entry.is_whole, lambda: entry.is_external, lambda: not entry.names_endpoints])
