"""Annotations that limit who may connect must be those of the object that gets the load balancer.

## What it does
Reports an Ingress with the Service annotations for security groups, prefix lists or address ranges, and a Service for
a Network Load Balancer with those of an Ingress, where it has none of its own kind. A Service that gets no load
balancer is not looked at, nor are values of charts, which may be for both.

## Why it is bad
On an Ingress the controller reads `alb.ingress.kubernetes.io/…`, on a Service `service.beta.kubernetes.io/…`, and
ignores the other without a word. It then creates a security group that is open to everybody.

## Example
```python
import pulumi

pulumi.CustomResource(
    "kubernetes:core/v1:Service",
    "shop",  # violates
    {
        "metadata": {"annotations": {"alb.ingress.kubernetes.io/security-groups": "sg-0123456789abcdef0"}},
        "spec": {"type": "LoadBalancer", "loadBalancerClass": "service.k8s.aws/nlb", "ports": [{"port": 443}]},
    },
)
```

## Use instead
The annotation of the same meaning for this kind of object.
```python
pulumi.CustomResource(
    "kubernetes:core/v1:Service",
    "shop",
    {
        "metadata": {
            "annotations": {"service.beta.kubernetes.io/aws-load-balancer-security-groups": "sg-0123456789abcdef0"}
        },
        "spec": {"type": "LoadBalancer", "loadBalancerClass": "service.k8s.aws/nlb", "ports": [{"port": 443}]},
    },
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ...model import CustomGroupsOwner, Ingress, KubernetesService, ingress_prefix, service_prefix
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

same_meaning: Final = (
    (f"{ingress_prefix}security-groups", f"{service_prefix}security-groups"),
    (f"{ingress_prefix}security-group-prefix-lists", f"{service_prefix}security-group-prefix-lists"),
    (f"{ingress_prefix}inbound-cidrs", "service.beta.kubernetes.io/load-balancer-source-ranges"),
)


@rule(
    on=CustomGroupsOwner,
    level=Level.MANDATORY,
    severity=Severity.HIGH,
    outcome=Outcome.INSECURE,
    since="0.1.0",
    references=(
        "https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/service/annotations/",
        "https://github.com/kubernetes-sigs/aws-load-balancer-controller/issues/2457",
    ),
)
def check(owner: CustomGroupsOwner) -> Iterator[Violation]:
    if owner.chart or not isinstance(owner, Ingress | KubernetesService):
        return
    own, others = (0, 1) if isinstance(owner, Ingress) else (1, 0)
    wrong = next((pair for pair in same_meaning if owner.gives_list(pair[others])), None)
    if wrong is None or any(owner.has_annotation(pair[own]) for pair in same_meaning):
        return
    if isinstance(owner, KubernetesService) and not owner.gets_open_load_balancer:
        return
    if all(owner.lacks(pair[own]) for pair in same_meaning):
        yield Violation(
            owner,
            f"metadata.annotations.{wrong[others]}",
            f"{owner.label} has the annotation {wrong[others]}, which the controller reads on other kinds only.",
            "The controller ignores it, and makes a security group that lets everybody in.",
            f"rename the annotation to {wrong[own]}.",
        )
