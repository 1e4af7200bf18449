"""A DestinationRule that starts TLS must be in a namespace in which proxies look for it.

## What it does
Reports DestinationRules that start TLS (SIMPLE or MUTUAL) and that nobody finds who sees a ServiceEntry of the stack
for exactly their host: they are in a third namespace, or their `exportTo` leaves out whom the ServiceEntry is exported
to.

Not reported are rules in a namespace whose name begins with `istio`, which may be Istio's root namespace: rules there
count everywhere.

## Why it is bad
Proxies look for a rule in the client's namespace, then in that of the ServiceEntry, then in Istio's root namespace.
One that they do not find is as good as none: requests go to the TLS port in plaintext.

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
        "metadata": {"name": "payments", "namespace": "platform"},
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
Put the rule into the namespace of the ServiceEntry.
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

from functools import partial
from typing import TYPE_CHECKING

from ...model import DestinationRule, every, some
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model import ClientTls


@rule(
    on=DestinationRule,
    level=Level.MANDATORY,
    severity=Severity.CRITICAL,
    outcome=Outcome.INSECURE,
    since="0.1.0",
    references=(
        "https://istio.io/latest/docs/ops/best-practices/traffic-management/#cross-namespace-configuration",
        "https://istio.io/latest/docs/reference/config/networking/destination-rule/#DestinationRule",
    ),
)
def check(found: DestinationRule) -> Iterator[Violation]:
    entries = found.entries
    if entries.shown and every(
        [
            lambda: some(partial(_starts_tls, tls) for tls in found.tls_settings),
            lambda: not found.reaches_anybody,
            lambda: found.is_whole,
        ]
    ):
        yield Violation(
            found,
            "spec.exportTo",
            f"{found.label} starts TLS to {found.host}, but nobody who sees {entries.shown[0].label} finds it: it is "
            "in another namespace, or exported to others.",
            "Proxies look for rules where the client is, where the ServiceEntry is, and in Istio's root namespace "
            "only: they send requests without TLS.",
            "set metadata.namespace to that of the ServiceEntry, and spec.exportTo to what the ServiceEntry has.",
        )


def _starts_tls(tls: ClientTls) -> bool:
    return tls.starts_tls
