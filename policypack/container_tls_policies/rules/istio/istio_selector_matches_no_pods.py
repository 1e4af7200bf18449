"""The pods that a DestinationRule selects should be there.

## What it does
Reports DestinationRules with TLS whose `workloadSelector` fits no pods of the stack, although the stack has
workloads in their namespace (Deployments, StatefulSets, DaemonSets, ReplicaSets, Jobs, CronJobs, Pods).

Nothing is said where the stack has no workload in the namespace: the pods are another stack's, or a chart's.

## Why it is bad
The rule applies to nobody. The pods that call the host have no TLS from it: they send plaintext to the TLS port, unless
another rule helps.

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
            "workloadSelector": {"matchLabels": {"app": "front-end"}},
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
pulumi.CustomResource(
    "kubernetes:apps/v1:Deployment",
    "frontend",
    {
        "metadata": {"name": "frontend", "namespace": "shop"},
        "spec": {
            "selector": {"matchLabels": {"app": "frontend"}},
            "template": {
                "metadata": {"labels": {"app": "frontend"}},
                "spec": {"containers": [{"name": "app", "image": "app:1"}]},
            },
        },
    },
)
```

## Use instead
Use labels that the template of the pods has.
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
from typing import TYPE_CHECKING, Any

from ...model import DestinationRule, Workload, every, some
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ...model import ClientTls


@rule(
    on=DestinationRule,
    level=Level.ADVISORY,
    severity=Severity.HIGH,
    outcome=Outcome.INSECURE,
    since="0.1.0",
    references=("https://istio.io/latest/docs/reference/config/networking/destination-rule/#DestinationRule",),
)
def check(found: DestinationRule) -> Iterator[Violation]:
    selector = found.spec.workload_selector if found.spec else None
    if selector is None or not selector.match_labels:
        return
    workloads, labels = found.beside(Workload).shown, selector.match_labels
    if workloads and every(
        [
            lambda: some(partial(_uses_tls, tls) for tls in found.tls_settings),
            lambda: not found.pods_with(labels).include(lambda _: True),
        ]
    ):
        yield Violation(
            found,
            "spec.workloadSelector.matchLabels",
            f"{found.label} selects pods by {_text(labels)}, which no workload of this stack in its "
            f"namespace has ({workloads[0].label}, for one, has not).",
            "The rule applies to no pods: those that call the host send plaintext, unless another rule starts TLS for "
            "them.",
            "set spec.workloadSelector.matchLabels to labels in spec.template.metadata.labels of the workload that "
            "calls the host.",
        )


def _uses_tls(tls: ClientTls) -> bool:
    return tls.mode != "DISABLE"


def _text(labels: Mapping[str, Any]) -> str:
    return ", ".join(f"{key}={value}" for key, value in sorted(labels.items()))
