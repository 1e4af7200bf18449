"""Members of a security group should not be able to open any connection to anywhere.

## What it does
Reports egress rules that let members reach the Internet, 0.0.0.0/0, ::/0 and ranges almost as wide, on other ports than
`allowedPorts`: 443 unless stated otherwise, which images, logs and AWS's APIs need. All protocols count.

The rule is off by default: many organizations let everything out and filter elsewhere.

## Why it is bad
A container that has been taken over loads its tools and carries data away by whatever port is open. With 443 alone, a
firewall or a proxy has one protocol to look at.

## Example
```python
import pulumi_aws as aws

tasks = aws.ec2.SecurityGroup("tasks", vpc_id="vpc-0123456789abcdef0")
aws.vpc.SecurityGroupEgressRule(
    "tasks-to-anywhere",  # violates
    security_group_id=tasks.id,
    cidr_ipv4="0.0.0.0/0",
    ip_protocol="-1",
)
```

## Use instead
HTTPS to the Internet, and the groups of what else the members call.
```python
aws.vpc.SecurityGroupEgressRule(
    "tasks-to-anywhere",
    security_group_id=tasks.id,
    cidr_ipv4="0.0.0.0/0",
    ip_protocol="tcp",
    from_port=443,
    to_port=443,
)
```
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from ...model import RuleOwner, every, those
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ...model import Opening


@rule(
    on=RuleOwner,
    level=Level.DISABLED,
    severity=Severity.LOW,
    outcome=Outcome.INSECURE,
    since="0.1.0",
    references=("https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html",),
    options={
        "allowedPorts": {
            "type": "array",
            "items": {"type": "integer", "minimum": 0, "maximum": 65535},
            "default": [443],
            "description": "The ports on which members may reach the Internet.",
        }
    },
)
def check(owner: RuleOwner, options: Mapping[str, Any]) -> Iterator[Violation]:
    allowed = frozenset(int(port) for port in options["allowedPorts"])
    for opening in those(owner.openings("egress"), partial(_lets_out, allowed=allowed)):
        yield Violation(
            opening.ports.resource,
            opening.range_path,
            f"{opening.rule_label} lets out {opening.ports.traffic} to {' and '.join(opening.worldwide)}.",
            "A container that has been taken over can call home and carry data away by any of these ports.",
            "name the peers by security group or range, and leave 443 for the Internet.",
        )


def _lets_out(opening: Opening, allowed: frozenset[int]) -> bool:
    def is_allowed() -> bool:
        span = opening.ports.span
        return span is not None and allowed.issuperset(span)

    return every([lambda: bool(opening.worldwide), lambda: not is_allowed(), lambda: opening.is_for("egress")])
