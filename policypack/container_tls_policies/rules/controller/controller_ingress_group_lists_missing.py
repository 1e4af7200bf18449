"""Members of an IngressGroup should all name the security groups of their load balancer, if one of them does.

## What it does
Reports Ingresses without the annotation `alb.ingress.kubernetes.io/security-groups` in an IngressGroup in which another
member has it. The group is that of the annotation `alb.ingress.kubernetes.io/group.name` or of the class; members in
other stacks are not seen. Lists that differ are reported by `controller-ingress-group-lists-differ`.

## Why it is bad
One list counts for the shared load balancer, and the member without a list is behind it too, which it does not show.
Should the member that has the list be deleted, or moved to another group, the controller puts a group of its own in the
place of yours: open to everybody, unless other annotations say who the clients are.

## Example
```python
import pulumi

ingress = "kubernetes:networking.k8s.io/v1:Ingress"
cart = {
    "alb.ingress.kubernetes.io/group.name": "shop",
    "alb.ingress.kubernetes.io/security-groups": "sg-0123456789abcdef0",
}
orders = {"alb.ingress.kubernetes.io/group.name": "shop"}
pulumi.CustomResource(ingress, "cart", {"metadata": {"annotations": cart}, "spec": {"ingressClassName": "alb"}})
pulumi.CustomResource(
    ingress,
    "orders",  # violates
    {"metadata": {"annotations": orders}, "spec": {"ingressClassName": "alb"}},
)
```

## Use instead
Write the list once in the program and use it for every member.
```python
orders = cart
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import Ingress, group_of
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    on=Ingress,
    level=Level.ADVISORY,
    severity=Severity.LOW,
    outcome=Outcome.LATER,
    since="0.1.0",
    references=(
        "https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/#security-groups",
        "https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/#ingressgroup",
    ),
)
def check(ingress: Ingress) -> Iterator[Violation]:
    if Ingress.groups_key in ingress.annotations or ingress.is_patch:
        return
    group = group_of(ingress)
    if group is None or not group.naming_groups:
        return
    yield Violation(
        ingress,
        Ingress.groups_key,
        f"{ingress.label} has no {Ingress.groups_key}, and {group.naming_groups[0].label} of the same IngressGroup "
        f"{group.name} has.",
        "They share a load balancer with those groups; without that other member the controller would put one of its "
        "own in their place, which is open to everybody unless annotations say otherwise.",
        f"give every member of the group the same {Ingress.groups_key}, in the same order.",
    )
