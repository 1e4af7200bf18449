"""A Classic Load Balancer should write access logs.

## What it does
Reports Classic Load Balancers without `accessLogs`, or with them turned off. It is off by default, since logs need a
bucket.

## Why it is bad
After an incident nobody can tell who asked for what.

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
Name a bucket that lets the load balancer write.
```python
balancer = aws.elb.LoadBalancer(
    "shop",
    subnets=["subnet-0a", "subnet-0b"],
    access_logs={"bucket": "shop-logs"},
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
    level=Level.DISABLED,
    severity=Severity.LOW,
    outcome=Outcome.BLIND,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/access-log-collection.html",
        "https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html",
    ),
)
def check(balancer: ClassicLoadBalancer) -> Iterator[Violation]:
    logs = balancer.access_logs
    if logs is None or (logs.has("enabled") and not logs.enabled):
        yield Violation(
            balancer,
            "accessLogs",
            f"{balancer.label} writes no access logs.",
            "After an incident nobody can tell who asked for what.",
            "set accessLogs (access_logs) with the bucket for them.",
        )
