"""A load balancer should be protected from deletion.

## What it does
Reports load balancers, Application, Network and Gateway ones, without `enableDeletionProtection`.

## Why it is bad
A mistaken destroy, or a replacement that a changed property causes, takes the load balancer away with its DNS name. The
new one has another name, and clients that go by the old one find nothing.

## Example
```python
import pulumi_aws as aws

aws.lb.LoadBalancer(
    "front",  # violates
    load_balancer_type="application",
    subnets=["subnet-0a", "subnet-0b"],
    security_groups=["sg-0123456789abcdef0"],
)
```

## Use instead
Protect it, where it is not for a test that comes and goes.
```python
aws.lb.LoadBalancer(
    "front",
    load_balancer_type="application",
    subnets=["subnet-0a", "subnet-0b"],
    security_groups=["sg-0123456789abcdef0"],
    enable_deletion_protection=True,
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import LoadBalancer
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    on=LoadBalancer,
    level=Level.ADVISORY,
    severity=Severity.LOW,
    outcome=Outcome.LATER,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html#deletion-protection",
        "https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html",
    ),
)
def check(load_balancer: LoadBalancer) -> Iterator[Violation]:
    if not load_balancer.deletion_protection:
        yield Violation(
            load_balancer,
            "enableDeletionProtection",
            f"{load_balancer.label} is not protected from deletion.",
            "A mistaken destroy or a replacement takes it away, and what endpoints send to it is lost."
            if load_balancer.raw("loadBalancerType") == "gateway"
            else "A mistaken destroy or a replacement takes it away with its DNS name, which no other gets again.",
            "set enableDeletionProtection (enable_deletion_protection) to true.",
        )
