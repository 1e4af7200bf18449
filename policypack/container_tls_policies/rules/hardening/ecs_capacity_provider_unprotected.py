"""Instances should not be terminated while tasks run on them.

## What it does
Reports capacity providers of ECS with an Auto Scaling group and without `managedTerminationProtection`. Off unless you
turn it on: tasks that may end at any time need no protection.

## Why it is bad
When the group shrinks, AWS picks any instance. The tasks on it end with it, and so do the connections of their clients.

## Example
```python
import pulumi_aws as aws

group = "arn:aws:autoscaling:us-east-1:123456789012:autoScalingGroup:0:autoScalingGroupName/web"
aws.ecs.CapacityProvider(
    "instances",  # violates
    auto_scaling_group_provider={
        "auto_scaling_group_arn": group,
        "managed_scaling": {"status": "ENABLED"},
    },
)
```

## Use instead
The group must protect its instances from scale-in, too.
```python
aws.ecs.CapacityProvider(
    "instances",
    auto_scaling_group_provider={
        "auto_scaling_group_arn": group,
        "managed_scaling": {"status": "ENABLED"},
        "managed_termination_protection": "ENABLED",
    },
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import CapacityProvider
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    on=CapacityProvider,
    level=Level.DISABLED,
    severity=Severity.LOW,
    outcome=Outcome.BROKEN,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/managed-termination-protection.html",
        "https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html",
    ),
)
def check(provider: CapacityProvider) -> Iterator[Violation]:
    instances = provider.instances
    if instances and instances.termination_protection != "ENABLED":
        yield Violation(
            provider,
            "autoScalingGroupProvider.managedTerminationProtection",
            f"{provider.label} does not protect instances that have tasks from termination.",
            "When the Auto Scaling group shrinks, tasks and their connections end with an instance.",
            "set autoScalingGroupProvider.managedTerminationProtection (auto_scaling_group_provider["
            '"managed_termination_protection"]) to "ENABLED".',
        )
