"""Slow start must be on an Application Load Balancer that routes round robin.

## What it does
Reports target groups of instances or IP addresses with a `slowStart` other than 0

- whose protocol is not HTTP or HTTPS, so that they are of a Network Load Balancer;
- whose `loadBalancingAlgorithmType` is `least_outstanding_requests` or `weighted_random`;
- or that is not 30 to 900 seconds.

## Why it is bad
Slow start raises the share of requests that a new target gets, which only round robin can do, and only where there are
requests. AWS refuses the attribute otherwise, after it has created the target group: the update ends there.

## Example
```python
import pulumi_aws as aws

group = aws.lb.TargetGroup(
    "tls",  # violates
    port=8443,
    protocol="TCP",
    target_type="ip",
    vpc_id="vpc-0123456789abcdef0",
    health_check={"protocol": "TCP"},
    slow_start=60,
)
```

## Use instead
Leave slow start out. Targets that need time can fail their health checks until they are warm.
```python
group = aws.lb.TargetGroup(
    "tls",
    port=8443,
    protocol="TCP",
    target_type="ip",
    vpc_id="vpc-0123456789abcdef0",
    health_check={"protocol": "TCP"},
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import TargetGroup
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    on=TargetGroup,
    level=Level.MANDATORY,
    severity=Severity.MEDIUM,
    outcome=Outcome.REJECTED,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html",
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetGroupAttribute.html",
    ),
)
def check(group: TargetGroup) -> Iterator[Violation]:
    if group.slow_start == 0 or group.target_type not in ("instance", "ip"):
        return
    if not 30 <= group.slow_start <= 900:
        reason, fix = "30 to 900 are allowed", "set slowStart (slow_start) to a number from 30 to 900, or to 0."
    elif group.protocol not in (None, "HTTP", "HTTPS"):
        reason, fix = f"its protocol is {group.protocol}", "remove slowStart (slow_start)."
    elif group.algorithm in ("least_outstanding_requests", "weighted_random"):
        reason = f"its loadBalancingAlgorithmType is {group.algorithm}"
        fix = "remove slowStart (slow_start), or set loadBalancingAlgorithmType (load_balancing_algorithm_type) to "
        fix += '"round_robin".'
    else:
        return
    yield Violation(
        group,
        "slowStart",
        f"{group.label} has a slowStart of {group.slow_start} seconds, but {reason}.",
        "The attribute is refused, and the update ends there.",
        fix,
    )
