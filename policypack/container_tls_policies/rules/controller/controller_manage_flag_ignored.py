"""That the controller shall not write the rules of nodes and pods should be said together with security groups.

## What it does
Reports Ingresses with `alb.ingress.kubernetes.io/manage-backend-security-group-rules: "false"`, and Services with
`service.beta.kubernetes.io/aws-load-balancer-manage-backend-security-group-rules: "false"`, for whose load balancer
nobody names security groups: neither the object nor another member of the IngressGroup. A Service with
`aws-load-balancer-disable-nlb-sg: "true"` has no group, and there the annotation counts.

## Why it is bad
The controller reads the annotation only beside security groups of your own. Without them it writes the group in front
of the load balancer and all rules behind it, whatever the annotation says: rules appear in the groups of nodes and
pods that the program means to keep to itself.

## Example
```python
import pulumi

pulumi.CustomResource(
    "kubernetes:networking.k8s.io/v1:Ingress",
    "shop",  # violates
    {
        "metadata": {
            "annotations": {"alb.ingress.kubernetes.io/manage-backend-security-group-rules": "false"},
        },
        "spec": {"ingressClassName": "alb"},
    },
)
```

## Use instead
Name the groups that clients meet, and open the nodes or pods to them; or leave the annotation out.
```python
import pulumi
import pulumi_aws as aws

aws.vpc.SecurityGroupIngressRule(
    "pods-from-load-balancer",
    security_group_id="sg-0fedcba9876543210",
    referenced_security_group_id="sg-0123456789abcdef0",
    ip_protocol="tcp",
    from_port=8080,
    to_port=8080,
)
pulumi.CustomResource(
    "kubernetes:networking.k8s.io/v1:Ingress",
    "shop",
    {
        "metadata": {
            "annotations": {
                "alb.ingress.kubernetes.io/security-groups": "sg-0123456789abcdef0",
                "alb.ingress.kubernetes.io/manage-backend-security-group-rules": "false",
            },
        },
        "spec": {"ingressClassName": "alb"},
    },
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import CustomGroupsOwner, every, has_managed_group
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    on=CustomGroupsOwner,
    level=Level.ADVISORY,
    severity=Severity.MEDIUM,
    outcome=Outcome.INSECURE,
    since="0.1.0",
    references=(
        "https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/#manage-backend-security-group-rules",
        "https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/service/annotations/#manage-backend-sg-rules",
        "https://github.com/kubernetes-sigs/aws-load-balancer-controller/issues/3488",
    ),
)
def check(owner: CustomGroupsOwner) -> Iterator[Violation]:
    if every([lambda: owner.flag(owner.manage_key) is False, lambda: has_managed_group(owner)]):
        yield Violation(
            owner,
            owner.manage_key,
            f"{owner.label} sets {owner.manage_key} to false, and nobody names security groups in {owner.groups_key}.",
            "The controller does not read it then: it writes the load balancer's group, and rules in the groups of "
            "nodes and pods.",
            f"name security groups in {owner.groups_key} and open the nodes or pods to them, or remove "
            f"{owner.manage_key}.",
        )
