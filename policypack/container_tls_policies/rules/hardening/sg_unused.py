"""A security group should be attached to something.

## What it does
Reports security groups that no resource of the stack has or refers to, whatever its provider: no load balancer, service
or instance, no rule of another group, no other property. Rules of the group itself do not count, nor do default groups.
A property of which nothing is known is taken for another group's.

The rule is off by default: a group that is a stack output or is looked up by its name or tags may be used elsewhere,
and a preview does not show that.

## Why it is bad
An unused group is found and attached by somebody who needs one, with rules that were made for something else.

## Example
```python
import pulumi_aws as aws

aws.ec2.SecurityGroup(
    "leftover",  # violates
    vpc_id="vpc-0123456789abcdef0",
)
```

## Use instead
Remove the group, or attach it.
```python
leftover = aws.ec2.SecurityGroup("leftover", vpc_id="vpc-0123456789abcdef0")
aws.ec2.Instance("host", instance_type="m7i.large", ami="ami-0123456789abcdef0", vpc_security_group_ids=[leftover.id])
```
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ...model import InterfaceOwner, SecurityGroup, some
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    on=SecurityGroup,
    level=Level.DISABLED,
    severity=Severity.LOW,
    outcome=Outcome.LATER,
    since="0.1.0",
    references=("https://docs.aws.amazon.com/vpc/latest/userguide/security-groups.html",),
)
def check(group: SecurityGroup) -> Iterator[Violation]:
    if group.is_default or group.may_have_foreign_rules:
        return

    attached = group.stack.referrers(group, InterfaceOwner, "security_groups")
    is_attached = some([partial(group.is_meant_by, reference) for _, reference in attached if reference.candidates])
    if not is_attached and not group.is_mentioned:
        yield Violation(
            group,
            "name",
            f"{group.label} is attached to nothing and named by nothing in this stack.",
            "It may be attached one day to something for which its rules were not made.",
            "remove it, or attach it to what it is for.",
        )
