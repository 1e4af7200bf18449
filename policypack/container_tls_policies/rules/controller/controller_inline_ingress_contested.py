"""Rules of nodes and pods that the AWS Load Balancer Controller writes beside should not be inline.

## What it does
Reports security groups with inline `ingress` that are tagged `kubernetes.io/cluster/…`, in stacks that install the
controller. With `ignore_changes=["ingress"]` nothing is reported.

## Why it is bad
The tag makes it one of the groups into which the controller writes the rules from its load balancers. Inline rules
are the whole truth for Pulumi: after a refresh it sees those of the controller as drift, and the next update revokes
them. The targets are unreachable until the controller's next round, which may take ten hours.

## Example
```python
import pulumi
import pulumi_aws as aws

nodes = aws.ec2.SecurityGroup(
    "nodes",  # violates
    vpc_id="vpc-0123456789abcdef0",
    ingress=[{"protocol": "tcp", "from_port": 10250, "to_port": 10250, "cidr_blocks": ["10.0.0.0/16"]}],
    tags={"kubernetes.io/cluster/shop": "owned"},
)
pulumi.CustomResource(
    "kubernetes:helm.sh/v3:Release",
    "controller",
    {"chart": "aws-load-balancer-controller", "values": {"clusterName": "shop"}},
)
```

## Use instead
One resource for each rule: those know nothing of the rules beside them.
```python
nodes = aws.ec2.SecurityGroup("nodes", vpc_id="vpc-0123456789abcdef0", tags={"kubernetes.io/cluster/shop": "owned"})
aws.vpc.SecurityGroupIngressRule(
    "nodes-from-control-plane",
    security_group_id=nodes.id,
    cidr_ipv4="10.0.0.0/16",
    ip_protocol="tcp",
    from_port=10250,
    to_port=10250,
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import SecurityGroup, controllers
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    on=SecurityGroup,
    level=Level.ADVISORY,
    severity=Severity.HIGH,
    outcome=Outcome.LATER,
    since="0.1.0",
    references=(
        "https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/deploy/security_groups/",
        "https://github.com/kubernetes-sigs/aws-load-balancer-controller/issues/3637",
        "https://github.com/kubernetes-sigs/aws-load-balancer-controller/issues/2578",
    ),
)
def check(group: SecurityGroup) -> Iterator[Violation]:
    if not group.owns_rules_inline("ingress") or not group.cluster_tags:
        return
    charts = controllers(group, lambda _: True)
    if charts:
        yield Violation(
            group,
            "ingress",
            f"{group.label} has inline ingress rules and the tag kubernetes.io/cluster/{group.cluster_tags[0]}, with "
            f"which the controller of {charts[0].label} writes rules into it too.",
            "After a refresh Pulumi sees the controller's rules as drift, the next update revokes them, and targets "
            "are unreachable until the controller's next round.",
            "move the rules from ingress to aws.vpc.SecurityGroupIngressRule.",
        )
