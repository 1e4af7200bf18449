"""A Classic Load Balancer should let requests end before an instance leaves.

## What it does
Reports Classic Load Balancers without `connectionDraining`.

## Why it is bad
When an instance or task is deregistered, its open connections are cut at once: each deployment fails some requests.

## Example
```python
import pulumi_aws as aws

balancer = aws.elb.LoadBalancer(
    "shop",  # violates
    subnets=["subnet-0a", "subnet-0b"],
    listeners=[
        {
            "lb_port": 443,
            "lb_protocol": "https",
            "instance_port": 8443,
            "instance_protocol": "https",
            "ssl_certificate_id": "arn:aws:acm:us-east-1:123456789012:certificate/shared",
        }
    ],
)
```

## Use instead
Turn it on, for longer than the longest request.
```python
balancer = aws.elb.LoadBalancer(
    "shop",
    subnets=["subnet-0a", "subnet-0b"],
    connection_draining=True,
    listeners=[
        {
            "lb_port": 443,
            "lb_protocol": "https",
            "instance_port": 8443,
            "instance_protocol": "https",
            "ssl_certificate_id": "arn:aws:acm:us-east-1:123456789012:certificate/shared",
        }
    ],
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import ClassicLoadBalancer
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    on=ClassicLoadBalancer,
    level=Level.ADVISORY,
    severity=Severity.LOW,
    outcome=Outcome.BROKEN,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/config-conn-drain.html",
        "https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html",
    ),
)
def check(balancer: ClassicLoadBalancer) -> Iterator[Violation]:
    if not balancer.drains_connections:
        yield Violation(
            balancer,
            "connectionDraining",
            f"{balancer.label} does not let open connections end.",
            "They are cut when an instance or a task leaves, so that each deployment fails some requests.",
            "set connectionDraining (connection_draining) to true.",
        )
