"""A VPC should have its default security group emptied.

## What it does
Reports VPCs of this stack without an `aws.ec2.DefaultSecurityGroup`, which takes the default group over and removes its
rules. Off unless you turn it on, since often one place does it for all VPCs of an account.

## Why it is bad
AWS makes a default group with each VPC: everything in it may talk to everything else in it, and to the whole internet.
Whatever is created without a security group gets it.

## Example
```python
import pulumi_aws as aws

vpc = aws.ec2.Vpc(
    "shop",  # violates
    cidr_block="10.0.0.0/16",
)
```

## Use instead
Take the default group over, without rules.
```python
vpc = aws.ec2.Vpc(
    "shop",
    cidr_block="10.0.0.0/16",
)
aws.ec2.DefaultSecurityGroup("closed", vpc_id=vpc.id)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import Found, Vpc
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    on=Vpc,
    level=Level.DISABLED,
    severity=Severity.LOW,
    outcome=Outcome.INSECURE,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html",
        "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html",
    ),
)
def check(vpc: Vpc) -> Iterator[Violation]:
    default = vpc.default_security_group
    if default.found is Found.ANYTHING:
        raise default.undecided()
    if default.found is Found.OUTSIDE:
        yield Violation(
            vpc,
            "cidrBlock",
            f"Nothing in this stack empties the default security group of {vpc.label}.",
            "What is created without a security group gets it, and may talk to all others in it and to the internet.",
            "add an aws.ec2.DefaultSecurityGroup with vpcId (vpc_id), and without rules.",
        )
