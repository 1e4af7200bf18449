"""A LoadBalancerConfiguration with groups of its own should say itself who writes the rules behind it.

## What it does
Reports LoadBalancerConfigurations with `securityGroups` and without `manageBackendSecurityGroupRules`, where the
controller of the stack has the value `enableManageBackendSecurityGroupRules: true`.

## Why it is bad
The controller reads that value for Ingresses and Services, and not for Gateways: it writes no rules for them. Unless
the stack does, nodes and pods are closed to the load balancer.

## Example
```python
import pulumi

pulumi.CustomResource(
    "kubernetes:helm.sh/v3:Release",
    "controller",
    {
        "chart": "aws-load-balancer-controller",
        "values": {"clusterName": "shop", "enableManageBackendSecurityGroupRules": True},
    },
)
pulumi.CustomResource(
    "kubernetes:gateway.k8s.aws/v1:LoadBalancerConfiguration",
    "shop",  # violates
    {"metadata": {"name": "shop"}, "spec": {"securityGroups": ["sg-0123456789abcdef0"]}},
)
```

## Use instead
`false` where the stack writes the rules itself, `true` where the controller is to.
```python
pulumi.CustomResource(
    "kubernetes:gateway.k8s.aws/v1:LoadBalancerConfiguration",
    "shop",
    {
        "metadata": {"name": "shop"},
        "spec": {"securityGroups": ["sg-0123456789abcdef0"], "manageBackendSecurityGroupRules": False},
    },
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ...model import HelmChart, LoadBalancerConfiguration, agreeing_controllers
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


flag: Final = "enableManageBackendSecurityGroupRules"


@rule(
    on=LoadBalancerConfiguration,
    level=Level.ADVISORY,
    severity=Severity.MEDIUM,
    outcome=Outcome.UNHEALTHY,
    since="0.1.0",
    references=(
        "https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/gateway/loadbalancerconfig/",
        "https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/deploy/security_groups/",
    ),
)
def check(configuration: LoadBalancerConfiguration) -> Iterator[Violation]:
    if configuration.is_patch or configuration.states_backend_rules or not configuration.custom_groups_given:
        return
    charts = agreeing_controllers(configuration, configuration.manage_key, flag, _manages)
    if charts:
        yield Violation(
            configuration,
            configuration.manage_key,
            f"{configuration.label} names its own security groups and no manageBackendSecurityGroupRules, and "
            f"{charts[0].label} sets {flag} to true, which does not count for Gateways.",
            "The controller writes no rules for nodes and pods, which stay closed to the load balancer unless the "
            "stack opens them.",
            f"set {configuration.manage_key}, to true or to false.",
        )


def _manages(chart: HelmChart) -> bool:
    return chart.value(flag) is True
