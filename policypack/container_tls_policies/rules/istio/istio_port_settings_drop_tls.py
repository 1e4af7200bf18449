"""Settings for a port must repeat the TLS that the rule has for every port.

## What it does
Reports DestinationRules whose `trafficPolicy.tls` starts TLS (SIMPLE or MUTUAL), but whose `portLevelSettings` have an
entry without `tls`, where a ServiceEntry of the stack for exactly the host has that port, without TLS of the
clients, and not to connect to port 80.

Not reported are ports on which clients speak TLS themselves, where this is how to leave them alone, and a stated
`mode: DISABLE`.

## Why it is bad
What is said of a port replaces all that is said of every port; nothing is inherited. On this port proxies send
requests in plaintext.

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
            "trafficPolicy": {
                "tls": {"mode": "SIMPLE", "sni": "api.example.com", "subjectAltNames": ["api.example.com"]},
                "portLevelSettings": [{"port": {"number": 80}, "connectionPool": {"tcp": {"maxConnections": 100}}}],
            },
        },
    },
)
```

## Use instead
Repeat the TLS for the port.
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
                        "connectionPool": {"tcp": {"maxConnections": 100}},
                        "tls": {"mode": "SIMPLE", "sni": "api.example.com", "subjectAltNames": ["api.example.com"]},
                    }
                ],
            },
        },
    },
)
```
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ...model import DestinationRule, every, those
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model import EntryPort


@rule(
    on=DestinationRule,
    level=Level.MANDATORY,
    severity=Severity.CRITICAL,
    outcome=Outcome.INSECURE,
    since="0.1.0",
    references=(
        "https://istio.io/latest/docs/reference/config/networking/destination-rule/#TrafficPolicy-PortTrafficPolicy",
    ),
)
def check(found: DestinationRule) -> Iterator[Violation]:
    if found.policy is None or found.policy.tls is None or not found.policy.port_level_settings:
        return
    for port in those(found.ports, partial(_loses_tls, found))[:1]:
        yield Violation(
            found,
            "spec.trafficPolicy.portLevelSettings",
            f"{found.label} starts TLS to {found.host}, but not on port {port.number}: what it says of that port alone "
            "has no tls.",
            "Settings for a port replace those for every port, so that proxies send requests to it in plaintext.",
            f"set tls in spec.trafficPolicy.portLevelSettings for port {port.number}, too, or mode DISABLE to say that "
            "it is meant.",
        )


def _loses_tls(found: DestinationRule, port: EntryPort) -> bool:
    policy, number = found.policy, port.number
    if policy is None or policy.tls is None or number is None:
        return False
    tls, settings = policy.tls, policy.settings_for(number)
    return settings is not None and every(
        [
            lambda: not settings.has("tls"),
            lambda: tls.starts_tls,
            lambda: port.is_http or port.is_stream,
            lambda: bool(port.targets) and 80 not in port.targets,
            lambda: found.is_whole,
            lambda: found.reaches_clients_of(port.entry),
        ]
    )
