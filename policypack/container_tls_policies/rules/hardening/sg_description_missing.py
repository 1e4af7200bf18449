"""Security groups and their rules should say what they are for.

## What it does
Reports security groups without a `description`, or with the one that the provider fills in, and rules without one,
inline and standalone. A default security group has none of its own.

The rule is off by default. A new description replaces a group that is already deployed; that of a rule is updated in
place.

## Why it is bad
Nobody removes a rule that may still be needed. Without a word on its purpose it stays for ever, and the group grows to
its limit.

## Example
```python
import pulumi_aws as aws

tasks = aws.ec2.SecurityGroup(
    "tasks",  # violates
    vpc_id="vpc-0123456789abcdef0",
)
```

## Use instead
A sentence on what the members are, and in each rule who calls what.
```python
tasks = aws.ec2.SecurityGroup("tasks", description="Tasks of the shop", vpc_id="vpc-0123456789abcdef0")
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ...model import RuleOwner, those
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

filled_in: Final = ("", "Managed by Pulumi", "Managed by Terraform")


@rule(
    on=RuleOwner,
    level=Level.DISABLED,
    severity=Severity.LOW,
    outcome=Outcome.LATER,
    since="0.1.0",
    references=("https://docs.aws.amazon.com/vpc/latest/userguide/creating-security-groups.html",),
)
def check(owner: RuleOwner) -> Iterator[Violation]:
    for described in those(owner.described, lambda described: (described.description or "") in filled_in):
        resource = described.resource
        at = described.path_of("description")
        what = resource.label if at == "description" else f"{at.rpartition('.')[0]} of {resource.label}"
        yield Violation(
            resource,
            at,
            f"{what} has no description.",
            "Nobody can tell later whether it is still needed, and nobody dares to remove it.",
            "state in description what it is for.",
        )
