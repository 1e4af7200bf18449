"""The AWS Load Balancer Controller should open only the ports that load balancers use.

## What it does
Reports releases and charts of the controller with the value `disableRestrictedSecurityGroupRules: true`.

## Why it is bad
The controller then opens all TCP ports of nodes and pods to its load balancers, where it would open one range. That
saves rules, and lets whoever gets hold of a load balancer's group reach everything on the nodes.

## Example
```python
import pulumi

pulumi.CustomResource(
    "kubernetes:helm.sh/v3:Release",
    "controller",  # violates
    {
        "chart": "aws-load-balancer-controller",
        "values": {"clusterName": "shop", "disableRestrictedSecurityGroupRules": True},
    },
)
```

## Use instead
The default.
```python
pulumi.CustomResource(
    "kubernetes:helm.sh/v3:Release",
    "controller",
    {"chart": "aws-load-balancer-controller", "values": {"clusterName": "shop"}},
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import HelmChart
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    on=HelmChart,
    level=Level.ADVISORY,
    severity=Severity.MEDIUM,
    outcome=Outcome.INSECURE,
    since="0.1.0",
    references=(
        "https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/deploy/configurations/",
        "https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/deploy/security_groups/",
    ),
)
def check(chart: HelmChart) -> Iterator[Violation]:
    key = "disableRestrictedSecurityGroupRules"
    if chart.installs_load_balancer_controller and chart.value(key) is True:
        yield Violation(
            chart,
            f"values.{key}",
            f"{chart.label} sets {key} to true.",
            "The controller opens all TCP ports of nodes and pods to its load balancers.",
            f"remove {key}, or set it to false.",
        )
