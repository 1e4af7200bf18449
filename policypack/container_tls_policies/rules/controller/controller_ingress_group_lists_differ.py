"""Members of an IngressGroup that name security groups must name the same ones, in the same order.

## What it does
Reports Ingresses of one IngressGroup whose annotations `alb.ingress.kubernetes.io/security-groups` differ. The group
is that of the annotation `alb.ingress.kubernetes.io/group.name`, or `spec.group.name` of the IngressClassParams of
the Ingress's class, which wins.

The controller compares the lists as they are written: order counts, white space does not, and an empty value is a list
too. A member without the annotation takes over the list of the others: that is
`controller-ingress-group-lists-missing`. Members in other stacks are not seen.

## Why it is bad
The members share one load balancer, which has one list of security groups. At two different lists the controller stops
with "conflicting securityGroups" and updates nothing for any member: new rules, targets and certificates of all of them
wait until the lists agree.

## Example
```python
import pulumi

ingress = "kubernetes:networking.k8s.io/v1:Ingress"
backend = {"service": {"name": "shop", "port": {"number": 80}}}
pulumi.CustomResource(
    ingress,
    "cart",
    {
        "metadata": {
            "annotations": {
                "alb.ingress.kubernetes.io/group.name": "shop",
                "alb.ingress.kubernetes.io/security-groups": "sg-0123456789abcdef0,sg-0fedcba9876543210",
            }
        },
        "spec": {"ingressClassName": "alb", "rules": [{"host": "cart.example.com"}]},
    },
)
orders = {
    "alb.ingress.kubernetes.io/group.name": "shop",
    "alb.ingress.kubernetes.io/security-groups": "sg-0fedcba9876543210,sg-0123456789abcdef0",
}
pulumi.CustomResource(
    ingress,
    "orders",  # violates
    {
        "metadata": {"annotations": orders},
        "spec": {"ingressClassName": "alb", "rules": [{"host": "orders.example.com"}]},
    },
)
```

## Use instead
Write the list once in the program and use it for every member.
```python
orders = {
    "alb.ingress.kubernetes.io/group.name": "shop",
    "alb.ingress.kubernetes.io/security-groups": "sg-0123456789abcdef0,sg-0fedcba9876543210",
}
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
        "https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/#security-groups",
        "https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/#ingressgroup",
    ),
)
def check(ingress: Ingress) -> Iterator[Violation]:
    if found := disagreement(ingress, Ingress.groups_key, _lists):
        order = sorted(found.own_value) == sorted(found.other_value)
        yield Violation(
            ingress,
            Ingress.groups_key,
            f"{ingress.label} names {_text(found.own_value)} in {Ingress.groups_key}, and {found.other.label} of the "
            f"same IngressGroup {found.group.name} names {_text(found.other_value)}"
            + (": the same groups in another order." if order else "."),
            'The controller stops with "conflicting securityGroups" and updates nothing for any member of the group.',
            f"give every member of the group the same {Ingress.groups_key}, in the same order.",
        )


def _lists(ingress: Ingress) -> dict[str, tuple[str, ...]]:
    named = ingress.listed(Ingress.groups_key)
    return {} if named is None else {"": named}


def _text(names: tuple[str, ...]) -> str:
    shown = ", ".join(" ".join(name.split())[:24] for name in names[:3]) or "none"
    return f"{shown} and {len(names) - 3} more" if len(names) > 3 else shown
