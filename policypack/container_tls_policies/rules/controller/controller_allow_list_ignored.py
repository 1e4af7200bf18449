"""Clients of a load balancer with security groups of your own should be named in those groups.

## What it does
Reports Ingresses, Services and LoadBalancerConfigurations that name security groups for their load balancer and also
its clients, by address ranges or prefix lists:

- `alb.ingress.kubernetes.io/inbound-cidrs` and `security-group-prefix-lists` of an Ingress, also where another member
  of its IngressGroup names the groups;
- `spec.loadBalancerSourceRanges`, `service.beta.kubernetes.io/load-balancer-source-ranges` and
  `aws-load-balancer-security-group-prefix-lists` of a Service;
- `spec.sourceRanges` and `spec.securityGroupPrefixes` of a LoadBalancerConfiguration.

Groups of your own may well let in the same clients: what is in them is not compared. A list that lets in everybody
promises nothing and is not reported. What IngressClassParams say is meant for a whole class, of which one Ingress may
differ.

## Why it is bad
These lists are for the group that the controller writes, and with groups of your own it writes none. The lists are
ignored without a word, and the load balancer is open to whomever your groups let in, possibly everybody.

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
                "alb.ingress.kubernetes.io/inbound-cidrs": "192.0.2.0/24",
            }
        },
        "spec": {"ingressClassName": "alb"},
    },
)
```

## Use instead
Put the clients into the rules of your group, and leave the list out; or leave out the groups.
```python
import pulumi
import pulumi_aws as aws

aws.vpc.SecurityGroupIngressRule(
    "front-from-office",
    security_group_id="sg-0123456789abcdef0",
    cidr_ipv4="192.0.2.0/24",
    ip_protocol="tcp",
    from_port=443,
    to_port=443,
)
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

from typing import TYPE_CHECKING

from ...model import CustomGroupsOwner, groups_named_by
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    on=CustomGroupsOwner,
    level=Level.ADVISORY,
    severity=Severity.HIGH,
    outcome=Outcome.INSECURE,
    since="0.1.0",
    references=(
        "https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/#inbound-cidrs",
        "https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/service/annotations/#lb-source-ranges",
        "https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/deploy/security_groups/",
    ),
)
def check(owner: CustomGroupsOwner) -> Iterator[Violation]:
    keys = [
        key
        for key, given in ((owner.ranges_key, owner.gives_ranges), (owner.prefix_lists_key, owner.gives_prefix_lists))
        if given
    ]
    if not keys or owner.opens_to_everybody:
        return
    if naming := groups_named_by(owner):
        beside = "" if naming.urn == owner.urn else f" of {naming.label} in the same IngressGroup"
        yield Violation(
            owner,
            keys[0],
            f"{owner.label} names clients in {' and '.join(keys)} beside the security groups in "
            f"{owner.groups_key}{beside}.",
            "The controller ignores the clients named here: the load balancer is open to whomever those groups let in.",
            f"name the clients in rules of those security groups and remove {' and '.join(keys)}; or remove "
            f"{owner.groups_key}, so that the controller writes a group for these clients.",
        )
