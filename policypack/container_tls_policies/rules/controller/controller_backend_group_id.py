"""The controller's backend security group must be given by its id.

## What it does
Reports Helm releases and charts of the AWS Load Balancer Controller whose value `backendSecurityGroup` is no id of a
security group: `sg-` and 8 or 17 hexadecimal digits. Names of groups and ARNs are no ids. An empty value is fine: then
the controller creates a group.

## Why it is bad
The controller refuses to start with a value that does not begin with `sg-`: new load balancers are not created, targets
of old ones are not kept up to date. With any other value that is no id, AWS refuses every load balancer that gets
the group.

## Example
```python
import pulumi

pulumi.CustomResource(
    "kubernetes:helm.sh/v3:Release",
    "controller",  # violates
    {
        "chart": "aws-load-balancer-controller",
        "values": {"clusterName": "shop", "backendSecurityGroup": "shop-backend"},
    },
)
```

## Use instead
Pass the id of the group; in a program with the group, its output `id`.
```python
pulumi.CustomResource(
    "kubernetes:helm.sh/v3:Release",
    "controller",
    {
        "chart": "aws-load-balancer-controller",
        "values": {"clusterName": "shop", "backendSecurityGroup": "sg-0123456789abcdef0"},
    },
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import HelmChart, every, is_group_id
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

key = "backendSecurityGroup"


@rule(
    on=HelmChart,
    level=Level.MANDATORY,
    severity=Severity.HIGH,
    outcome=Outcome.BROKEN,
    since="0.1.0",
    references=(
        "https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/deploy/configurations/",
        "https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/deploy/security_groups/",
    ),
)
def check(chart: HelmChart) -> Iterator[Violation]:
    if every([lambda: chart.installs_load_balancer_controller, lambda: _is_wrong(chart)]):
        starts = str(chart.value(key)).startswith("sg-")
        yield Violation(
            chart,
            f"values.{key}",
            f"{chart.label} sets {key} to what is no id of a security group (sg- and 8 or 17 hexadecimal digits).",
            "AWS does not find the group, and the controller creates no load balancer that gets it."
            if starts
            else "The controller refuses to start, and no load balancer is created or changed.",
            f'set values.{key} (values["{key}"]) to the id of the group, as in the output id of aws.ec2.SecurityGroup.',
        )


def _is_wrong(chart: HelmChart) -> bool:
    reference = chart.backend_group
    if reference.literal is None and reference.candidates:
        return False
    value = chart.value(key)
    return bool(value) and not (isinstance(value, str) and is_group_id(value))
