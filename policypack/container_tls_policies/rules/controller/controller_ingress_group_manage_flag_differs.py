"""Members of an IngressGroup that say who writes the rules of nodes and pods must say the same.

## What it does
Reports Ingresses of one IngressGroup with different values in the annotation
`alb.ingress.kubernetes.io/manage-backend-security-group-rules`, where a member names security groups for the load
balancer: only then does the controller read it. A member without the annotation takes over what the others say. The
group is that of the annotation `alb.ingress.kubernetes.io/group.name` or of the class; members in other stacks are not
seen.

Values that are no booleans for the controller, such as `yes`, are not compared. That the flag has no effect without
security groups is said by `controller-manage-flag-ignored`.

## Why it is bad
The members share one load balancer, and its targets are opened either by the controller or by you. At two different
answers the controller stops with "conflicting manage backend security group rules settings" and updates nothing for any
member of the group.

## Example
```python
import pulumi

ingress = "kubernetes:networking.k8s.io/v1:Ingress"
cart = {
    "alb.ingress.kubernetes.io/group.name": "shop",
    "alb.ingress.kubernetes.io/security-groups": "sg-0123456789abcdef0",
    "alb.ingress.kubernetes.io/manage-backend-security-group-rules": "false",
}
orders = {**cart, "alb.ingress.kubernetes.io/manage-backend-security-group-rules": "true"}
pulumi.CustomResource(ingress, "cart", {"metadata": {"annotations": cart}, "spec": {"ingressClassName": "alb"}})
pulumi.CustomResource(
    ingress,
    "orders",  # violates
    {"metadata": {"annotations": orders}, "spec": {"ingressClassName": "alb"}},
)
```

## Use instead
Say it once and use it for every member.
```python
orders = cart
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import Ingress, disagreement
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    on=Ingress,
    level=Level.MANDATORY,
    severity=Severity.HIGH,
    outcome=Outcome.BROKEN,
    since="0.1.0",
    references=(
        "https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/#manage-backend-security-group-rules",
        "https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/#ingressgroup",
    ),
)
def check(ingress: Ingress) -> Iterator[Violation]:
    found = disagreement(ingress, Ingress.manage_key, _flags)
    if found and found.group.naming_groups:
        yield Violation(
            ingress,
            Ingress.manage_key,
            f"{ingress.label} sets {Ingress.manage_key} to {_text(found.own_value)}, and {found.other.label} of the "
            f"same IngressGroup {found.group.name} sets it to {_text(found.other_value)}.",
            'The controller stops with "conflicting manage backend security group rules settings" and updates nothing '
            "for any member of the group.",
            f"give every member of the group the same {Ingress.manage_key}, or remove it from all but one.",
        )


def _flags(ingress: Ingress) -> dict[str, bool]:
    flag = ingress.flag(Ingress.manage_key)
    return {} if flag is None else {"": flag}


def _text(flag: bool) -> str:
    return "true" if flag else "false"
