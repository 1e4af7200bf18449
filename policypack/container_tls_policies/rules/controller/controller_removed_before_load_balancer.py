"""Ingresses and Services of the AWS Load Balancer Controller should depend on its release.

## What it does
Reports Ingresses with annotations of the controller, and Services of type LoadBalancer with those of a Network Load
Balancer, also in values of charts, that do not depend on the release or chart of the controller in the same stack:
neither by `depends_on` nor by a value.

## Why it is bad
The controller puts a finalizer on them, which only it can remove. When the stack is destroyed and the controller goes
first, they hang, their load balancers and security groups stay, and the VPC cannot be deleted.

## Example
```python
import pulumi

controller = pulumi.CustomResource(
    "kubernetes:helm.sh/v3:Release",
    "controller",
    {"chart": "aws-load-balancer-controller", "values": {"clusterName": "shop"}},
)
pulumi.CustomResource(
    "kubernetes:networking.k8s.io/v1:Ingress",
    "shop",  # violates
    {
        "metadata": {"annotations": {"alb.ingress.kubernetes.io/scheme": "internal"}},
        "spec": {"ingressClassName": "alb", "defaultBackend": {"service": {"name": "shop", "port": {"number": 80}}}},
    },
)
```

## Use instead
A dependency: Pulumi deletes in the opposite order.
```python
pulumi.CustomResource(
    "kubernetes:networking.k8s.io/v1:Ingress",
    "shop",
    {
        "metadata": {"annotations": {"alb.ingress.kubernetes.io/scheme": "internal"}},
        "spec": {"ingressClassName": "alb", "defaultBackend": {"service": {"name": "shop", "port": {"number": 80}}}},
    },
    pulumi.ResourceOptions(depends_on=[controller]),
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import (
    CustomGroupsOwner,
    KubernetesService,
    LoadBalancerConfiguration,
    controller_annotations,
    controllers,
    waits_for,
)
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    on=CustomGroupsOwner,
    level=Level.ADVISORY,
    severity=Severity.MEDIUM,
    outcome=Outcome.LATER,
    since="0.1.0",
    references=(
        "https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/deploy/installation/",
        "https://github.com/aws-ia/terraform-aws-eks-blueprints/issues/1843",
    ),
)
def check(owner: CustomGroupsOwner) -> Iterator[Violation]:
    if isinstance(owner, LoadBalancerConfiguration) or not any(controller_annotations(owner)):
        return
    charts = controllers(owner, lambda _: True)
    if not charts or any(waits_for(owner, chart) for chart in charts):
        return
    if isinstance(owner, KubernetesService) and not owner.is_load_balancer:
        return
    yield Violation(
        owner,
        "dependsOn",
        f"{owner.label} does not depend on {charts[0].label}, which makes its load balancer.",
        "When the stack is destroyed the controller may go first: the object then hangs on its finalizer, and its load "
        "balancer and security groups stay.",
        "add the release to the option dependsOn (depends_on).",
    )
