"""Pods should not opt out of the mesh.

## What it does
Reports workloads whose pods say `sidecar.istio.io/inject: "false"`, as a label or as an annotation.

It is off by default, since some pods have reason to stay outside: jobs that must end, agents of the nodes.

## Why it is bad
Without a sidecar there is no mutual TLS: what such pods send and get inside the cluster is in clear text, and servers
that insist on mutual TLS refuse them.

## Example
```python
import pulumi

pulumi.CustomResource(
    "kubernetes:apps/v1:Deployment",
    "web",  # violates
    {
        "metadata": {"name": "web", "namespace": "shop"},
        "spec": {
            "template": {
                "metadata": {"labels": {"app": "web", "sidecar.istio.io/inject": "false"}},
                "spec": {"containers": [{"name": "web", "image": "web:1"}]},
            }
        },
    },
)
```

## Use instead
Leave the label out; the namespace decides.
```python
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
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import Workload
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    on=Workload,
    level=Level.DISABLED,
    severity=Severity.MEDIUM,
    outcome=Outcome.INSECURE,
    since="0.1.0",
    references=("https://istio.io/latest/docs/setup/additional-setup/sidecar-injection/",),
)
def check(workload: Workload) -> Iterator[Violation]:
    if workload.opts_out_of_mesh:
        yield Violation(
            workload,
            "spec.template.metadata.labels",
            f'{workload.label} has pods with sidecar.istio.io/inject "false".',
            "They get no sidecar: what they send and get inside the cluster is in clear text.",
            "remove sidecar.istio.io/inject from the labels and annotations of the pods.",
        )
