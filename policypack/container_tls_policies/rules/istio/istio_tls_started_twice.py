"""Proxies must not start TLS on a port on which clients speak TLS themselves.

## What it does
Reports DestinationRules that start TLS (SIMPLE or MUTUAL) on a port to which a ServiceEntry of the stack gives the
protocol HTTPS or TLS.

Not reported is TLS for subsets only, and a port to which the stack leads requests that came in without TLS: by an
`http` or `tcp` route of a VirtualService, be it at a gateway, or by a route of the Gateway API.

## Why it is bad
On such a port proxies take only TLS, and know the host from its server name. A client that calls https:// there gets
TLS within TLS, which the host does not understand ("wrong version number"). A client that calls http:// does not get
there: without a port of the protocol HTTP it leaves the mesh in plaintext, or is refused where only hosts of the
registry may be called.

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
            "ports": [{"number": 443, "name": "https", "protocol": "HTTPS"}],
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
                "tls": {"mode": "SIMPLE", "sni": "api.example.com", "subjectAltNames": ["api.example.com"]}
            },
        },
    },
)
```

## Use instead
Let applications call http:// on port 80, and start TLS on the way from there to port 443. Those that call https://
need port 443 as well, without TLS of the proxies.
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
            "ports": [
                {"number": 80, "name": "http", "protocol": "HTTP", "targetPort": 443},
                {"number": 443, "name": "https", "protocol": "HTTPS"},
            ],
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

from ...model import DestinationRule, every, routes_lead_to, those
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model import EntryPort


@rule(
    on=DestinationRule,
    level=Level.MANDATORY,
    severity=Severity.CRITICAL,
    outcome=Outcome.BROKEN,
    since="0.1.0",
    references=(
        "https://istio.io/latest/docs/tasks/traffic-management/egress/egress-tls-origination/",
        "https://istio.io/latest/docs/ops/common-problems/network-issues/#double-tls-tls-origination-for-a-tls-request",
        "https://github.com/istio/istio/issues/17031",
    ),
)
def check(found: DestinationRule) -> Iterator[Violation]:
    for port in those(found.ports, partial(_is_started_twice, found))[:1]:
        yield Violation(
            found,
            "spec.trafficPolicy",
            f"{found.label} starts TLS on port {port.number} of {found.host}, where clients speak TLS themselves: "
            f"{port.entry.label} gives it the protocol {port.protocol}.",
            "A client that calls https:// gets TLS within TLS, which the host does not understand; one that calls "
            "http:// is not served there, and may leave the mesh in plaintext.",
            f"give {port.entry.label} a port with number 80, protocol HTTP and targetPort {port.number}, and set tls "
            "in spec.trafficPolicy.portLevelSettings for port 80 only.",
        )


def _is_started_twice(found: DestinationRule, port: EntryPort) -> bool:
    number, host = port.number, found.host
    if number is None or host is None or not port.is_tls:
        return False
    tls = found.tls_for(number)
    return tls is not None and every(
        [
            lambda: tls.starts_tls,
            lambda: found.is_whole,
            lambda: found.reaches_clients_of(port.entry),
            lambda: not routes_lead_to(found, host, number),
        ]
    )
