"""The default security group of a VPC should let nothing through.

## What it does
Reports `aws.ec2.DefaultSecurityGroup` with a rule of either direction, inline or standalone. Without rules the resource
empties the group, which is what it is good for.

What has the default group is the matter of `sg-default-in-use`.

## Why it is bad
AWS gives the default group to everything that is created without a group. Its rules then hold for things that nobody
meant them for.

## Example
```python
import pulumi_aws as aws

aws.ec2.DefaultSecurityGroup(
    "default",  # violates
    vpc_id="vpc-0123456789abcdef0",
    ingress=[{"protocol": "-1", "from_port": 0, "to_port": 0, "self": True}],
)
```

## Use instead
The default group without any rule, and a group of its own for each purpose.
```python
aws.ec2.DefaultSecurityGroup("default", vpc_id="vpc-0123456789abcdef0")
```
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ...model import SecurityGroup, some, those
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model import Direction


@rule(
    on=SecurityGroup,
    level=Level.ADVISORY,
    severity=Severity.MEDIUM,
    outcome=Outcome.INSECURE,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html",
        "https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html",
    ),
)
def check(group: SecurityGroup) -> Iterator[Violation]:
    if not group.is_default:
        return

    def has_rules(direction: Direction, version: int) -> bool:
        return group.rule_count(direction, version).exceeds(0)

    def has_any(direction: Direction) -> bool:
        return some([partial(has_rules, direction, version) for version in (4, 6)])

    directions: tuple[Direction, Direction] = ("ingress", "egress")
    for direction in those(directions, has_any):
        yield Violation(
            group,
            direction,
            f"{group.label} is the default group of its VPC and has {direction} rules.",
            "Whatever is created in the VPC without a security group gets these rules.",
            f"leave {direction} out, and make a security group of its own for what needs the rules.",
        )
