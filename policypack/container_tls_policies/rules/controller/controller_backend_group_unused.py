"""A backend security group should not be given to a controller that uses none.

## What it does
Reports releases and charts of the AWS Load Balancer Controller with `backendSecurityGroup` beside
`enableBackendSecurityGroup: false`.

## Why it is bad
The controller does not use the group: it opens nodes and pods to the group that it makes for each load balancer, and
rules that let the backend group in do nothing.

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

from ...model import UNKNOWN, HelmChart
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
    if not chart.installs_load_balancer_controller or chart.value("enableBackendSecurityGroup") is not False:
        return
    if chart.values.get("backendSecurityGroup") is UNKNOWN or chart.values.get("backendSecurityGroup"):
        yield Violation(
            chart,
            "values.backendSecurityGroup",
            f"{chart.label} has a backendSecurityGroup, and sets enableBackendSecurityGroup to false.",
            "The controller does not use the group.",
            "remove backendSecurityGroup, or set enableBackendSecurityGroup to true.",
        )
