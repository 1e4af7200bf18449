"""A DestinationRule with a Secret must select the pods that start TLS with it.

## What it does
Reports DestinationRules with mode SIMPLE or MUTUAL and a `credentialName`, at any level, that have no
`workloadSelector`, where a ServiceEntry of the stack has exactly their host outside the mesh.

Not reported are certificates from a ConfigMap (`configmap://<namespace>/<name>`), which sidecars get without
a selector, and hosts to which gateways or waypoints connect, as far as the stack shows it: a VirtualService that names
a gateway, or a route of the Gateway API, leads there, or the ServiceEntry or its Namespace has the label
`istio.io/use-waypoint`. Gateways and waypoints take a Secret from any rule.

## Why it is bad
istiod gives sidecars a Secret only by a rule that selects their pods. Without a selector it leaves out the whole TLS,
and says nothing: sidecars send plaintext to the port on which the host speaks TLS, with whatever secrets requests
carry. Neither the admission webhook nor `istioctl analyze` names it.

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
                        "port": {"number": 80},
                        "tls": {
                            "mode": "MUTUAL",
                            "credentialName": "payments-client",
                            "sni": "api.example.com",
                            "subjectAltNames": ["api.example.com"],
                        },
                    }
                ]
            },
        },
    },
)
```

## Use instead
Select the pods that call the host, all of them. Their ServiceAccount must be allowed to list Secrets in
the namespace. A CA alone may come from a ConfigMap instead, for all pods.
```python
pulumi.CustomResource(
    "kubernetes:networking.istio.io/v1:DestinationRule",
    "payments",
    {
        "metadata": {"name": "payments", "namespace": "shop"},
        "spec": {
            "exportTo": ["."],
            "host": "api.example.com",
            "workloadSelector": {"matchLabels": {"app": "frontend"}},
            "trafficPolicy": {
                "portLevelSettings": [
                    {
                        "port": {"number": 80},
                        "tls": {
                            "mode": "MUTUAL",
                            "credentialName": "payments-client",
                            "sni": "api.example.com",
                            "subjectAltNames": ["api.example.com"],
                        },
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

from ...model import ClientTls, every, gateways_lead_to, some
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model import DestinationRule, ServiceEntry


@rule(
    on=ClientTls,
    level=Level.MANDATORY,
    severity=Severity.CRITICAL,
    outcome=Outcome.INSECURE,
    since="0.1.0",
    references=(
        "https://istio.io/latest/docs/reference/config/networking/destination-rule/#ClientTLSSettings",
        "https://istio.io/latest/docs/tasks/traffic-management/egress/egress-tls-origination/",
        "https://github.com/istio/istio/issues/31738",
    ),
)
def check(tls: ClientTls) -> Iterator[Violation]:
    found = tls.rule
    if every(
        [
            lambda: not found.selects_pods,
            lambda: tls.starts_tls,
            lambda: tls.needs_secret,
            lambda: found.is_whole,
            lambda: _is_for_sidecars(found),
        ]
    ):
        yield Violation(
            found,
            "spec.workloadSelector",
            f"{found.label} starts TLS to {found.host} with a Secret (credentialName), but selects no pods.",
            "Sidecars get no TLS at all from such a rule: they send requests in plaintext to the TLS port of the host.",
            "set spec.workloadSelector.matchLabels to labels of every pod that calls the host; or, where only a CA is "
            'needed, keep it in a ConfigMap and set credentialName to "configmap://<namespace>/<name>".',
        )


def _is_for_sidecars(found: DestinationRule) -> bool:
    host = found.host
    return host is not None and every(
        [
            lambda: some([partial(_is_called_by_sidecars, entry, found) for entry in found.entries.shown]),
            lambda: not gateways_lead_to(found, host),
        ]
    )


def _is_called_by_sidecars(entry: ServiceEntry, found: DestinationRule) -> bool:
    return every([lambda: entry.is_external, lambda: not entry.uses_waypoint, lambda: found.reaches_clients_of(entry)])
