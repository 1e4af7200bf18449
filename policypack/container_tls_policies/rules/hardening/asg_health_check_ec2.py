"""Instances behind a load balancer should be replaced when it finds them unhealthy.

## What it does
Reports Auto Scaling groups whose instances are targets of a load balancer, by their own properties or an attachment of
this stack, and that check instances by EC2 only. Off unless you turn it on: where an instance that fails is to be kept
for a look at it, the default is right.

## Why it is bad
EC2 knows whether the machine runs, not whether the application does. What hangs gets no traffic any more, and is never
replaced: the group keeps its number, and the rest carries the load.

## Example
```python
import pulumi_aws as aws

aws.autoscaling.Group(
    "web",  # violates
    min_size=2,
    max_size=4,
    vpc_zone_identifiers=["subnet-0a", "subnet-0b"],
    launch_template={"id": "lt-0123456789abcdef0"},
    target_group_arns=["arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/web/0123456789abcdef"],
)
```

## Use instead
Let the checks of the load balancer count, with a grace period for the start.
```python
aws.autoscaling.Group(
    "web",
    min_size=2,
    max_size=4,
    vpc_zone_identifiers=["subnet-0a", "subnet-0b"],
    health_check_type="ELB",
    health_check_grace_period=120,
    launch_template={"id": "lt-0123456789abcdef0"},
    target_group_arns=["arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/web/0123456789abcdef"],
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import AutoScalingGroup, every
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    on=AutoScalingGroup,
    level=Level.DISABLED,
    severity=Severity.LOW,
    outcome=Outcome.BROKEN,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/autoscaling/ec2/userguide/health-checks-overview.html",
        "https://docs.aws.amazon.com/securityhub/latest/userguide/autoscaling-controls.html",
    ),
)
def check(group: AutoScalingGroup) -> Iterator[Violation]:
    if every([lambda: "ELB" not in group.health_check_type, lambda: group.is_behind_load_balancer]):
        yield Violation(
            group,
            "healthCheckType",
            f"{group.label} is behind a load balancer, but checks its instances by {group.health_check_type} only.",
            "An instance whose application hangs gets no traffic any more, and is never replaced.",
            'set healthCheckType (health_check_type) to "ELB", and healthCheckGracePeriod (health_check_grace_period) '
            "to the seconds that a start takes.",
        )
