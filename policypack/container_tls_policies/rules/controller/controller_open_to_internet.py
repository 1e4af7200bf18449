"""A load balancer that faces the internet should name its clients.

## What it does
Reports Ingresses, Services and LoadBalancerConfigurations with the scheme `internet-facing` for whose load balancer the
controller writes the security group, while nobody names clients: no address ranges, no prefix lists, neither on the
object, nor in its class, nor on another member of its IngressGroup. Who means everybody writes `0.0.0.0/0`, and who
names security groups names the clients in their rules.

The rule is off by default, because a public site is open to everybody by intention. IngressClassParams of other stacks
are not seen.

## Why it is bad
Without clients the controller lets in `0.0.0.0/0`, and `::/0` on dual stack, on every port of the load balancer. A tool
that is meant for the office is then open to the world.

## Example
```python
import pulumi

annotations = {"alb.ingress.kubernetes.io/scheme": "internet-facing"}
pulumi.CustomResource(
    "kubernetes:networking.k8s.io/v1:Ingress",
    "shop",  # violates
    {"metadata": {"annotations": annotations}, "spec": {"ingressClassName": "alb"}},
)
```

## Use instead
Name the clients, be it everybody.
```python
annotations = {
    "alb.ingress.kubernetes.io/scheme": "internet-facing",
    "alb.ingress.kubernetes.io/inbound-cidrs": "192.0.2.0/24",
}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import CustomGroupsOwner, every, has_managed_group, is_internet_facing, names_clients
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    on=CustomGroupsOwner,
    level=Level.DISABLED,
    severity=Severity.MEDIUM,
    outcome=Outcome.INSECURE,
    since="0.1.0",
    references=(
        "https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/deploy/security_groups/",
        "https://github.com/kubernetes-sigs/aws-load-balancer-controller/issues/2095",
    ),
)
def check(owner: CustomGroupsOwner) -> Iterator[Violation]:
    if every(
        [
            lambda: not names_clients(owner),
            lambda: is_internet_facing(owner),
            lambda: has_managed_group(owner),
        ]
    ):
        yield Violation(
            owner,
            owner.ranges_key,
            f"{owner.label} has a load balancer that faces the internet, and neither {owner.ranges_key} nor "
            f"{owner.prefix_lists_key} names its clients.",
            "The controller writes a security group that lets in everybody on every port of the load balancer.",
            f"name the clients in {owner.ranges_key} or {owner.prefix_lists_key}, 0.0.0.0/0 if you mean everybody.",
        )
