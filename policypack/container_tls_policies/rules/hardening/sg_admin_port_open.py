"""Ports of administration should not be open to the Internet.

## What it does
Reports security group rules that let the Internet, 0.0.0.0/0, ::/0 and ranges almost as wide, reach one of `ports` by
TCP: 22 and 3389 unless stated otherwise. A span of ports or all protocols counts where it includes one of them. Rules
are read inline and standalone, whatever the group is attached to.

The groups of load balancers with listeners in this stack count where one of these is on such a port; otherwise they are
left to `sg-lb-admin-ports`.

## Why it is bad
Open ports of SSH and remote desktops are found within minutes and tried without end. One weak password or one unpatched
server is enough.

## Example
```python
import pulumi_aws as aws

instances = aws.ec2.SecurityGroup("instances", vpc_id="vpc-0123456789abcdef0")
aws.vpc.SecurityGroupIngressRule(
    "ssh",  # violates
    security_group_id=instances.id,
    cidr_ipv4="0.0.0.0/0",
    ip_protocol="tcp",
    from_port=22,
    to_port=22,
)
```

## Use instead
Session Manager or ECS Exec, which need no open port; otherwise the ranges of the administrators.
```python
aws.vpc.SecurityGroupIngressRule(
    "ssh",
    security_group_id=instances.id,
    cidr_ipv4="192.0.2.0/24",
    ip_protocol="tcp",
    from_port=22,
    to_port=22,
)
```
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from ...model import RuleOwner, balancers_of, every, has_own_listeners, internal_balancers, listener_ports, some, those
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ...model import Opening, SecurityGroup


@rule(
    on=RuleOwner,
    level=Level.ADVISORY,
    severity=Severity.HIGH,
    outcome=Outcome.INSECURE,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html",
        "https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager.html",
    ),
    options={
        "ports": {
            "type": "array",
            "items": {"type": "integer", "minimum": 1, "maximum": 65535},
            "default": [22, 3389],
            "description": "The ports of administration.",
        }
    },
)
def check(owner: RuleOwner, options: Mapping[str, Any]) -> Iterator[Violation]:
    ports = [int(port) for port in options["ports"]]
    for opening in those(owner.openings("ingress"), partial(_opens, ports=ports)):
        internal = internal_balancers(opening)
        yield Violation(
            opening.ports.resource,
            opening.range_path,
            f"{opening.rule_label} opens {_opened(opening, ports)}"
            f"{f' of {internal[0].label}, which is internal,' if internal else ''} to "
            f"{' and '.join(opening.worldwide)}.",
            "Whoever has a way into its VPC, such as a peering, a VPN or a transit gateway, can try to log in."
            if internal
            else "Everybody on the Internet who finds an address of its members can try to log in.",
            "remove the rule and use Session Manager or ECS Exec, or narrow the range to the administrators'.",
        )


def _opened(opening: Opening, ports: list[int]) -> str:
    """The ports that are open, with those of administration among them."""
    span = opening.ports.span or range(0)
    of_administration = " and ".join(str(port) for port in ports if port in span)
    if len(span) == 1:
        return f"TCP port {of_administration}"
    every_port = "all ports of all protocols"
    return f"{every_port if opening.ports.protocol == '-1' else opening.ports.traffic}, also {of_administration},"


def _opens(opening: Opening, ports: list[int]) -> bool:
    def is_idle(group: SecurityGroup) -> bool:
        """Whether the group is for load balancers that have listeners, but none on a port of administration."""
        if not has_own_listeners(group):
            return False
        served = listener_ports(balancers_of(group))
        return not any(port in served and opening.ports.covers(port) for port in ports)

    return every(
        [
            lambda: bool(opening.worldwide),
            lambda: some([partial(opening.ports.covers, port) for port in ports]),
            lambda: opening.is_for("ingress"),
            lambda: not opening.group.agree(is_idle),
        ]
    )
