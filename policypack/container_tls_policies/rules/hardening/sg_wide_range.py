"""A rule should let address ranges reach the ports that they need, not whole spans of ports.

## What it does
Reports ingress rules that let an address range, however narrow, reach all protocols, or more than `maxPorts` ports of
TCP or UDP. Unless they are open to the Internet, spans inside 30000 to 32767, the node ports of Kubernetes, and inside
32768 to 65535, the dynamic host ports of ECS, are left out: instances behind a load balancer need them.

What opens ports of administration to the Internet is the matter of `sg-admin-port-open`, and the groups of load
balancers with listeners in this stack that of `sg-lb-admin-ports`. Rules whose peer is a security group are not judged.

## Why it is bad
Whatever starts to listen on a member, a debugger, a database, an agent, can be reached at once. Nobody who reads the
rule can tell what it is for.

## Example
```python
import pulumi_aws as aws

tasks = aws.ec2.SecurityGroup("tasks", vpc_id="vpc-0123456789abcdef0")
aws.vpc.SecurityGroupIngressRule(
    "tasks-from-vpc",  # violates
    security_group_id=tasks.id,
    cidr_ipv4="10.0.0.0/16",
    ip_protocol="-1",
)
```

## Use instead
One rule for each port.
```python
aws.vpc.SecurityGroupIngressRule(
    "tasks-from-vpc",
    security_group_id=tasks.id,
    cidr_ipv4="10.0.0.0/16",
    ip_protocol="tcp",
    from_port=8443,
    to_port=8443,
)
```
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from ...model import Cidr, RuleOwner, every, has_own_listeners, those
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ...model import Opening

node_ports: Final = range(30000, 32768)
dynamic_ports: Final = range(32768, 65536)


@rule(
    on=RuleOwner,
    level=Level.ADVISORY,
    severity=Severity.MEDIUM,
    outcome=Outcome.INSECURE,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html",
        "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html",
    ),
    options={
        "maxPorts": {
            "type": "integer",
            "minimum": 1,
            "maximum": 65536,
            "default": 100,
            "description": "How many ports one rule may open to an address range.",
        }
    },
)
def check(owner: RuleOwner, options: Mapping[str, Any]) -> Iterator[Violation]:
    for opening in those(owner.openings("ingress"), partial(_is_wide, most=int(options["maxPorts"]))):
        yield Violation(
            opening.ports.resource,
            opening.ports.path_of("fromPort"),
            f"{opening.rule_label} lets {_ranges(opening)} reach {opening.ports.traffic}.",
            "Whatever its members start to listen on can be reached from there at once.",
            "state the protocol and, in fromPort and toPort (from_port, to_port), the ports in use, one rule for "
            "each purpose; or let in a security group.",
        )


def _ranges(opening: Opening) -> str:
    """Its ranges, as far as they are known and as many as a message has room for."""
    known = [peer.value for peer in opening.ranges if isinstance(peer, Cidr)]
    return f"{', '.join(known[:3])}{' and others' if len(opening.ranges) > 3 else ''}" if known else "an address range"


def _is_wide(opening: Opening, most: int) -> bool:
    ports = opening.ports

    def has_many() -> bool:
        span = ports.span
        return span is not None and len(span) > most

    def is_for_instances() -> bool:
        span = ports.span or range(0)
        return any(span.start >= usual.start and span.stop <= usual.stop for usual in (node_ports, dynamic_ports))

    def is_for_administration() -> bool:
        return (ports.covers(22) or ports.covers(3389)) and bool(opening.worldwide)

    return every(
        [
            has_many,
            lambda: not is_for_instances() or bool(opening.worldwide),
            lambda: opening.is_for("ingress"),
            lambda: not is_for_administration(),
            lambda: not opening.group.agree(has_own_listeners),
        ]
    )
