"""A DestinationRule that selects pods must repeat the TLS that others have for the host.

## What it does
Reports DestinationRules with a `workloadSelector` that say nothing of TLS, for every port or one, for which another
DestinationRule of the stack starts TLS (SIMPLE or MUTUAL): one without selector, for the same host, in the same
namespace. A stated mode, be it `DISABLE`, counts as said.

## Why it is bad
Rules are not merged: for the selected pods the one with the selector hides the other completely. Their proxies send
requests in plaintext to the TLS port.

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
pulumi.CustomResource(
    "kubernetes:networking.istio.io/v1beta1:DestinationRule",
    "payments-batch",  # violates
    {
        "metadata": {"name": "payments-batch", "namespace": "shop"},
        "spec": {
            "exportTo": ["."],
            "host": "api.example.com",
            "workloadSelector": {"matchLabels": {"app": "batch"}},
            "trafficPolicy": {"connectionPool": {"tcp": {"maxConnections": 10}}},
        },
    },
)
```

## Use instead
Repeat the TLS in the rule with the selector.
```python
pulumi.CustomResource(
    "kubernetes:networking.istio.io/v1beta1:DestinationRule",
    "payments-batch",
    {
        "metadata": {"name": "payments-batch", "namespace": "shop"},
        "spec": {
            "exportTo": ["."],
            "host": "api.example.com",
            "workloadSelector": {"matchLabels": {"app": "batch"}},
            "trafficPolicy": {
                "connectionPool": {"tcp": {"maxConnections": 10}},
                "tls": {"mode": "SIMPLE", "sni": "api.example.com", "subjectAltNames": ["api.example.com"]},
            },
        },
    },
)
```
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ...model import DestinationRule, concerning, every, some, those
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model import PortPolicy, TrafficPolicy


@rule(
    on=DestinationRule,
    level=Level.MANDATORY,
    severity=Severity.CRITICAL,
    outcome=Outcome.INSECURE,
    since="0.1.0",
    references=(
        "https://istio.io/latest/docs/reference/config/networking/destination-rule/#DestinationRule",
        "https://istio.io/latest/docs/ops/best-practices/traffic-management/#cross-namespace-configuration",
    ),
)
def check(found: DestinationRule) -> Iterator[Violation]:
    if not found.selects_pods or found.host is None:
        return
    for other in those(_rules_for_all_pods(found, found.host), partial(_hides_tls, found))[:1]:
        yield Violation(
            found,
            "spec.trafficPolicy",
            f"{found.label} selects pods that call {found.host} and says nothing of TLS, which {other.label} starts "
            "for everyone.",
            "For the selected pods the rule hides the other one completely: their proxies send requests in plaintext.",
            f"set tls in spec.trafficPolicy as {other.label} has it, or mode DISABLE to say that it is meant.",
        )


def _rules_for_all_pods(found: DestinationRule, host: str) -> list[DestinationRule]:
    same = concerning(found, DestinationRule, [host]).shown
    return found.stack.remember(("for all pods", host), lambda: [other for other in same if not other.selects_pods])


def _hides_tls(found: DestinationRule, other: DestinationRule) -> bool:
    policy = other.policy
    return policy is not None and every(
        [
            lambda: found.shares_namespace_with(other),
            lambda: _starts_tls_where_nothing_is_said(policy, found.policy),
            lambda: found.is_whole,
        ]
    )


def _starts_tls_where_nothing_is_said(there: TrafficPolicy, here: TrafficPolicy | None) -> bool:
    """Whether a rule starts TLS, for every port or for one, for which the other has no settings of TLS."""
    return some(
        [
            lambda: there.tls is not None and there.tls.starts_tls and (here is None or not here.has("tls")),
            lambda: some(partial(_is_lost, level, here) for level in there.port_level_settings),
        ]
    )


def _is_lost(level: PortPolicy, here: TrafficPolicy | None) -> bool:
    tls, number = level.tls, level.number
    if tls is None or number is None or not tls.starts_tls:
        return False
    return here is None or here.tls_for(number) is None
