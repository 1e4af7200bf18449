"""The rules of a TargetGroupBinding must name their ports.

## What it does
Reports elements of `spec.networking.ingress` of a TargetGroupBinding whose `ports` are an empty list, or missing.
All ports are meant by `[{}]` or `[{"protocol": "TCP"}]`.

## Why it is bad
An empty list is documented as all TCP ports. In fact the controller makes no rule of it at all: the load balancer
cannot reach the pods, and all targets stay unhealthy. Without `ports` the API server refuses the object.

## Example
```python
import pulumi

pulumi.CustomResource(
    "kubernetes:elbv2.k8s.aws/v1beta1:TargetGroupBinding",
    "shop",  # violates
    {
        "spec": {
            "serviceRef": {"name": "shop", "port": 80},
            "targetGroupARN": "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/shop/0123456789abcdef",
            "networking": {
                "ingress": [{"from": [{"securityGroup": {"groupID": "sg-0123456789abcdef0"}}], "ports": []}]
            },
        }
    },
)
```

## Use instead
The ports of the pods.
```python
pulumi.CustomResource(
    "kubernetes:elbv2.k8s.aws/v1beta1:TargetGroupBinding",
    "shop",
    {
        "spec": {
            "serviceRef": {"name": "shop", "port": 80},
            "targetGroupARN": "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/shop/0123456789abcdef",
            "networking": {
                "ingress": [
                    {
                        "from": [{"securityGroup": {"groupID": "sg-0123456789abcdef0"}}],
                        "ports": [{"protocol": "TCP", "port": 8080}],
                    }
                ]
            },
        }
    },
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import TargetGroupBinding, those
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    on=TargetGroupBinding,
    level=Level.MANDATORY,
    severity=Severity.HIGH,
    outcome=Outcome.UNHEALTHY,
    since="0.1.0",
    references=(
        "https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/targetgroupbinding/targetgroupbinding/",
        "https://github.com/kubernetes-sigs/aws-load-balancer-controller/issues/4907",
        "https://github.com/kubernetes-sigs/aws-load-balancer-controller/issues/4242",
    ),
)
def check(binding: TargetGroupBinding) -> Iterator[Violation]:
    networking = binding.spec.networking if binding.spec else None
    for rule_in in those(networking.ingress if networking else (), lambda rule_in: not rule_in.ports):
        missing = not rule_in.has("ports")
        yield Violation(
            binding,
            rule_in.path_of("ports"),
            f"{binding.label} has {'no' if missing else 'an empty list of'} ports in {rule_in.path}.",
            "The API server refuses the object."
            if missing
            else "The controller makes no rule of it, and the load balancer cannot reach the pods.",
            f'list the ports of the pods in {rule_in.path_of("ports")}; [{{"protocol": "TCP"}}] is all TCP ports.',
        )
