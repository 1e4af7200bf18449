"""A Gateway for a Network Load Balancer must not name security groups and switch them off.

## What it does
Reports LoadBalancerConfigurations with `securityGroups` and `disableSecurityGroup: true` that are used by a Gateway, or
by a GatewayClass, of the controller `gateway.k8s.aws/nlb` in the same stack.

## Why it is bad
`disableSecurityGroup` wins: the load balancer gets no security group at all, and lets everybody in. On an
Application Load Balancer it is ignored.

## Example
```python
import pulumi

pulumi.CustomResource(
    "kubernetes:gateway.k8s.aws/v1:LoadBalancerConfiguration",
    "shop",  # violates
    {
        "metadata": {"name": "shop", "namespace": "edge"},
        "spec": {"securityGroups": ["sg-0123456789abcdef0"], "disableSecurityGroup": True},
    },
)
pulumi.CustomResource(
    "kubernetes:gateway.networking.k8s.io/v1:GatewayClass",
    "nlb",
    {
        "metadata": {"name": "nlb"},
        "spec": {
            "controllerName": "gateway.k8s.aws/nlb",
            "parametersRef": {
                "group": "gateway.k8s.aws",
                "kind": "LoadBalancerConfiguration",
                "name": "shop",
                "namespace": "edge",
            },
        },
    },
)
```

## Use instead
Either the groups or none.
```python
pulumi.CustomResource(
    "kubernetes:gateway.k8s.aws/v1:LoadBalancerConfiguration",
    "shop",
    {
        "metadata": {"name": "shop", "namespace": "edge"},
        "spec": {"securityGroups": ["sg-0123456789abcdef0"], "manageBackendSecurityGroupRules": False},
    },
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import LoadBalancerConfiguration, gateways_of
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    on=LoadBalancerConfiguration,
    level=Level.MANDATORY,
    severity=Severity.HIGH,
    outcome=Outcome.INSECURE,
    since="0.1.0",
    references=(
        "https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/gateway/loadbalancerconfig/",
        "https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/deploy/security_groups/",
    ),
)
def check(configuration: LoadBalancerConfiguration) -> Iterator[Violation]:
    spec = configuration.spec
    if spec is None or not configuration.names_groups or not spec.disable_security_group:
        return
    for user, controller in gateways_of(configuration):
        if controller == "gateway.k8s.aws/nlb":
            yield Violation(
                configuration,
                "spec.disableSecurityGroup",
                f"{configuration.label} has securityGroups and disableSecurityGroup, and {user.label} makes a Network "
                "Load Balancer of it.",
                "The load balancer gets no security group at all, and lets everybody in.",
                "remove spec.disableSecurityGroup, or spec.securityGroups.",
            )
            return
