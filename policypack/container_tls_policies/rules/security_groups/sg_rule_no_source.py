"""A standalone security group rule must have one source, and ports where its protocol has them.

## What it does
Reports `aws.vpc.SecurityGroupIngressRule` and `aws.vpc.SecurityGroupEgressRule` that name no peer, or several: one of
`cidrIpv4`, `cidrIpv6`, `prefixListId` and `referencedSecurityGroupId` is allowed. Reports `aws.ec2.SecurityGroupRule`
that names no peer, or two of address ranges, `self` and `sourceSecurityGroupId`. Reports either where the protocol is
TCP or UDP and a port is missing.

Ports beside a protocol that has none are the matter of `sg-rule-ports-mismatch`.

## Why it is bad
The provider refuses the rule when it plans it, or AWS when it is created: by then the update has begun, and the
resources that wait for the rule are not created.

## Example
```python
import pulumi_aws as aws

tasks = aws.ec2.SecurityGroup("tasks", vpc_id="vpc-0123456789abcdef0")
aws.vpc.SecurityGroupEgressRule(
    "tasks-to-aws",  # violates
    security_group_id=tasks.id,
    cidr_ipv4="0.0.0.0/0",
    cidr_ipv6="::/0",
    ip_protocol="tcp",
    from_port=443,
    to_port=443,
)
```

## Use instead
One rule for each peer, and for all of a protocol's ports 0 to 65535.
```python
aws.vpc.SecurityGroupEgressRule(
    "tasks-to-aws",
    security_group_id=tasks.id,
    cidr_ipv4="0.0.0.0/0",
    ip_protocol="tcp",
    from_port=443,
    to_port=443,
)
aws.vpc.SecurityGroupEgressRule(
    "tasks-to-aws-ipv6",
    security_group_id=tasks.id,
    cidr_ipv6="::/0",
    ip_protocol="tcp",
    from_port=443,
    to_port=443,
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import LegacyRule, StandaloneRule
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    on=StandaloneRule,
    level=Level.MANDATORY,
    severity=Severity.MEDIUM,
    outcome=Outcome.REJECTED,
    since="0.1.0",
    references=(
        "https://www.pulumi.com/registry/packages/aws/api-docs/vpc/securitygroupingressrule/",
        "https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html",
    ),
)
def check(standalone: StandaloneRule) -> Iterator[Violation]:
    effect = "The rule is refused, and what waits for it is not created."
    if not standalone.sources:
        keys = ", ".join(standalone.source_keys)
        yield Violation(
            standalone,
            standalone.source_keys[0],
            f"{standalone.label} does not say whom it lets through.",
            effect,
            f"state one of {keys}.",
        )
    elif extra := _excess(standalone):
        found = " and ".join(extra)
        yield Violation(
            standalone,
            extra[-1],
            f"{standalone.label} names its peer by {found}, which do not go together.",
            effect,
            "make one rule for each.",
        )
    missing = [key for key in ("fromPort", "toPort") if not standalone.has(key)]
    if missing and standalone.protocol in ("tcp", "udp"):
        yield Violation(
            standalone,
            missing[0],
            f"{standalone.label} is for {standalone.protocol.upper()} but does not state {' and '.join(missing)}.",
            effect,
            "state fromPort and toPort (from_port, to_port), 0 and 65535 for all ports.",
        )


def _excess(standalone: StandaloneRule) -> tuple[str, ...]:
    """The sources given that exclude each other. Those that are not known yet may turn out to be nothing."""
    sources = standalone.sources
    if isinstance(standalone, LegacyRule):
        # Ranges of both families go together, and prefix lists with everything.
        sources = tuple(key for key in sources if key != "prefixListIds")
        if len({key.replace("ipv6C", "c") for key in sources}) < 2:
            return ()
    if len(sources) < 2:
        return ()
    return tuple(key for key in sources if standalone.known(key))
