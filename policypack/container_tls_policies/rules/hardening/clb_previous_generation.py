"""A Classic Load Balancer should give way to an Application or Network Load Balancer.

## What it does
Reports Classic Load Balancers. Off unless you turn it on: they work, and who has them knows.

## Why it is bad
They know neither TLS 1.3 nor the security policies of today, choose no certificate by name, send to no tasks in awsvpc
mode, and AWS adds nothing to them any more.

## Example
```python
import pulumi_aws as aws

aws.elb.LoadBalancer(
    "shop",  # violates
    subnets=["subnet-0a", "subnet-0b"],
    listeners=[{"lb_port": 443, "lb_protocol": "tcp", "instance_port": 8443, "instance_protocol": "tcp"}],
)
```

## Use instead
A Network Load Balancer where TLS is passed through, an Application Load Balancer for HTTP and HTTPS.
```python
import pulumi_aws as aws

aws.lb.LoadBalancer(
    "shop",
    load_balancer_type="network",
    subnets=["subnet-0a", "subnet-0b"],
    security_groups=["sg-0123456789abcdef0"],
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
    level=Level.DISABLED,
    severity=Severity.LOW,
    outcome=Outcome.LATER,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/migrate-classic-load-balancer.html",
        "https://github.com/cdklabs/cdk-nag/blob/main/RULES.md",
    ),
)
def check(balancer: ClassicLoadBalancer) -> Iterator[Violation]:
    yield Violation(
        balancer,
        "listeners",
        f"{balancer.label} is of the previous generation of load balancers.",
        "It offers TLS 1.2 at most, and cannot send to tasks in awsvpc mode.",
        "move its listeners to an Application Load Balancer, or a Network Load Balancer (aws.lb.LoadBalancer).",
    )
