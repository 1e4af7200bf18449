"""A security group should have no more rules than AWS allows.

## What it does
Counts the rules of each direction of a security group, for IPv4 and for IPv6, inline and standalone, and reports more
than `limit`, which is 60 unless AWS has raised the quota of the account. As AWS does, it counts each address range of
a rule, a reference to a security group for both families, and a prefix list of this stack by its `maxEntries`, however
few entries it has. A prefix list of AWS or of another stack counts as one, though its weight may be far more: 55 for
the one of CloudFront.

The number of groups on one network interface is the matter of `sg-group-limit`.

## Why it is bad
The rules are created one after the other until one is one too many. AWS refuses it with
`RulesPerSecurityGroupLimitExceeded`, and the update stops with some of the rules in place.

## Example
```python
import pulumi_aws as aws

offices = aws.ec2.ManagedPrefixList("offices", address_family="IPv4", max_entries=80)
front = aws.ec2.SecurityGroup(
    "front",  # violates
    vpc_id="vpc-0123456789abcdef0",
)
aws.vpc.SecurityGroupIngressRule(
    "front-from-offices",
    security_group_id=front.id,
    prefix_list_id=offices.id,
    ip_protocol="tcp",
    from_port=443,
    to_port=443,
)
```

## Use instead
Fewer and wider ranges, a smaller prefix list, or two groups; or a higher quota, stated as `limit`.
```python
offices = aws.ec2.ManagedPrefixList("offices", address_family="IPv4", max_entries=20)
```
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any

from ...model import SecurityGroup, those
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ...model import Direction


@rule(
    on=SecurityGroup,
    level=Level.ADVISORY,
    severity=Severity.MEDIUM,
    outcome=Outcome.REJECTED,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html",
        "https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html",
    ),
    options={
        "limit": {
            "type": "integer",
            "minimum": 1,
            "maximum": 1000,
            "default": 60,
            "description": "The account's quota of rules in each direction of a security group.",
        }
    },
)
def check(group: SecurityGroup, options: Mapping[str, Any]) -> Iterator[Violation]:
    limit = int(options["limit"])
    directions: tuple[Direction, Direction] = ("ingress", "egress")

    def exceeds(counted: tuple[Direction, int]) -> bool:
        return group.rule_count(*counted).exceeds(limit)

    for direction, version in those(product(directions, (4, 6)), exceeds):
        yield Violation(
            group,
            direction,
            f"{group.label} has {group.rule_count(direction, version).at_least} {direction} rules for IPv{version} as "
            f"AWS counts them, and the quota is {limit}.",
            "AWS refuses the first rule above the quota, and the update stops halfway.",
            "merge address ranges, shrink prefix lists, or spread the rules over two groups; where AWS has raised the "
            "quota, state it as this rule's option limit.",
        )
