"""A load balancer should not have more security groups than AWS allows.

## What it does
Reports Ingresses, Services and LoadBalancerConfigurations that name more security groups than a load balancer can have:
five by default. Where the controller manages the rules of nodes and pods, its backend group is one of the five. Names
count once, although several groups may have the same tag `Name`.

The quota can be raised to 16 for an account; state yours in this rule's option `quota`.

## Why it is bad
AWS refuses the load balancer, which is then never created; an existing one keeps its old groups, and no other change of
its Ingress, or of its IngressGroup, is made.

## Example
```python
import pulumi

names = "office, vpn, partners, monitoring, cdn, operators"
pulumi.CustomResource(
    "kubernetes:networking.k8s.io/v1:Ingress",
    "shop",  # violates
    {
        "metadata": {"annotations": {"alb.ingress.kubernetes.io/security-groups": names}},
        "spec": {"ingressClassName": "alb"},
    },
)
```

## Use instead
Put the rules into fewer groups, or the networks of the clients into a prefix list.
```python
names = "clients, monitoring, cdn"
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...model import CustomGroupsOwner, Found
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


@rule(
    on=CustomGroupsOwner,
    level=Level.ADVISORY,
    severity=Severity.HIGH,
    outcome=Outcome.BROKEN,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html#vpc-limits-security-groups",
        "https://github.com/kubernetes-sigs/aws-load-balancer-controller/issues/4789",
    ),
    options={
        "quota": {
            "type": "integer",
            "default": 5,
            "minimum": 1,
            "maximum": 16,
            "description": "The account's quota of security groups for one network interface.",
        }
    },
)
def check(owner: CustomGroupsOwner, options: Mapping[str, Any]) -> Iterator[Violation]:
    if not owner.custom_groups_given:
        return
    quota = int(options["quota"])
    named = owner.custom_groups
    if unclear := [reference for reference in named if reference.found is Found.ANYTHING and len(named) < quota]:
        raise unclear[0].undecided()
    count = len({x.literal or index for index, x in enumerate(named)})
    if count < quota:
        return
    managed = owner.manages_backend_rules or owner.managing_controller is not None
    if count + managed > quota:
        yield Violation(
            owner,
            owner.groups_key,
            f"{owner.label} names {count} security groups in {owner.groups_key}"
            + (", and the controller adds its backend group" if managed else "")
            + f": {count + managed}, and AWS allows {quota} on a load balancer.",
            "AWS refuses the load balancer: it is not created, and an existing one gets no change any more.",
            "put the rules into fewer groups; if the account's quota is higher, state it in this rule's option quota.",
        )
