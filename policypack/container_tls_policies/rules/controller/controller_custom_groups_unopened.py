"""The nodes or pods behind a load balancer with security groups of your own should be open to these groups.

## What it does
Reports Ingresses, Services and LoadBalancerConfigurations that name security groups of this stack and leave the rules
of nodes and pods to you, while no rule of the stack lets one of the groups in anywhere. Who writes these rules is said
by the annotation `…/manage-backend-security-group-rules`, by another member of the IngressGroup, by
`spec.manageBackendSecurityGroupRules`, or by the controller's Helm value `enableManageBackendSecurityGroupRules`.

Nothing is said where one of the groups is not of this stack, or where the stack opens a group that no such object names
to address ranges or prefix lists: the load balancer may be in them. A group of nodes in another stack that is open to
the whole VPC cannot be seen from here; make an exception for such objects.

## Why it is bad
Naming groups switches off all rules that the controller would write behind the load balancer, also those it wrote
before. With no rule of yours in their place no packet reaches a target: health checks fail and clients get 504.

## Example
```python
import pulumi
import pulumi_aws as aws

front = aws.ec2.SecurityGroup("front", vpc_id="vpc-0123456789abcdef0")
aws.vpc.SecurityGroupIngressRule(
    "front-from-office",
    security_group_id=front.id,
    cidr_ipv4="192.0.2.0/24",
    ip_protocol="tcp",
    from_port=443,
    to_port=443,
)
aws.vpc.SecurityGroupEgressRule(
    "front-to-pods",
    security_group_id=front.id,
    referenced_security_group_id="sg-0fedcba9876543210",
    ip_protocol="tcp",
    from_port=8080,
    to_port=8080,
)
pulumi.CustomResource(
    "kubernetes:networking.k8s.io/v1:Ingress",
    "shop",  # violates
    {
        "metadata": {"annotations": {"alb.ingress.kubernetes.io/security-groups": front.id}},
        "spec": {"ingressClassName": "alb"},
    },
)
```

## Use instead
Open the group of the nodes or pods to the load balancer's group, on the port of the pods or on the node ports.
```python
aws.vpc.SecurityGroupIngressRule(
    "pods-from-front",
    security_group_id="sg-0fedcba9876543210",
    referenced_security_group_id=front.id,
    ip_protocol="tcp",
    from_port=8080,
    to_port=8080,
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import CustomGroupsOwner, Found, has_managed_backend_rules, may_be_let_in
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    on=CustomGroupsOwner,
    level=Level.ADVISORY,
    severity=Severity.CRITICAL,
    outcome=Outcome.UNHEALTHY,
    since="0.1.0",
    references=(
        "https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/deploy/security_groups/",
        "https://github.com/kubernetes-sigs/aws-load-balancer-controller/issues/2586",
        "https://github.com/kubernetes-sigs/aws-load-balancer-controller/issues/3088",
    ),
)
def check(owner: CustomGroupsOwner) -> Iterator[Violation]:
    if not owner.custom_groups_given:
        return
    named = owner.custom_groups
    if not all(reference.candidates or reference.found is Found.ANYTHING for reference in named):
        return
    groups = tuple(dict.fromkeys(group for reference in named for group in reference.candidates))
    if groups and may_be_let_in(groups):
        return
    if has_managed_backend_rules(owner):
        return
    if unclear := [reference for reference in named if reference.found is Found.ANYTHING]:
        raise unclear[0].undecided()
    labels = " and ".join(group.label for group in groups[:3])
    yield Violation(
        owner,
        owner.groups_key,
        f"{owner.label} names security groups in {owner.groups_key}, and no rule of this stack lets {labels} in.",
        "The controller writes no rules for nodes and pods then: nothing reaches them, health checks fail, and clients "
        "get errors.",
        "let the group into that of the nodes or pods with aws.vpc.SecurityGroupIngressRule, referencedSecurityGroupId "
        "(referenced_security_group_id), on the port of the pods or the node ports.",
    )
