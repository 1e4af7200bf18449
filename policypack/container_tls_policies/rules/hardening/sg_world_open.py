"""Only the public ports of public load balancers should be open to the Internet.

## What it does
Reports ingress rules that let the Internet, 0.0.0.0/0, ::/0 and ranges almost as wide, reach ports of TCP or UDP other
than `allowedPorts`, 80 and 443 unless stated otherwise; and any port of a load balancer that is `internal`. Ranges
inside one of `allowedCidrs` are accepted. ICMP is not judged.

Neighbours have their own rules: `sg-admin-port-open` for 22 and 3389, `sg-wide-range` for all protocols and more than a
hundred ports, `sg-task-open` for the ports of tasks behind a load balancer, `sg-lb-admin-ports` for ports of a load
balancer without a listener. Tasks, and fixed ports of their instances, behind a public Network Load Balancer without
security groups are left out: they may have no other way to let in its clients.

## Why it is bad
What is open to everybody is scanned every day. Databases, metrics and queues are seldom built for that, and often have
no TLS and no password on such ports.

## Example
```python
import pulumi_aws as aws

tasks = aws.ec2.SecurityGroup("tasks", vpc_id="vpc-0123456789abcdef0")
aws.vpc.SecurityGroupIngressRule(
    "metrics",  # violates
    security_group_id=tasks.id,
    cidr_ipv4="0.0.0.0/0",
    ip_protocol="tcp",
    from_port=9090,
    to_port=9090,
)
```

## Use instead
The group or the range of those who need the port.
```python
aws.vpc.SecurityGroupIngressRule(
    "metrics",
    security_group_id=tasks.id,
    referenced_security_group_id="sg-0123456789abcdef0",
    ip_protocol="tcp",
    from_port=9090,
    to_port=9090,
)
```
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from ...model import (
    RuleOwner,
    balancers_of,
    every,
    exposed_entry,
    has_own_listeners,
    internal_balancers,
    listener_ports,
    reached_entry,
    those,
)
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ...model import Attachment, LoadBalancer, Opening, SecurityGroup


@rule(
    on=RuleOwner,
    level=Level.ADVISORY,
    severity=Severity.MEDIUM,
    outcome=Outcome.INSECURE,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html",
        "https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html",
    ),
    options={
        "allowedPorts": {
            "type": "array",
            "items": {"type": "integer", "minimum": 0, "maximum": 65535},
            "default": [80, 443],
            "description": "The ports that may be open to the Internet.",
        },
        "allowedCidrs": {
            "type": "array",
            "items": {"type": "string", "minLength": 1},
            "default": [],
            "description": "Address ranges that are accepted on any port, however wide.",
        },
    },
)
def check(owner: RuleOwner, options: Mapping[str, Any]) -> Iterator[Violation]:
    allowed = frozenset(int(port) for port in options["allowedPorts"])
    accepted = options["allowedCidrs"]
    for opening in those(owner.openings("ingress"), partial(_is_too_open, allowed=allowed, accepted=accepted)):
        internal = internal_balancers(opening)
        yield Violation(
            opening.ports.resource,
            opening.range_path,
            f"{opening.rule_label} opens {opening.ports.traffic}"
            f"{f' of {internal[0].label}, which is internal,' if internal else ''} to "
            f"{' and '.join(_open_ranges(opening, accepted))}.",
            "Whatever has a way into its VPC, such as a peering or a transit gateway, can connect; and everybody "
            "can once it is made public."
            if internal
            else "Everybody on the Internet who finds an address of its members can reach what listens there.",
            "let in a security group or the ranges of the clients; or state the port or the range in this rule's "
            "options allowedPorts and allowedCidrs.",
        )


def _open_ranges(opening: Opening, accepted: list[str]) -> tuple[str, ...]:
    return opening.matching(lambda cidr: cidr.is_worldwide and not cidr.is_inside(accepted))


def _shows_clients(_: Attachment, balancer: LoadBalancer) -> bool:
    """Whether the clients' addresses may be all that the tasks see of a public load balancer."""
    return balancer.type == "network" and not balancer.internal and not balancer.interface.groups


def _is_too_open(opening: Opening, allowed: frozenset[int], accepted: list[str]) -> bool:
    ports = opening.ports

    def is_for_few_ports() -> bool:
        span = ports.span
        return span is not None and len(span) <= 100 and not ports.covers(22) and not ports.covers(3389)

    def is_not_for_the_public(group: SecurityGroup) -> bool:
        span = ports.span or range(0)
        if has_own_listeners(group) and not listener_ports(balancers_of(group)).issuperset(span):
            return False
        balancers = balancers_of(group)
        return not allowed.issuperset(span) or (bool(balancers) and all(found.internal for found in balancers))

    def is_not_meant() -> bool:
        answer = opening.group.agree(is_not_for_the_public)
        return not allowed.issuperset(ports.span or range(0)) if answer is None else answer

    return every(
        [
            lambda: bool(_open_ranges(opening, accepted)),
            is_for_few_ports,
            lambda: opening.is_for("ingress"),
            is_not_meant,
            lambda: exposed_entry(opening) is None,
            lambda: reached_entry(opening, _shows_clients) is None,
        ]
    )
