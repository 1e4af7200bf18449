"""A container beside a sidecar must not run as user or group 1337.

## What it does
Reports workloads with a container whose `runAsUser` or `runAsGroup`, its own or the pod's, is 1337, where the stack
shows that the pods get a sidecar: by `istio-injection: enabled` or `istio.io/rev` of their Namespace, or, where its
labels say nothing, by `sidecar.istio.io/inject: "true"` or `istio.io/rev` of their own.

Not reported are pods that describe their proxy themselves (a container `istio-proxy`), as gateways do; pods on the
network of the node, which get no sidecar; init containers; and `fsGroup`, by which no process is told apart.

## Why it is bad
The sidecar runs as 1337, and what this user or group sends is not led through it, so that it does not call itself.
All that the container sends leaves in clear text, without mutual TLS and without the TLS that a DestinationRule starts.
Servers that insist on mutual TLS refuse it.

## Example
```python
import pulumi

pulumi.CustomResource(
    "kubernetes:core/v1:Namespace",
    "shop",
    {"metadata": {"name": "shop", "labels": {"istio-injection": "enabled"}}},
)
pulumi.CustomResource(
    "kubernetes:apps/v1:Deployment",
    "web",  # violates
    {
        "metadata": {"name": "web", "namespace": "shop"},
        "spec": {
            "template": {
                "metadata": {"labels": {"app": "web"}},
                "spec": {"containers": [{"name": "web", "image": "web:1", "securityContext": {"runAsUser": 1337}}]},
            }
        },
    },
)
```

## Use instead
Take any other number.
```python
pulumi.CustomResource(
    "kubernetes:apps/v1:Deployment",
    "web",
    {
        "metadata": {"name": "web", "namespace": "shop"},
        "spec": {
            "template": {
                "metadata": {"labels": {"app": "web"}},
                "spec": {"containers": [{"name": "web", "image": "web:1", "securityContext": {"runAsUser": 10001}}]},
            }
        },
    },
)
```
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from ...model import Workload, every, those
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model import PodContainer, PodSpec

proxy: Final = 1337


@rule(
    on=Workload,
    level=Level.MANDATORY,
    severity=Severity.HIGH,
    outcome=Outcome.INSECURE,
    since="0.1.0",
    references=(
        "https://istio.io/latest/docs/ops/deployment/application-requirements/#pod-requirements",
        "https://istio.io/latest/docs/reference/config/analysis/ist0144/",
    ),
)
def check(workload: Workload) -> Iterator[Violation]:
    pod = workload.pod_spec
    for container in those(pod.containers, partial(_escapes, workload, pod))[:1] if pod else ():
        yield Violation(
            workload,
            container.path_of("securityContext"),
            f"{workload.label} gets a sidecar of Istio's, and its container {container.name} runs as user or group "
            f"{proxy}, which is the sidecar's.",
            "What this user or group sends is not led through the sidecar: it leaves in clear text, and servers that "
            "insist on mutual TLS refuse it.",
            "set runAsUser and runAsGroup in securityContext to other numbers.",
        )


def _escapes(workload: Workload, pod: PodSpec, container: PodContainer) -> bool:
    return every(
        [
            lambda: pod.runs_as(container, proxy),
            lambda: not pod.has_container("istio-proxy"),
            lambda: workload.gets_sidecar,
        ]
    )
