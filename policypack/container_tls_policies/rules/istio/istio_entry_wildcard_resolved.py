"""A ServiceEntry with a wildcard host must not be resolved by DNS.

## What it does
Reports ServiceEntries with resolution DNS or DNS_ROUND_ROBIN, without `endpoints`, of which a host begins with `*`.

## Why it is bad
There is no such name to ask DNS for: Istio's admission webhook refuses the object, and the update fails halfway.

## Example
```python
import pulumi

pulumi.CustomResource(
    "kubernetes:networking.istio.io/v1:ServiceEntry",
    "payments",  # violates
    {
        "metadata": {"name": "payments", "namespace": "shop"},
        "spec": {
            "hosts": ["*.example.com"],
            "location": "MESH_EXTERNAL",
            "resolution": "DNS",
            "ports": [{"number": 443, "name": "https", "protocol": "HTTPS"}],
        },
    },
)
```

## Use instead
Name the hosts one by one, or use resolution NONE: connections then go where the client resolved them to.
```python
pulumi.CustomResource(
    "kubernetes:networking.istio.io/v1:ServiceEntry",
    "payments",
    {
        "metadata": {"name": "payments", "namespace": "shop"},
        "spec": {
            "hosts": ["*.example.com"],
            "location": "MESH_EXTERNAL",
            "resolution": "NONE",
            "ports": [{"number": 443, "name": "https", "protocol": "HTTPS"}],
        },
    },
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import ServiceEntry
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    on=ServiceEntry,
    level=Level.MANDATORY,
    severity=Severity.MEDIUM,
    outcome=Outcome.REJECTED,
    since="0.1.0",
    references=(
        "https://istio.io/latest/docs/reference/config/networking/service-entry/#ServiceEntry-Resolution",
        "https://istio.io/latest/docs/tasks/traffic-management/egress/wildcard-egress-hosts/",
    ),
)
def check(entry: ServiceEntry) -> Iterator[Violation]:
    spec = entry.spec
    if spec is None or entry.is_patch or spec.resolution not in ("DNS", "DNS_ROUND_ROBIN") or entry.names_endpoints:
        return
    wildcard = next((host for host in spec.hosts if isinstance(host, str) and host.startswith("*")), None)
    if wildcard is not None:
        yield Violation(
            entry,
            "spec.resolution",
            f"{entry.label} has host {wildcard} and resolution {spec.resolution}.",
            "Istio's admission webhook refuses the object, as DNS has no answer for a wildcard, and the update fails.",
            "name the hosts in spec.hosts one by one, or set spec.resolution to NONE.",
        )
