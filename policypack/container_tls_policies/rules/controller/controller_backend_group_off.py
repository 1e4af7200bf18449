"""The controller must have its backend security group where it is to write the rules of nodes and pods.

## What it does
Reports Helm releases and charts of the AWS Load Balancer Controller with the value `enableBackendSecurityGroup: false`

- that also set `enableManageBackendSecurityGroupRules: true`;
- in a stack with an Ingress, a Service or a LoadBalancerConfiguration that names security groups and has the controller
  manage the rules behind them.

That somebody has the controller write rules beside security groups of his own is said by
`controller-manages-custom-groups`; this rule says that it cannot work, also where that one is told to accept it.

## Why it is bad
Beside your groups, the controller lets the load balancer into nodes and pods by one more group: the backend group. With
both values the controller does not start. In the other case it stops with "backendSG feature is required to manage
worker node SG rules when frontendSG manually specified", and nothing of the load balancer is deployed.

## Example
```python
import pulumi

pulumi.CustomResource(
    "kubernetes:helm.sh/v3:Release",
    "controller",  # violates
    {
        "chart": "aws-load-balancer-controller",
        "values": {
            "clusterName": "shop",
            "enableBackendSecurityGroup": False,
            "enableManageBackendSecurityGroupRules": True,
        },
    },
)
```

## Use instead
Leave the backend group on, which is the default; or do not have the controller manage the rules.
```python
pulumi.CustomResource(
    "kubernetes:helm.sh/v3:Release",
    "controller",
    {
        "chart": "aws-load-balancer-controller",
        "values": {"clusterName": "shop", "enableManageBackendSecurityGroupRules": True},
    },
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import HelmChart, every, managing_owner
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    on=HelmChart,
    level=Level.MANDATORY,
    severity=Severity.HIGH,
    outcome=Outcome.BROKEN,
    since="0.1.0",
    references=(
        "https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/deploy/security_groups/",
        "https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/deploy/configurations/",
    ),
)
def check(chart: HelmChart) -> Iterator[Violation]:
    switch, manage = "enableBackendSecurityGroup", "enableManageBackendSecurityGroupRules"
    if not every([lambda: chart.installs_load_balancer_controller, lambda: chart.value(switch) is False]):
        return
    if chart.value(manage) is True:
        yield Violation(
            chart,
            f"values.{switch}",
            f"{chart.label} sets {switch} to false and {manage} to true.",
            "The controller does not start, and no load balancer is created or changed.",
            f'remove values.{switch} (values["{switch}"]), or set {manage} to false.',
        )
    elif (owner := managing_owner(chart)) and not owner.backend_group_shown:
        yield Violation(
            chart,
            f"values.{switch}",
            f"{chart.label} sets {switch} to false, and {owner.label} has the controller manage the rules of nodes and "
            "pods beside security groups of its own.",
            "The controller stops with an error and deploys nothing of that load balancer.",
            f'remove values.{switch} (values["{switch}"]), or set {owner.manage_key} of {owner.label} to '
            f"{owner.false_value} and open the nodes or pods in this stack.",
        )
