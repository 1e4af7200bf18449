"""A ServiceEntry should not say HTTP of port 443.

## What it does
Reports ports of a ServiceEntry for hosts outside the mesh with number 443 and protocol HTTP, HTTP2, GRPC or GRPC-WEB
that lead to port 443, where no DestinationRule of the stack starts TLS there.

## Why it is bad
Clients that call `https://` speak TLS, which the proxy cannot read as HTTP: their connections go by the entry, past
its routes and rules. Clients that call `http://` with port 443 send plaintext to a TLS port.

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
            "ports": [{"number": 443, "name": "http", "protocol": "HTTP"}],
        },
    },
)
```

## Use instead
Say HTTPS where applications speak TLS themselves.
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
            "ports": [{"number": 443, "name": "https", "protocol": "HTTPS"}],
        },
    },
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import EntryPort, ServiceEntry, every, those
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    on=ServiceEntry,
    level=Level.ADVISORY,
    severity=Severity.MEDIUM,
    outcome=Outcome.BROKEN,
    since="0.1.0",
    references=(
        "https://istio.io/latest/docs/reference/config/networking/service-entry/#ServicePort",
        "https://istio.io/latest/docs/ops/configuration/traffic-management/protocol-selection/",
    ),
)
def check(entry: ServiceEntry) -> Iterator[Violation]:
    for port in those(entry.ports, _is_http_on_tls_port):
        yield Violation(
            entry,
            port.path_of("protocol"),
            f"{entry.label} says {port.protocol} of port 443.",
            "The proxy does not see TLS of clients as such: it passes by the entry, or plaintext goes to the TLS port.",
            f"set {port.path_of('protocol')} to HTTPS, or start TLS there with a DestinationRule.",
        )


def _is_http_on_tls_port(port: EntryPort) -> bool:
    entry = port.entry
    return every(
        [
            lambda: port.number == 443,
            lambda: port.is_http,
            lambda: entry.is_external,
            lambda: port.targets == {443},
            lambda: entry.is_whole,
            lambda: not entry.rules.include(lambda found: found.encrypts(443)),
        ]
    )
