"""A Service should name a port that its pods have.

## What it does
Reports Services that load balancers reach and that have a `targetPort` with a name that no container of their pods has,
for the same `protocol`. Load balancers reach those of type LoadBalancer, and those that an Ingress or a
TargetGroupBinding of this stack leads to.

Not reported are numbers, which containers need not list, and Services for which the stack has no pods. Ports of
containers that a webhook adds to the pods are not seen.

## Why it is bad
Kubernetes makes no endpoint for the port. The load balancer gets no pod as a target; nodes that are its targets refuse
all connections.

## Example
```python
import pulumi

pulumi.CustomResource(
    "kubernetes:core/v1:Service",
    "orders",  # violates
    {
        "metadata": {"name": "orders", "namespace": "shop"},
        "spec": {
            "type": "LoadBalancer",
            "loadBalancerClass": "service.k8s.aws/nlb",
            "ports": [{"port": 443, "targetPort": "https"}],
            "selector": {"app": "orders"},
        },
    },
)
ports = [{"name": "tls", "containerPort": 8443}]
pulumi.CustomResource(
    "kubernetes:apps/v1:Deployment",
    "orders",
    {
        "metadata": {"name": "orders", "namespace": "shop"},
        "spec": {
            "selector": {"matchLabels": {"app": "orders"}},
            "template": {
                "metadata": {"labels": {"app": "orders"}},
                "spec": {"containers": [{"name": "app", "image": "app:1", "ports": ports}]},
            },
        },
    },
)
```

## Use instead
The same name in both places, or the number.
```python
ports = [{"name": "https", "containerPort": 8443}]
```
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ...model import MeshService, every, is_load_balanced, some, those
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model import MeshServicePort, Workload


@rule(
    on=MeshService,
    level=Level.ADVISORY,
    severity=Severity.HIGH,
    outcome=Outcome.UNHEALTHY,
    since="0.1.0",
    references=(
        "https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports",
        "https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/targetgroupbinding/targetgroupbinding/",
    ),
)
def check(service: MeshService) -> Iterator[Violation]:
    for port in those(service.ports, partial(_leads_nowhere, service))[:1]:
        yield Violation(
            service,
            port.path_of("targetPort"),
            f"{service.label} leads to port {port.target_name} of its pods, and no container of "
            f"{service.pods_with(service.selector).shown[0].label} has a {port.transport} port of this name.",
            "No pod gets traffic for it: the load balancer has no healthy target.",
            "set targetPort to ports[].name of a container of the pods, or to the number of the port.",
        )


def _leads_nowhere(service: MeshService, port: MeshServicePort) -> bool:
    name = port.target_name
    if not name or not service.selector:
        return False
    pods = service.pods_with(service.selector)
    return bool(pods.shown) and every(
        [
            lambda: not service.is_alias,
            lambda: not pods.include(partial(_may_have_port, name, port.transport)),
            lambda: service.is_whole,
            lambda: is_load_balanced(service),
        ]
    )


def _may_have_port(name: str, transport: str, workload: Workload) -> bool:
    pod = workload.pod_spec
    return some([lambda: pod is None or pod.has_port(name, transport), lambda: not workload.is_whole])
