"""A port on which a DestinationRule starts TLS must be a port of the host.

## What it does
Reports DestinationRules that start TLS (SIMPLE or MUTUAL) for single ports only, none of which any ServiceEntry of the
stack for exactly their host has.

Not reported are rules that start TLS for one port that there is, besides others, and rules whose ServiceEntry is
in another stack.

## Why it is bad
The port in `portLevelSettings` is the one that applications call, not the one to which proxies connect. Where there
is no such port, the rule is for nothing: requests leave without TLS, and Istio does not say so.

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
                "portLevelSettings": [
                    {
                        "port": {"number": 443},
                        "tls": {"mode": "SIMPLE", "sni": "api.example.com", "subjectAltNames": ["api.example.com"]},
                    }
                ]
            },
        },
    },
)
```

## Use instead
Name the port that applications call.
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

    from ...model import EntryPort, ServiceEntry, TrafficPolicy


@rule(
    on=DestinationRule,
    level=Level.MANDATORY,
    severity=Severity.CRITICAL,
    outcome=Outcome.INSECURE,
    since="0.1.0",
    references=(
        "https://istio.io/latest/docs/tasks/traffic-management/egress/egress-tls-origination/",
        "https://istio.io/latest/docs/reference/config/networking/destination-rule/#TrafficPolicy-PortTrafficPolicy",
    ),
)
def check(found: DestinationRule) -> Iterator[Violation]:
    levels = [level for policy in found.policies for level in policy.port_level_settings]
    meant = {level.number for level in levels if level.tls is not None and level.tls.starts_tls}
    if not meant or not every([partial(_is_for_single_ports, policy) for policy in found.policies]):
        return
    entries = found.entries
    if not entries.shown:
        return
    if found.is_whole and not entries.include(partial(_may_have_port, meant)):
        there = {port.number for entry in entries.shown for port in entry.ports}
        yield Violation(
            found,
            "spec.trafficPolicy.portLevelSettings",
            f"{found.label} starts TLS only on port {_text(meant)} of {found.host}, of which "
            f"{entries.shown[0].label} has port {_text(there)}.",
            "The rule applies to no port of the host, so that proxies send requests without TLS.",
            "set port.number in spec.trafficPolicy.portLevelSettings to the port that applications call, which is "
            "ports[].number of the ServiceEntry, not targetPort.",
        )


def _may_have_port(meant: set[int | None], entry: ServiceEntry) -> bool:
    return some([lambda: not entry.is_whole, *(partial(_is_meant, meant, port) for port in entry.ports)])


def _is_meant(meant: set[int | None], port: EntryPort) -> bool:
    return port.number in meant


def _is_for_single_ports(policy: TrafficPolicy) -> bool:
    return policy.tls is None or not policy.tls.starts_tls


def _text(ports: set[int | None]) -> str:
    return ", ".join(str(port) for port in sorted(port for port in ports if port is not None)) or "none"
