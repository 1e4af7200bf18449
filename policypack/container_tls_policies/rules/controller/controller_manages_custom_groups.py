"""A load balancer with security groups of your own must not have the controller write rules beside yours.

## What it does
Reports Kubernetes objects that name security groups for their load balancer and yet have the AWS Load Balancer
Controller manage the rules behind it:

- an Ingress with the annotations `alb.ingress.kubernetes.io/security-groups` and
  `alb.ingress.kubernetes.io/manage-backend-security-group-rules: "true"`, its own or that of another member of its
  IngressGroup;
- a Service for a Network Load Balancer with `service.beta.kubernetes.io/aws-load-balancer-security-groups` and
  `service.beta.kubernetes.io/aws-load-balancer-manage-backend-security-group-rules: "true"`;
- a LoadBalancerConfiguration (Gateway API) with `securityGroups` and `manageBackendSecurityGroupRules: true`.

Which groups are named does not matter, so that they may be unknown. Where an Ingress or a Service does not say who
manages the rules, the Helm value `enableManageBackendSecurityGroupRules` of a controller in the same stack counts.
For Gateways the controller does not read it.

Annotations in the values of a Helm chart count as those of the Ingress or Service that the chart makes of them, unless
the values switch it off with `enabled`, or the stack has the chart's objects themselves.

## Why it is bad
The groups in front stay yours: the controller never changes them. But it puts its own backend group beside them, and
writes rules into the groups of the nodes or pods, which your stack writes too. Pulumi sees those rules as drift where
it holds them inline, the next update revokes them, and the targets are unreachable until the controller's next round,
which may take ten hours. Without the backend group the controller refuses the whole load balancer.

## Example
```python
import pulumi

pulumi.CustomResource(
    "kubernetes:networking.k8s.io/v1:Ingress",
    "shop",  # violates
    {
        "metadata": {
            "annotations": {
                "alb.ingress.kubernetes.io/security-groups": "sg-0123456789abcdef0",
                "alb.ingress.kubernetes.io/manage-backend-security-group-rules": "true",
            }
        },
        "spec": {"ingressClassName": "alb", "defaultBackend": {"service": {"name": "shop", "port": {"number": 80}}}},
    },
)
```

## Use instead
Keep the rules of nodes and pods in the stack as well, one for each port that the load balancer reaches.
```python
import pulumi
import pulumi_aws as aws

pulumi.CustomResource(
    "kubernetes:networking.k8s.io/v1:Ingress",
    "shop",
    {
        "metadata": {
            "annotations": {
                "alb.ingress.kubernetes.io/security-groups": "sg-0123456789abcdef0",
                "alb.ingress.kubernetes.io/manage-backend-security-group-rules": "false",
            }
        },
        "spec": {"ingressClassName": "alb", "defaultBackend": {"service": {"name": "shop", "port": {"number": 80}}}},
    },
)
aws.vpc.SecurityGroupIngressRule(
    "pods-from-load-balancer",
    security_group_id="sg-0fedcba9876543210",
    referenced_security_group_id="sg-0123456789abcdef0",
    ip_protocol="tcp",
    from_port=8080,
    to_port=8080,
)
```
An organization that mixes both on purpose sets this rule's option `allowHybrid`. The mix is then accepted where the
stack shows that the controller has its backend group: a Helm release or chart of the controller whose value
`enableBackendSecurityGroup` is not `false`. The chart takes booleans only, and drops the string `"false"`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...model import CustomGroupsOwner, managing_member
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


@rule(
    on=CustomGroupsOwner,
    level=Level.MANDATORY,
    severity=Severity.CRITICAL,
    outcome=Outcome.BROKEN,
    since="0.1.0",
    references=(
        "https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/deploy/security_groups/",
        "https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/",
    ),
    options={
        "allowHybrid": {
            "type": "boolean",
            "default": False,
            "description": "Accept rules managed by the controller beside custom security groups, where the stack "
            "shows that the controller's backend group is enabled.",
        }
    },
)
def check(owner: CustomGroupsOwner, options: Mapping[str, Any]) -> Iterator[Violation]:
    if not owner.custom_groups_given:
        return
    key = owner.manage_key
    if owner.manages_backend_rules:
        why = f"{key} is true"
    elif member := managing_member(owner):
        key = f"{key} of {member.label}"
        why = f"{key}, of the same IngressGroup, is true"
    elif chart := owner.managing_controller:
        why = f"{chart.label} sets {owner.flag_key} to true"
    else:
        return
    problem = f"{owner.label} names its own security groups in {owner.groups_key}, but {why}"
    if options["allowHybrid"]:
        if owner.backend_group_shown:
            return
        problem += ", and the stack does not show that the controller's backend group is enabled"
    yield Violation(
        owner,
        owner.manage_key,
        f"{problem}.",
        "The controller leaves those groups alone and writes rules into the groups of nodes and pods: where the stack "
        "holds their rules inline, it sees drift, an update revokes the controller's rules, and targets become "
        "unreachable; a controller without its backend group deploys nothing at all.",
        f"set {key} to {owner.false_value} and let the load balancer's groups into the group of the nodes "
        "or pods with aws.vpc.SecurityGroupIngressRule, referencedSecurityGroupId (referenced_security_group_id)"
        + (
            "; or set the Helm value enableBackendSecurityGroup of the controller to the boolean true in this stack."
            if options["allowHybrid"]
            else "; to have both on purpose, turn on this rule's option allowHybrid."
        ),
    )
