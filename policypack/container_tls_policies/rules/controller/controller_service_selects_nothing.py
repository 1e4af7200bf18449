"""A Service behind a load balancer should select pods.

## What it does
Reports Services that load balancers reach and whose `selector` fits no pods of the stack (Deployments, StatefulSets,
DaemonSets, ReplicaSets, Jobs, CronJobs, Pods). Load balancers reach those of type LoadBalancer, and those that an
Ingress or a TargetGroupBinding of this stack leads to.

It does so only where the stack has the Namespace and workloads in it, and nothing that may bring other pods: no chart
that may be installed there, no object for an operator, no Gateway of the Gateway API and no patch of a workload.

## Why it is bad
Kubernetes makes no endpoints for the Service: the load balancer has no healthy target.

## Example
```python
import pulumi

pulumi.CustomResource("kubernetes:core/v1:Namespace", "shop", {"metadata": {"name": "shop"}})
selector = {"app": "order"}
pulumi.CustomResource(
    "kubernetes:core/v1:Service",
    "orders",  # violates
    {
        "metadata": {"name": "orders", "namespace": "shop"},
        "spec": {
            "type": "LoadBalancer",
            "loadBalancerClass": "service.k8s.aws/nlb",
            "ports": [{"port": 443, "targetPort": 8443}],
            "selector": selector,
        },
    },
)
pulumi.CustomResource(
    "kubernetes:apps/v1:Deployment",
    "orders",
    {
        "metadata": {"name": "orders", "namespace": "shop"},
        "spec": {
            "selector": {"matchLabels": {"app": "orders"}},
            "template": {
                "metadata": {"labels": {"app": "orders"}},
                "spec": {"containers": [{"name": "app", "image": "app:1"}]},
            },
        },
    },
)
```

## Use instead
Labels that the template of the pods has.
```python
selector = {"app": "orders"}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import MeshService, Workload, every, fills_alone, is_load_balanced, patches_pods
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    on=MeshService,
    level=Level.ADVISORY,
    severity=Severity.MEDIUM,
    outcome=Outcome.UNHEALTHY,
    since="0.1.0",
    references=("https://kubernetes.io/docs/concepts/services-networking/service/#services-in-kubernetes",),
)
def check(service: MeshService) -> Iterator[Violation]:
    labels, workloads = service.selector, service.beside(Workload).shown
    if not labels or not workloads:
        return
    if every(
        [
            lambda: not service.is_alias,
            lambda: not patches_pods(service.stack),
            lambda: fills_alone(service, service.place),
            lambda: not service.pods_with(labels).include(lambda _: True),
            lambda: service.is_whole,
            lambda: is_load_balanced(service),
        ]
    ):
        yield Violation(
            service,
            "spec.selector",
            f"{service.label} selects pods by {', '.join(f'{key}={value}' for key, value in sorted(labels.items()))}, "
            f"which no workload of this stack in its namespace has ({workloads[0].label}, for one, has not).",
            "The Service has no endpoints, and the load balancer no healthy target.",
            "set spec.selector to labels in spec.template.metadata.labels of the workload that serves its clients.",
        )
