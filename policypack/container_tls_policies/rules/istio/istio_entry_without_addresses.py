"""A ServiceEntry should not take all connections of a port that other hosts need.

## What it does
Reports ServiceEntries for hosts outside the mesh, with resolution STATIC, DNS or DNS_ROUND_ROBIN and without
`addresses`, that have a port with protocol TCP, MONGO, MYSQL, REDIS or none: where it is port 443, or where such ports
of the same namespace have the same number for several hosts.

Not reported is what has addresses all the same: where a chart of istiod in the stack sets ISTIO_META_DNS_CAPTURE, in a
Namespace with `istio.io/dataplane-mode` ambient, or with a waypoint. Istio gives hosts addresses of their own there, up
to version 1.24 only where ISTIO_META_DNS_AUTO_ALLOCATE or PILOT_ENABLE_IP_AUTOALLOCATE says so. What another stack or
annotations of pods set is not seen.

## Why it is bad
On such a port proxies tell hosts apart by their addresses only. Without any, they send all connections to the port to
one host, whatever host clients mean. Clients that speak TLS get the certificate of a wrong host, and refuse it; others
hand what they send to a wrong server. A port with protocol TLS or HTTPS has the name in the handshake instead.

## Example
```python
import pulumi

pulumi.CustomResource(
    "kubernetes:networking.istio.io/v1:ServiceEntry",
    "payments",  # violates
    {
        "metadata": {"name": "payments", "namespace": "shop"},
        "spec": {
            "hosts": ["api.example.com"],
            "location": "MESH_EXTERNAL",
            "resolution": "DNS",
            "ports": [{"number": 443, "name": "tcp", "protocol": "TCP"}],
        },
    },
)
```

## Use instead
Say TLS where clients speak it from the first byte on. For other protocols, name addresses, or let proxies answer DNS.
```python
pulumi.CustomResource(
    "kubernetes:networking.istio.io/v1:ServiceEntry",
    "payments",
    {
        "metadata": {"name": "payments", "namespace": "shop"},
        "spec": {
            "hosts": ["api.example.com"],
            "location": "MESH_EXTERNAL",
            "resolution": "DNS",
            "ports": [{"number": 443, "name": "tls", "protocol": "TLS"}],
        },
    },
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import ServiceEntry, every, is_ambient, istiod_enables, some, those
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model import EntryPort


@rule(
    on=ServiceEntry,
    level=Level.ADVISORY,
    severity=Severity.MEDIUM,
    outcome=Outcome.BROKEN,
    since="0.1.0",
    references=(
        "https://istio.io/latest/docs/ops/configuration/traffic-management/dns-proxy/#external-tcp-services-without-vips",
        "https://istio.io/latest/docs/reference/config/analysis/ist0134/",
    ),
)
def check(entry: ServiceEntry) -> Iterator[Violation]:
    for port in those(entry.ports, _takes_from_others)[:1]:
        yield Violation(
            entry,
            "spec.addresses",
            f"{entry.label} has no addresses, and port {port.number} with {_stated(port)}.",
            "Proxies send all connections to that port to one host: clients of others get its certificate, or hand it "
            "what they send.",
            f"set {port.path_of('protocol')} to TLS where clients speak it from the first byte on; otherwise set "
            "spec.addresses, or ISTIO_META_DNS_CAPTURE in meshConfig.defaultConfig.proxyMetadata of istiod.",
        )


def _takes_from_others(port: EntryPort) -> bool:
    entry = port.entry
    return every(
        [
            lambda: port.takes_all,
            lambda: some([lambda: port.number == 443, lambda: port.is_contested]),
            lambda: not is_ambient(entry),
            lambda: not entry.uses_waypoint,
            lambda: not istiod_enables(entry, "ISTIO_META_DNS_CAPTURE"),
        ]
    )


def _stated(port: EntryPort) -> str:
    return f"protocol {port.protocol}" if port.protocol else "no protocol"
