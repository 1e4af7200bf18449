"""A load balancer's security groups must be named once each.

## What it does
Reports Ingresses, Services and LoadBalancerConfigurations that name the id of one security group more than once. Names
(values of the tag `Name`) may repeat: the controller drops repeated ones.

## Why it is bad
The controller asks AWS for the groups by id and compares how many it named with how many it got. AWS answers with each
group once, and the controller stops with "requested ids … but found …": no load balancer is built, for all members of
an IngressGroup.

## Example
```python
import pulumi

pulumi.CustomResource(
    "kubernetes:networking.k8s.io/v1:Ingress",
    "shop",  # violates
    {
        "metadata": {
            "annotations": {"alb.ingress.kubernetes.io/security-groups": "sg-0123456789abcdef0,sg-0123456789abcdef0"},
        },
        "spec": {"ingressClassName": "alb"},
    },
)
```

## Use instead
Name it once.
```python
pulumi.CustomResource(
    "kubernetes:networking.k8s.io/v1:Ingress",
    "shop",
    {
        "metadata": {"annotations": {"alb.ingress.kubernetes.io/security-groups": "sg-0123456789abcdef0"}},
        "spec": {"ingressClassName": "alb"},
    },
)
```
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ...model import CustomGroupsOwner, Found, is_group_id
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    on=CustomGroupsOwner,
    level=Level.MANDATORY,
    severity=Severity.HIGH,
    outcome=Outcome.BROKEN,
    since="0.1.0",
    references=(
        "https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/#security-groups",
        "https://github.com/kubernetes-sigs/aws-load-balancer-controller/blob/main/pkg/networking/security_group_resolver.go",
    ),
)
def check(owner: CustomGroupsOwner) -> Iterator[Violation]:
    if not owner.custom_groups_given:
        return
    named = owner.custom_groups
    counts = Counter(x.literal for x in named if x.literal and is_group_id(x.literal))
    if repeated := [name for name, count in counts.items() if count > 1]:
        yield Violation(
            owner,
            owner.groups_key,
            f"{owner.label} names {repeated[0]} {counts[repeated[0]]} times in {owner.groups_key}.",
            "The controller gets the group from AWS once, misses the rest, and builds no load balancer.",
            f"name each group once in {owner.groups_key}.",
        )
    elif unclear := [reference for reference in named if reference.found is Found.ANYTHING]:
        raise unclear[0].undecided()
