"""Whoever sees a ServiceEntry that leads from HTTP to port 443 should find the rule that starts TLS.

## What it does
Reports ServiceEntries outside the mesh with a port of an HTTP protocol that leads to port 443, where the stack has
DestinationRules that use TLS there, but some namespace to which the ServiceEntry is exported finds none of them.
Without `exportTo` that is every namespace, so that a rule for all of them must be beside the ServiceEntry.

Not reported are hosts without any such rule, which belong to `istio-entry-without-origination`, and those of a rule
that nobody finds, which belong to `istio-rule-reaches-no-client`. A rule that selects pods counts for all of its
namespace.

## Why it is bad
For clients in those namespaces proxies send plaintext to the TLS port, unless there is a rule that another stack
has made.

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
Export both alike.
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

from functools import partial
from typing import TYPE_CHECKING

from ...model import DestinationRule, ServiceEntry, concerning, every, namers, routes_lead_away, some, those
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model import EntryPort, Place


@rule(
    on=ServiceEntry,
    level=Level.ADVISORY,
    severity=Severity.HIGH,
    outcome=Outcome.INSECURE,
    since="0.1.0",
    references=(
        "https://istio.io/latest/docs/ops/best-practices/traffic-management/#cross-namespace-configuration",
        "https://istio.io/latest/docs/reference/config/networking/service-entry/#ServiceEntry",
    ),
)
def check(entry: ServiceEntry) -> Iterator[Violation]:
    for port, host in those(entry.ports_by_host, _is_hidden_from_some)[:1]:
        yield Violation(
            entry,
            "spec.exportTo",
            f"{entry.label} leads from port {port.number} of {host} to port 443 for namespaces in which no "
            "DestinationRule of this stack that starts TLS there is found.",
            "For clients in those namespaces proxies send requests in plaintext to the TLS port of the host.",
            "set spec.exportTo of both alike, and keep the DestinationRule in the namespace of the ServiceEntry.",
        )


def _is_hidden_from_some(found: tuple[EntryPort, str]) -> bool:
    port, host = found
    number, entry = port.number, port.entry
    if number is None or not port.is_http:
        return False
    rules = concerning(entry, DestinationRule, namers(host))
    encrypting = entry.stack.remember(
        ("encrypting", host, number), lambda: [found for found in rules.shown if found.encrypts(number)]
    )
    return bool(encrypting) and every(
        [
            lambda: port.leads_to_tls,
            lambda: entry.is_whole,
            lambda: not _is_found_by_all([found for found in encrypting if found.may_apply_to(entry)], entry),
            lambda: rules.show_all(lambda found: found.encrypts(number)),
            lambda: not some([partial(_is_found_by_nobody, found) for found in encrypting]),
            lambda: not routes_lead_away(entry, host, number),
        ]
    )


def _is_found_by_nobody(found: DestinationRule) -> bool:
    return not found.reaches_anybody


def _is_found_by_all(rules: list[DestinationRule], entry: ServiceEntry) -> bool:
    if entry.audience.everywhere:
        return some([partial(found.applies_everywhere, entry) for found in rules])
    return every(partial(_is_found_in, place, rules, entry) for place in entry.audience.places)


def _is_found_in(place: Place, rules: list[DestinationRule], entry: ServiceEntry) -> bool:
    return some([partial(found.applies_in, place, entry) for found in rules])
