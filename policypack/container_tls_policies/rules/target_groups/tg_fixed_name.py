"""A target group should have a name that Pulumi can make anew.

## What it does
Reports target groups with a `name` of their own. Names that Pulumi makes of the logical name, and those that end at
random in another way (`pulumi:autonaming`), are no such names; nor is a `namePrefix`.

## Why it is bad
Port, protocol, target type and VPC of a target group cannot be changed: Pulumi replaces it, and since two groups cannot
have one name, it deletes the old one first. AWS refuses that as long as a listener or a rule forwards to the group:
"ResourceInUse: Target group is currently in use by a listener or a rule". The stack is stuck until someone takes the
listener apart by hand.

## Example
```python
import pulumi_aws as aws

group = aws.lb.TargetGroup(
    "web",  # violates
    name="web",
    port=8080,
    protocol="HTTPS",
    target_type="ip",
    vpc_id="vpc-0123456789abcdef0",
    health_check={"protocol": "HTTPS"},
)
```

## Use instead
Leave the name to Pulumi, or give a prefix of at most six characters.
```python
group = aws.lb.TargetGroup(
    "web",
    name_prefix="web-",
    port=8080,
    protocol="HTTPS",
    target_type="ip",
    vpc_id="vpc-0123456789abcdef0",
    health_check={"protocol": "HTTPS"},
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
    level=Level.ADVISORY,
    severity=Severity.MEDIUM,
    outcome=Outcome.LATER,
    since="0.1.0",
    references=(
        "https://github.com/pulumi/pulumi-aws/issues/4220",
        "https://github.com/pulumi/pulumi-aws/issues/4226",
        "https://github.com/hashicorp/terraform-provider-aws/issues/16889",
    ),
)
def check(group: TargetGroup) -> Iterator[Violation]:
    if name := group.fixed_name:
        yield Violation(
            group,
            "name",
            f"{group.label} has the fixed name {name}.",
            "A change of its port, protocol, target type or VPC replaces it, beginning with its deletion, which AWS "
            "refuses while a listener forwards to it.",
            "remove name, or set namePrefix (name_prefix) in its place.",
        )
