"""A load balancer should keep access logs.

## What it does
Reports Application and Network Load Balancers without `accessLogs` that are enabled. Network Load Balancers log
connections of their TLS listeners only. Off unless you turn it on, since logs need a bucket of yours.

## Why it is bad
Without them nobody can say afterwards which client came with which TLS version and cipher, or what it asked for.

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
Name a bucket.
```python
aws.lb.LoadBalancer(
    "front",
    load_balancer_type="application",
    subnets=["subnet-0a", "subnet-0b"],
    security_groups=["sg-0123456789abcdef0"],
    access_logs={"bucket": "acme-logs", "enabled": True},
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
    level=Level.DISABLED,
    severity=Severity.LOW,
    outcome=Outcome.BLIND,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html",
        "https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html",
    ),
)
def check(load_balancer: LoadBalancer) -> Iterator[Violation]:
    logs = load_balancer.access_logs
    if load_balancer.type in ("application", "network") and not (logs and logs.enabled):
        yield Violation(
            load_balancer,
            "accessLogs",
            f"{load_balancer.label} keeps no access logs.",
            "Nobody can say afterwards who connected, and with which version of TLS.",
            "set accessLogs (access_logs) with a bucket and enabled true.",
        )
