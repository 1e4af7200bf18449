"""Security groups that an Ingress or a Service names should let the load balancer reach its targets.

## What it does
Reports security groups of this stack that an Ingress, a Service for a Network Load Balancer or a
LoadBalancerConfiguration names, also in values of charts, when none of the named groups has any egress rule, inline or
standalone. Where the controller manages the rules of nodes and pods it adds a group of its own, which lets everything
out, and nothing is reported. An annotation that is not known yet is taken to name the groups that it is made from, and
no others.

## Why it is bad
AWS gives a new security group a rule that lets everything out. The Pulumi provider removes that rule. The controller
never changes groups that are named for it: the load balancer reaches no target, and all health checks fail.

## Example
```python
import pulumi
import pulumi_aws as aws

front = aws.ec2.SecurityGroup(
    "front",  # violates
    vpc_id="vpc-0123456789abcdef0",
)
pulumi.CustomResource(
    "kubernetes:networking.k8s.io/v1:Ingress",
    "shop",
    {
        "metadata": {"annotations": {"alb.ingress.kubernetes.io/security-groups": front.id}},
        "spec": {"ingressClassName": "alb", "defaultBackend": {"service": {"name": "shop", "port": {"number": 80}}}},
    },
)
```

## Use instead
Let it out to the pods, and no further.
```python
front = aws.ec2.SecurityGroup("front", vpc_id="vpc-0123456789abcdef0")
aws.vpc.SecurityGroupEgressRule(
    "front-to-pods",
    security_group_id=front.id,
    referenced_security_group_id="sg-0fedcba9876543210",
    ip_protocol="tcp",
    from_port=8080,
    to_port=8080,
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import CustomGroupsOwner, HelmChart, Interface
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    on=CustomGroupsOwner,
    level=Level.ADVISORY,
    severity=Severity.HIGH,
    outcome=Outcome.UNHEALTHY,
    since="0.1.0",
    references=(
        "https://www.pulumi.com/registry/packages/aws/api-docs/ec2/securitygroup/",
        "https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/deploy/security_groups/",
    ),
)
def check(owner: CustomGroupsOwner) -> Iterator[Violation]:
    if not owner.custom_groups_given or owner.stack.leaves_out(HelmChart):
        return
    interface = Interface(owner, owner.custom_groups, (), group_path=owner.groups_key)
    groups = interface.known_groups
    if not groups or interface.has_any("egress") or owner.manages_backend_rules or owner.managing_controller:
        return
    names = " and ".join(group.label for group in groups)
    yield Violation(
        groups[0],
        "egress",
        f"{names}, which {owner.label} names for its load balancer, {'has' if len(groups) == 1 else 'have'} no egress "
        "rule, inline or standalone.",
        "The provider removes the rule that lets everything out: the load balancer reaches no target, and every health "
        "check fails.",
        "add an element to its egress for the pods' port."
        if groups[0].owns_rules_inline("egress")
        else "add an aws.vpc.SecurityGroupEgressRule with its id as securityGroupId (security_group_id) for the group "
        "and port of the pods.",
    )
