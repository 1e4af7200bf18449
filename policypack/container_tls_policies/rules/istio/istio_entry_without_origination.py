"""A ServiceEntry that leads from HTTP to port 443 must have a DestinationRule that starts TLS.

## What it does
Reports ServiceEntries outside the mesh that have a port of an HTTP protocol whose requests go to port 443
(`targetPort`, or the ports of all endpoints), where no DestinationRule of the stack for one of its hosts, be it by
a wildcard, uses TLS on that port.

Not reported are hosts whose requests a VirtualService of the stack leads elsewhere. Who sees the rule is the
matter of `istio-rule-reaches-no-client` and `istio-rule-hidden-from-clients`.

## Why it is bad
Proxies send what applications send: HTTP without TLS, to the TLS port of a host outside the mesh. Servers answer with
an error at best, after all headers, tokens among them, crossed the network in plaintext. A rule in another stack does
not help while that stack is not deployed.

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
            "resolution": "DNS",
            "ports": [{"number": 80, "name": "http", "protocol": "HTTP", "targetPort": 443}],
        },
    },
)
```

## Use instead
Start TLS on the port that applications call.
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

from ...model import DestinationRule, ServiceEntry, concerning, every, namers, routes_lead_away, those
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model import EntryPort


@rule(
    on=ServiceEntry,
    level=Level.MANDATORY,
    severity=Severity.CRITICAL,
    outcome=Outcome.INSECURE,
    since="0.1.0",
    references=(
        "https://istio.io/latest/docs/tasks/traffic-management/egress/egress-tls-origination/",
        "https://istio.io/latest/docs/reference/config/networking/service-entry/#ServicePort",
    ),
)
def check(entry: ServiceEntry) -> Iterator[Violation]:
    for port, host in those(entry.ports_by_host, _is_in_plaintext)[:1]:
        yield Violation(
            entry,
            "spec.ports",
            f"{entry.label} leads from port {port.number} of {host}, protocol {port.protocol}, to port 443, and no "
            "DestinationRule of this stack starts TLS there.",
            "Proxies send requests in plaintext to the TLS port of the host, with all that headers carry.",
            f"add a DestinationRule for {host}, seen by whoever sees the ServiceEntry, with tls in "
            f"spec.trafficPolicy.portLevelSettings for port {port.number}.",
        )


def _is_in_plaintext(found: tuple[EntryPort, str]) -> bool:
    port, host = found
    number, entry = port.number, port.entry
    return number is not None and every(
        [
            lambda: port.leads_to_tls,
            lambda: entry.is_whole,
            lambda: not concerning(entry, DestinationRule, namers(host)).include(lambda found: found.encrypts(number)),
            lambda: not routes_lead_away(entry, host, number),
        ]
    )
