"""A Gateway that names prefix lists of clients must name its address ranges too.

## What it does
Reports LoadBalancerConfigurations with `spec.securityGroupPrefixes` and without `spec.sourceRanges`. An empty list of
ranges is enough. Nothing is said where `spec.securityGroups` name groups of your own (`controller-allow-list-ignored`)
or `spec.disableSecurityGroup` takes all groups away.

The controller merges what a Gateway and its GatewayClass refer to (`parametersRef`). Where another
LoadBalancerConfiguration of the stack has one of these, only those are reported of which a Gateway of the stack shows
that it gets no such other: its class is of this stack too, and neither of them refers to it.

## Why it is bad
Without ranges, the controller lets in `0.0.0.0/0`, and `::/0` on dual stack, beside the prefix lists: everybody who can
reach the load balancer. That is the opposite of what it does for Ingresses and Services, where a prefix list takes the
place of the default.

## Example
```python
import pulumi

pulumi.CustomResource(
    "kubernetes:gateway.k8s.aws/v1:LoadBalancerConfiguration",
    "shop",  # violates
    {
        "metadata": {"name": "shop", "namespace": "shop"},
        "spec": {"scheme": "internet-facing", "securityGroupPrefixes": ["pl-0123456789abcdef0"]},
    },
)
```

## Use instead
Say that there are no other ranges.
```python
pulumi.CustomResource(
    "kubernetes:gateway.k8s.aws/v1:LoadBalancerConfiguration",
    "shop",
    {
        "metadata": {"name": "shop", "namespace": "shop"},
        "spec": {
            "scheme": "internet-facing",
            "securityGroupPrefixes": ["pl-0123456789abcdef0"],
            "sourceRanges": [],
        },
    },
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import LoadBalancerConfiguration, alone_limits_clients, every, some
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    on=LoadBalancerConfiguration,
    level=Level.MANDATORY,
    severity=Severity.CRITICAL,
    outcome=Outcome.INSECURE,
    since="0.1.0",
    references=(
        "https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/gateway/loadbalancerconfig/",
        "https://github.com/kubernetes-sigs/aws-load-balancer-controller/blob/main/pkg/gateway/model/model_build_security_group.go",
    ),
)
def check(configuration: LoadBalancerConfiguration) -> Iterator[Violation]:
    if every(
        [
            lambda: configuration.gives_prefix_lists,
            lambda: not configuration.states_ranges,
            lambda: configuration.has_managed_group,
            lambda: some([lambda: not configuration.others_limit_clients, lambda: alone_limits_clients(configuration)]),
        ]
    ):
        yield Violation(
            configuration,
            configuration.ranges_key,
            f"{configuration.label} names clients in {configuration.prefix_lists_key} and has no "
            f"{configuration.ranges_key}.",
            "The controller lets in 0.0.0.0/0, and ::/0 on dual stack, beside the prefix lists: the load balancer is "
            "open to everybody who can reach it.",
            f"set {configuration.ranges_key} to an empty list, or to the ranges of more clients.",
        )
