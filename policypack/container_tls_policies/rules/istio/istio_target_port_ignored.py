"""A target port needs a resolution that regards it.

## What it does
Reports ServiceEntries with `resolution: NONE`, which is the default, and a `targetPort` that differs from the port's
number. A `workloadSelector` is left alone.

## Why it is bad
Without resolution proxies connect to the very address and port that the application called. `targetPort` is ignored
without a word: with TLS started on the way from port 80 to 443, a TLS handshake arrives at port 80.

## Example
```python
import pulumi

pulumi.CustomResource(
    "kubernetes:networking.istio.io/v1:ServiceEntry",
    "payments",  # violates
    {
        "metadata": {"name": "payments", "namespace": "shop"},
        "spec": {
            "exportTo": ["."],
            "hosts": ["api.example.com"],
            "location": "MESH_EXTERNAL",
            "resolution": "NONE",
            "ports": [{"number": 80, "name": "http", "protocol": "HTTP", "targetPort": 443}],
        },
    },
)
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

## Use instead
Have proxies resolve the host by DNS. Hosts with a wildcard cannot be resolved: name each host.
```python
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
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import ServiceEntry, every, those
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model import EntryPort


@rule(
    on=ServiceEntry,
    level=Level.MANDATORY,
    severity=Severity.HIGH,
    outcome=Outcome.BROKEN,
    since="0.1.0",
    references=(
        "https://istio.io/latest/docs/reference/config/networking/service-entry/#ServiceEntry-Resolution",
        "https://istio.io/latest/docs/reference/config/networking/service-entry/#ServicePort",
    ),
)
def check(entry: ServiceEntry) -> Iterator[Violation]:
    spec = entry.spec
    if spec is None or spec.resolution != "NONE" or spec.has("workloadSelector"):
        return
    for port in those(spec.ports, _has_another_target)[:1]:
        target = port.target_port
        yield Violation(
            entry,
            "spec.resolution",
            f"{entry.label} leads from port {port.number} to targetPort {target}, but its resolution is NONE.",
            f"Proxies connect to the address and port that the application called: {target} is never used.",
            "set spec.resolution to DNS, which takes hosts without wildcards, or to STATIC with spec.endpoints.",
        )


def _has_another_target(port: EntryPort) -> bool:
    return every(
        [lambda: port.target_port is not None, lambda: port.number != port.target_port, lambda: port.entry.is_whole]
    )
