"""A backend security group should not be given to a controller that uses none.

## What it does
Reports releases and charts of the AWS Load Balancer Controller with `backendSecurityGroup`

- beside `enableBackendSecurityGroup: false`;
- in a stack whose Ingresses, Services and LoadBalancerConfigurations all name security groups for their load balancers,
  and do not have the controller write the rules of nodes and pods.

The latter is not said where Gateways or other charts may have load balancers with other groups. Those of other stacks
are not seen.

## Why it is bad
The controller does not use the group, and rules that let it in do nothing. In the first case it opens nodes and pods to
the group that it makes for each load balancer, in the other to nobody.

## Example
```python
import pulumi

pulumi.CustomResource(
    "kubernetes:helm.sh/v3:Release",
    "controller",  # violates
    {
        "chart": "aws-load-balancer-controller",
        "values": {"enableBackendSecurityGroup": False, "backendSecurityGroup": "sg-0123456789abcdef0"},
    },
)
```

## Use instead
The group, and what makes the controller use it.
```python
pulumi.CustomResource(
    "kubernetes:helm.sh/v3:Release",
    "controller",
    {
        "chart": "aws-load-balancer-controller",
        "values": {"enableBackendSecurityGroup": True, "backendSecurityGroup": "sg-0123456789abcdef0"},
    },
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import UNKNOWN, ApiGateway, HelmChart, all_with_custom_groups
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    on=HelmChart,
    level=Level.ADVISORY,
    severity=Severity.LOW,
    outcome=Outcome.BROKEN,
    since="0.1.0",
    references=(
        "https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/deploy/security_groups/",
        "https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/deploy/configurations/",
    ),
)
def check(chart: HelmChart) -> Iterator[Violation]:
    if not chart.installs_load_balancer_controller:
        return
    group = chart.values.get("backendSecurityGroup")
    if group is not UNKNOWN and not group:
        return
    if chart.value("enableBackendSecurityGroup") is False:
        reason = "sets enableBackendSecurityGroup to false"
        fix = "remove backendSecurityGroup, or set enableBackendSecurityGroup to true."
    elif _may_manage(chart) or (owner := all_with_custom_groups(chart)) is None:
        return
    else:
        reason = f"every load balancer of the stack, as that of {owner.label}, has security groups of its own"
        fix = f"remove backendSecurityGroup, or have the controller write rules by {owner.manage_key}."
    yield Violation(
        chart,
        "values.backendSecurityGroup",
        f"{chart.label} has a backendSecurityGroup, and {reason}.",
        "The controller does not use the group.",
        fix,
    )


def _may_manage(chart: HelmChart) -> bool:
    """Whether the controller may write the rules of nodes and pods where an object does not say, or has Gateways."""
    flag = chart.value("enableManageBackendSecurityGroupRules")
    has_gateways = bool(chart.stack.all(ApiGateway)) or chart.stack.leaves_out(ApiGateway)
    return flag is True or (flag is None and chart.has_value_files) or has_gateways
