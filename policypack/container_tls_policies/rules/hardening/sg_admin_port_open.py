"""Ports of administration should not be open to the Internet.

## What it does
Reports security group rules that let the Internet, 0.0.0.0/0, ::/0 and ranges almost as wide, reach one of `ports` by
TCP: 22 and 3389 unless stated otherwise. A span of ports or all protocols counts where it includes one of them. Rules
are read inline and standalone, whatever the group is attached to.

The groups of load balancers with listeners in this stack are left to `sg-lb-admin-ports`.

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

from ...model import RuleOwner, every, has_own_listeners, some, those
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ...model import Opening


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
        opened = " and ".join(str(port) for port in ports if opening.ports.covers(port))
        yield Violation(
            opening.ports.resource,
            opening.range_path,
            f"{opening.rule_label} opens TCP port {opened} to {' and '.join(opening.worldwide)}.",
            "Everybody on the Internet who finds an address of its members can try to log in.",
            "remove the rule and use Session Manager or ECS Exec, or narrow the range to the administrators'.",
        )


def _opens(opening: Opening, ports: list[int]) -> bool:
    return every(
        [
            lambda: bool(opening.worldwide),
            lambda: some([partial(opening.ports.covers, port) for port in ports]),
            lambda: opening.is_for("ingress"),
            lambda: not opening.group.agree(has_own_listeners),
        ]
    )
