"""Proxies must not start TLS towards port 80.

## What it does
Reports DestinationRules that start TLS (SIMPLE or MUTUAL) on port 80 of a host whose ServiceEntry in the stack gives it
an HTTP protocol and no other port to connect to: no `targetPort`, no port of its endpoints, or `resolution: NONE`.
TLS for every port counts where the ServiceEntry has only this one.

Not reported are hosts whose requests a VirtualService of the stack leads elsewhere, as the older form of TLS
origination does (from port 80 to 443).

## Why it is bad
Proxies connect to the port that the application called, and open TLS there. On port 80 servers speak HTTP without
TLS: every request fails with 503.

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
            "ports": [{"number": 80, "name": "http", "protocol": "HTTP"}],
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
Let the ServiceEntry lead from port 80 to the TLS port.
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

from functools import partial
from typing import TYPE_CHECKING

from ...model import DestinationRule, every, routes_lead_away, those
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model import EntryPort


@rule(
    on=DestinationRule,
    level=Level.MANDATORY,
    severity=Severity.HIGH,
    outcome=Outcome.BROKEN,
    since="0.1.0",
    references=(
        "https://istio.io/latest/docs/tasks/traffic-management/egress/egress-tls-origination/",
        "https://istio.io/latest/docs/reference/config/networking/service-entry/#ServicePort",
    ),
)
def check(found: DestinationRule) -> Iterator[Violation]:
    for port in those(found.ports, partial(_starts_tls_in_vain, found))[:1]:
        yield Violation(
            found,
            "spec.trafficPolicy",
            f"{found.label} starts TLS on port 80 of {found.host}, and {port.entry.label} leads to no other port.",
            "Proxies open TLS to port 80 of the host, where HTTP without TLS is spoken: requests fail with 503.",
            f"set targetPort of port 80 in {port.entry.label} to the TLS port of the host, such as 443, and its "
            "spec.resolution to DNS.",
        )


def _starts_tls_in_vain(found: DestinationRule, port: EntryPort) -> bool:
    host, policy = found.host, found.policy
    if host is None or policy is None or port.number != 80 or not port.is_http:
        return False
    if policy.settings_for(80) is None and len(port.entry.ports) > 1:
        return False
    tls = policy.tls_for(80)
    return tls is not None and every(
        [
            lambda: tls.starts_tls,
            lambda: port.targets == {80},
            lambda: port.entry.is_whole and found.is_whole,
            lambda: found.reaches_clients_of(port.entry),
            lambda: not routes_lead_away(found, host, 80),
        ]
    )
