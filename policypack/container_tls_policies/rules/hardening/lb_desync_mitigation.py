"""A load balancer should defend against ambiguous requests.

## What it does
Reports Application and Classic Load Balancers with the `desyncMitigationMode` monitor. The default, defensive, and
strictest are fine.

## Why it is bad
In this mode the load balancer passes on requests of which it knows that a target may take their end to be elsewhere.
What is smuggled behind that end runs with the next client's connection.

## Example
```python
import pulumi_aws as aws

aws.lb.LoadBalancer(
    "front",  # violates
    load_balancer_type="application",
    subnets=["subnet-0a", "subnet-0b"],
    security_groups=["sg-0123456789abcdef0"],
    desync_mitigation_mode="monitor",
)
```

## Use instead
Leave the default.
```python
aws.lb.LoadBalancer(
    "front",
    load_balancer_type="application",
    subnets=["subnet-0a", "subnet-0b"],
    security_groups=["sg-0123456789abcdef0"],
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import AnyLoadBalancer
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    on=AnyLoadBalancer,
    level=Level.ADVISORY,
    severity=Severity.MEDIUM,
    outcome=Outcome.INSECURE,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html",
        "https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html",
    ),
)
def check(load_balancer: AnyLoadBalancer) -> Iterator[Violation]:
    if load_balancer.type in ("application", "classic") and load_balancer.desync_mitigation_mode == "monitor":
        yield Violation(
            load_balancer,
            "desyncMitigationMode",
            f"{load_balancer.label} only monitors ambiguous requests.",
            "It passes them on to targets, which may take part of one for the request of another client.",
            "remove desyncMitigationMode (desync_mitigation_mode), or set it to defensive.",
        )
