"""Pods of which mutual TLS is demanded should get a sidecar.

## What it does
Reports PeerAuthentications with mode STRICT for pods of a workload of the stack that get no sidecar: the stack has
their Namespace, and neither its labels (`istio-injection`, `istio.io/rev`) nor those of the pods
(`sidecar.istio.io/inject`, `istio.io/rev`) ask for one.

Not reported are namespaces and pods that decline (`istio-injection: disabled`, `sidecar.istio.io/inject: "false"`),
those of the ambient mode, pods that describe their proxy themselves, the mesh's root namespace, and stacks whose chart
of istiod sets `enableNamespacesByDefault`.

## Why it is bad
It is the sidecar that refuses what is not mutual TLS. Without one, the PeerAuthentication is there and enforced by
nobody: the pods take clear text from everybody, and send it.

## Example
```python
import pulumi

pulumi.CustomResource(
    "kubernetes:core/v1:Namespace",
    "shop",
    {"metadata": {"name": "shop", "labels": {"team": "shop"}}},
)
pulumi.CustomResource(
    "kubernetes:security.istio.io/v1:PeerAuthentication",
    "strict",  # violates
    {"metadata": {"name": "strict", "namespace": "shop"}, "spec": {"mtls": {"mode": "STRICT"}}},
)
pulumi.CustomResource(
    "kubernetes:apps/v1:Deployment",
    "web",
    {
        "metadata": {"name": "web", "namespace": "shop"},
        "spec": {
            "template": {
                "metadata": {"labels": {"app": "web"}},
                "spec": {"containers": [{"name": "web", "image": "web:1"}]},
            }
        },
    },
)
```

## Use instead
Label the Namespace, by its revision where the mesh has several. Pods that are there already have to be restarted.
```python
pulumi.CustomResource(
    "kubernetes:core/v1:Namespace",
    "shop",
    {"metadata": {"name": "shop", "labels": {"team": "shop", "istio-injection": "enabled"}}},
)
```
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ...model import PeerAuthentication, every, is_ambient, istiod_enables, may_be_root, those
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model import Workload


@rule(
    on=PeerAuthentication,
    level=Level.ADVISORY,
    severity=Severity.HIGH,
    outcome=Outcome.INSECURE,
    since="0.1.0",
    references=(
        "https://istio.io/latest/docs/setup/additional-setup/sidecar-injection/#controlling-the-injection-policy",
        "https://istio.io/latest/docs/reference/config/analysis/ist0102/",
    ),
)
def check(found: PeerAuthentication) -> Iterator[Violation]:
    workloads = found.pods_with(found.selector).shown if found.mode == "STRICT" else ()
    for workload in those(workloads, partial(_is_unprotected, found))[:1]:
        yield Violation(
            found,
            "spec.mtls.mode",
            f"{found.label} demands mutual TLS of the pods of {workload.label}, which get no sidecar: neither "
            f"{workload.namespaces[0].label} nor they have a label that asks for one.",
            "Nobody enforces it: the pods take clear text from everybody, and send it.",
            "set label istio-injection to enabled, or istio.io/rev to a revision, in metadata.labels of the Namespace.",
        )


def _is_unprotected(found: PeerAuthentication, workload: Workload) -> bool:
    return every(
        [
            lambda: workload.lacks_sidecar,
            lambda: not may_be_root(found.place, found.stack),
            lambda: not is_ambient(found),
            lambda: not istiod_enables(found, "enableNamespacesByDefault"),
            lambda: found.is_whole,
        ]
    )
