"""Only one security group of a node should be tagged for its cluster.

## What it does
Reports launch templates that give one network interface two security groups with the tag
`kubernetes.io/cluster/<name>` of the same cluster, or one beside the group that EKS makes for the cluster and tags
itself. Nothing is reported where the controller in the stack tells the groups apart by `serviceTargetENISGTags`.

## Why it is bad
The controller expects exactly one tagged group on an interface with several. With two it writes no rules at all
("expected exactly one securityGroup tagged with …"), and all targets on these nodes stay unhealthy.

## Example
```python
import pulumi_aws as aws

nodes = aws.ec2.SecurityGroup("nodes", vpc_id="vpc-0123456789abcdef0", tags={"kubernetes.io/cluster/shop": "owned"})
extra = aws.ec2.SecurityGroup("extra", vpc_id="vpc-0123456789abcdef0", tags={"kubernetes.io/cluster/shop": "shared"})
aws.ec2.LaunchTemplate(
    "nodes",  # violates
    vpc_security_group_ids=[nodes.id, extra.id],
)
```

## Use instead
The tag on one group of the node. EKS always tags its own, and puts the tag back.
```python
extra = aws.ec2.SecurityGroup("extra", vpc_id="vpc-0123456789abcdef0")
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import HelmChart, LaunchTemplate, controllers
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    on=LaunchTemplate,
    level=Level.ADVISORY,
    severity=Severity.HIGH,
    outcome=Outcome.UNHEALTHY,
    since="0.1.0",
    references=(
        "https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/deploy/security_groups/",
        "https://github.com/kubernetes-sigs/aws-load-balancer-controller/issues/1897",
    ),
)
def check(template: LaunchTemplate) -> Iterator[Violation]:
    if template.stack.leaves_out(HelmChart):
        return
    for groups in template.group_lists:
        tagged: dict[str, list[str]] = {}
        for group in groups.groups:
            for cluster in group.cluster_tags:
                tagged.setdefault(cluster, []).append(group.label)
        own = groups.own_group_of
        for cluster, names in tagged.items():
            if own is not None:
                names.append(f"the group that EKS makes for {own.label}")
            if len(names) < 2 or controllers(template, lambda chart: bool(chart.value("serviceTargetENISGTags"))):
                continue
            yield Violation(
                template,
                groups.path,
                f"{template.label} gives one network interface {' and '.join(names)}, which are all tagged "
                f"kubernetes.io/cluster/{cluster}.",
                "The AWS Load Balancer Controller expects one, writes no rules, and targets on these nodes stay "
                "unhealthy.",
                "keep the tag on one of them; EKS puts it back on its own.",
            )
