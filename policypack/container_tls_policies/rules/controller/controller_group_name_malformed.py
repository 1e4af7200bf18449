"""A load balancer's security groups must be named by their ids, or by names that do not look like ids.

## What it does
Reports Ingresses, Services and LoadBalancerConfigurations that name a security group that begins with `sg-` and is no
id: `sg-` and 8 or 17 hexadecimal digits. It looks at the annotations
`alb.ingress.kubernetes.io/security-groups` and `service.beta.kubernetes.io/aws-load-balancer-security-groups`, and at
`spec.securityGroups`. A name is the value of the group's tag `Name`, not its `groupName`.

## Why it is bad
What begins with `sg-` is an id for the controller. A group with the tag `Name: sg-frontend` is therefore never found by
its name: AWS refuses the id, and the controller builds no load balancer, for all members of an IngressGroup.

## Example
```python
import pulumi

pulumi.CustomResource(
    "kubernetes:networking.k8s.io/v1:Ingress",
    "shop",  # violates
    {
        "metadata": {
            "annotations": {"alb.ingress.kubernetes.io/security-groups": "sg-frontend,sg-0123456789abcdef0"},
        },
        "spec": {"ingressClassName": "alb"},
    },
)
```

## Use instead
Pass the id; in a program with the group, its output `id`.
```python
pulumi.CustomResource(
    "kubernetes:networking.k8s.io/v1:Ingress",
    "shop",
    {
        "metadata": {
            "annotations": {"alb.ingress.kubernetes.io/security-groups": "sg-0fedcba9876543210,sg-0123456789abcdef0"},
        },
        "spec": {"ingressClassName": "alb"},
    },
)
```
"""

from __future__ import annotations

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
        "https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/deploy/security_groups/",
        "https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/#security-groups",
    ),
)
def check(owner: CustomGroupsOwner) -> Iterator[Violation]:
    if not owner.custom_groups_given:
        return
    named = owner.custom_groups
    wrong = [x.literal for x in named if x.literal and x.literal.startswith("sg-") and not is_group_id(x.literal)]
    if wrong:
        shown = " ".join(wrong[0].split())[:40]
        yield Violation(
            owner,
            owner.groups_key,
            f"{owner.label} names {shown} in {owner.groups_key}, which begins like an id of a security group and is "
            "none (sg- and 8 or 17 hexadecimal digits).",
            "The controller takes it for an id and not for a name, AWS refuses it, and no load balancer is built.",
            "name the group by its id, as in the output id of aws.ec2.SecurityGroup, or by a tag Name that does not "
            "begin with sg-.",
        )
    elif unclear := [reference for reference in named if reference.found is Found.ANYTHING]:
        raise unclear[0].undecided()
