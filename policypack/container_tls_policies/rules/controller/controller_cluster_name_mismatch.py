"""The cluster name of the AWS Load Balancer Controller should be that of the security groups' tags.

## What it does
Reports releases and charts of the controller whose value `clusterName` is not the name in any of the tags
`kubernetes.io/cluster/<name>` of the stack's security groups, where there are such tags.

## Why it is bad
On a node or pod with several groups, the controller writes rules into the one that is tagged for its cluster. By
another name it finds none ("expected exactly one securityGroup tagged with …"), and targets stay unhealthy.

## Example
```python
import pulumi
import pulumi_aws as aws

aws.ec2.SecurityGroup("nodes", vpc_id="vpc-0123456789abcdef0", tags={"kubernetes.io/cluster/shop-prod": "owned"})
pulumi.CustomResource(
    "kubernetes:helm.sh/v3:Release",
    "controller",  # violates
    {"chart": "aws-load-balancer-controller", "values": {"clusterName": "shop"}},
)
```

## Use instead
The name of the cluster, the same in both places.
```python
pulumi.CustomResource(
    "kubernetes:helm.sh/v3:Release",
    "controller",
    {"chart": "aws-load-balancer-controller", "values": {"clusterName": "shop-prod"}},
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import HelmChart, SecurityGroup
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    on=HelmChart,
    level=Level.ADVISORY,
    severity=Severity.MEDIUM,
    outcome=Outcome.UNHEALTHY,
    since="0.1.0",
    references=(
        "https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/deploy/security_groups/",
        "https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/deploy/configurations/",
    ),
)
def check(chart: HelmChart) -> Iterator[Violation]:
    if not chart.installs_load_balancer_controller:
        return
    found = sorted({name for group in chart.stack.all(SecurityGroup) for name in group.cluster_tags})
    if not found or chart.stack.leaves_out(SecurityGroup):
        return
    name = chart.value("clusterName")
    if isinstance(name, str) and name and name not in found:
        yield Violation(
            chart,
            "values.clusterName",
            f'{chart.label} has the clusterName "{name}", but the security groups of the stack are tagged for '
            f"{' and '.join(found)}.",
            "The controller finds no group of a node or pod that is tagged for its cluster, writes no rules, and "
            "targets stay unhealthy.",
            "give clusterName and the tags kubernetes.io/cluster/… the same name.",
        )
