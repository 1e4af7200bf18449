"""A security group must have its rules inline or standalone, not both.

## What it does
Reports security groups that state `ingress` or `egress` inline while a standalone rule of the same direction is on
them: `aws.vpc.SecurityGroupIngressRule`, `aws.vpc.SecurityGroupEgressRule` or `aws.ec2.SecurityGroupRule`. An empty
list counts: it says that there shall be no rule. A default security group always counts as inline.

Inline rules of one direction beside standalone rules of the other are not reported: the provider keeps the two
directions apart.

## Why it is bad
The provider takes what is inline for all there is. At the next refresh it sees the standalone rule as one too many and
revokes it; the update after that adds the rule again. Traffic works on every second update.

## Example
```python
import pulumi_aws as aws

tasks = aws.ec2.SecurityGroup(
    "tasks",  # violates
    vpc_id="vpc-0123456789abcdef0",
    egress=[],
)
aws.vpc.SecurityGroupEgressRule(
    "tasks-to-aws",
    security_group_id=tasks.id,
    cidr_ipv4="0.0.0.0/0",
    ip_protocol="tcp",
    from_port=443,
    to_port=443,
)
```

## Use instead
Leave the group itself empty and write one standalone rule for each purpose. A group that is already deployed with
inline rules needs two updates: first with the inline list set to `[]`, then without the list and with the
standalone rules. Leaving the list out does not revoke its rules, and adding them again fails as a duplicate.
```python
tasks = aws.ec2.SecurityGroup("tasks", vpc_id="vpc-0123456789abcdef0")
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import SecurityGroup, those
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model import Direction, StandaloneRule


@rule(
    on=SecurityGroup,
    level=Level.MANDATORY,
    severity=Severity.HIGH,
    outcome=Outcome.BROKEN,
    since="0.1.0",
    references=(
        "https://www.pulumi.com/registry/packages/aws/api-docs/ec2/securitygroup/",
        "https://github.com/pulumi/pulumi-aws/issues/3729",
    ),
)
def check(group: SecurityGroup) -> Iterator[Violation]:
    directions: tuple[Direction, Direction] = ("ingress", "egress")

    def rule_beside_inline(direction: Direction) -> StandaloneRule | None:
        return group.standalone_rule(direction) if group.owns_rules_inline(direction) else None

    for direction in those(directions, lambda direction: rule_beside_inline(direction) is not None):
        if rule_beside := rule_beside_inline(direction):
            yield Violation(
                group,
                direction,
                f"{group.label} holds its {direction} rules inline, but {rule_beside.label} stands beside them.",
                "The provider takes either for a stranger to the other: every second update revokes rules.",
                f"move {rule_beside.label} into {direction} of {group.label}"
                + (
                    ", which as a default group takes inline rules only."
                    if group.is_default
                    else f", or leave {direction} out and make each rule a resource of its own; deployed inline rules "
                    f"first need an update to {direction}=[]."
                ),
            )
