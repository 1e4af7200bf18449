"""A cluster should have one AWS Load Balancer Controller.

## What it does
Reports a second release or chart of the controller for the same `clusterName`, unless `region` or `vpcId` show that
they are for different clusters.

## Why it is bad
Both controllers write and revoke rules of the same security groups by the same mark: each removes what it does not
know to be needed, and targets become unreachable by turns.

## Example
```python
import pulumi

pulumi.CustomResource(
    "kubernetes:helm.sh/v3:Release",
    "controller",
    {"chart": "aws-load-balancer-controller", "values": {"clusterName": "shop"}},
)
pulumi.CustomResource(
    "kubernetes:helm.sh/v3:Release",
    "internal",  # violates
    {"chart": "aws-load-balancer-controller", "values": {"clusterName": "shop", "ingressClass": "internal"}},
)
```

## Use instead
One controller, which serves as many classes of Ingresses as there are.
```python
import pulumi

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
    severity=Severity.HIGH,
    outcome=Outcome.BROKEN,
    since="0.1.0",
    references=(
        "https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/deploy/configurations/",
        "https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/deploy/security_groups/",
    ),
)
def check(chart: HelmChart) -> Iterator[Violation]:
    if chart.installs_load_balancer_controller and (same := chart.twin) is not None:
        yield Violation(
            chart,
            "values.clusterName",
            f"{chart.label} and {same.label} both install the controller for one cluster, by their clusterName.",
            "Each revokes rules that the other has written, and targets become unreachable by turns.",
            "keep one of them.",
        )
