"""The controller's chart must get its switches for security groups as booleans.

## What it does
Reports Helm releases and charts of the AWS Load Balancer Controller in which one of the values
`enableBackendSecurityGroup` (true by default), `enableManageBackendSecurityGroupRules` and
`disableRestrictedSecurityGroupRules` (both false by default) is something else than a boolean, such as the string
`"false"`. A string that says what is the default anyway does no harm and is not reported.

Charts that have the controller as a subchart count too: their values for it are under its name,
`aws-load-balancer-controller`. They do not where `enabled` is false there.

## Why it is bad
The chart passes the three on only when they are booleans. Anything else is dropped without a word, and the controller
runs with its default: the opposite of what the program says. Values from Pulumi's configuration and from environment
variables are strings unless they are converted.

## Example
```python
import pulumi

pulumi.CustomResource(
    "kubernetes:helm.sh/v3:Release",
    "controller",  # violates
    {
        "chart": "aws-load-balancer-controller",
        "values": {"clusterName": "shop", "enableBackendSecurityGroup": "false"},
    },
)
```

## Use instead
Write a boolean, or read the configuration with `get_bool`.
```python
pulumi.CustomResource(
    "kubernetes:helm.sh/v3:Release",
    "controller",
    {
        "chart": "aws-load-balancer-controller",
        "values": {"clusterName": "shop", "enableBackendSecurityGroup": False},
    },
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...model import HelmChart, every
from ...rule import Level, Outcome, Remedy, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

defaults = {
    "enableBackendSecurityGroup": True,
    "enableManageBackendSecurityGroupRules": False,
    "disableRestrictedSecurityGroupRules": False,
}


@rule(
    on=HelmChart,
    level=Level.MANDATORY,
    severity=Severity.HIGH,
    outcome=Outcome.BROKEN,
    since="0.1.0",
    references=(
        "https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/deploy/security_groups/",
        "https://github.com/kubernetes-sigs/aws-load-balancer-controller/blob/main/helm/aws-load-balancer-controller/templates/deployment.yaml",
    ),
)
def check(chart: HelmChart) -> Iterator[Violation]:
    values = chart.controller_values
    for key, default in defaults.items():
        if not every(
            [
                lambda: values.are_passed_on,
                lambda key=key, default=default: _is_dropped(values.known(key), default),  # type: ignore[misc]
            ]
        ):
            continue
        meant = "false" if default else "true"
        said = str(values.known(key)).lower() == meant
        path = values.path_of(key)
        yield Violation(
            chart,
            path,
            f"{chart.label} sets {key} to "
            + (f'"{meant}", which is a string and no boolean.' if said else "something that is no boolean."),
            f"The chart drops it without a word, and the controller runs with its default, {str(default).lower()}.",
            f"set {path} to the boolean {meant}"
            + ("." if said else f", or remove it if you mean {str(default).lower()}."),
            Remedy(tuple(path.split(".")), not default) if said else None,
        )


def _is_dropped(value: Any, default: bool) -> bool:
    """Whether the chart drops a value that does not say the default."""
    return value is not None and not isinstance(value, bool) and str(value).strip().lower() != str(default).lower()
