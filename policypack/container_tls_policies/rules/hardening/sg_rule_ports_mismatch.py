"""The ports of a security group rule should fit its protocol.

## What it does
Reports rules, inline and standalone, whose protocol and ports contradict each other:

- all protocols, or one without ports, with ports: 0 and -1 are none, except in `aws.vpc` rules, which leave them out;
- TCP or UDP with `fromPort` above `toPort`, with ports that do not exist, or with port 0 alone;
- ICMP with a type or code above 255, or with all types but one code.

Ports that are missing are the matter of `sg-rule-no-source`.

## Why it is bad
Ports beside all protocols look like a restriction and are none: the provider refuses them inline, and a standalone rule
opens everything. Other contradictions are refused by AWS halfway through the update, or open a port that nothing uses.

## Example
```python
import pulumi_aws as aws

aws.vpc.SecurityGroupIngressRule(
    "tasks-from-vpc",  # violates
    security_group_id="sg-0123456789abcdef0",
    cidr_ipv4="10.0.0.0/16",
    ip_protocol="-1",
    from_port=8443,
    to_port=8443,
)
```

## Use instead
The protocol that is meant, with its ports.
```python
aws.vpc.SecurityGroupIngressRule(
    "tasks-from-vpc",
    security_group_id="sg-0123456789abcdef0",
    cidr_ipv4="10.0.0.0/16",
    ip_protocol="tcp",
    from_port=8443,
    to_port=8443,
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ...model import RuleOwner, those
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model import PortRange

refused: Final = "The rule is refused in the middle of the update."


@rule(
    on=RuleOwner,
    level=Level.ADVISORY,
    severity=Severity.MEDIUM,
    outcome=Outcome.REJECTED,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpPermission.html",
        "https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html",
    ),
)
def check(owner: RuleOwner) -> Iterator[Violation]:
    for ports in those(owner.port_ranges, lambda ports: _contradiction(ports) is not None):
        if found := _contradiction(ports):
            problem, effect, fix = found
            resource = ports.resource
            name = ports.path_of("").rstrip(".")
            yield Violation(
                resource,
                ports.path_of("fromPort"),
                f"{f'{name} of ' if name else ''}{resource.label} {problem}.",
                effect,
                fix,
            )


def _contradiction(ports: PortRange) -> tuple[str, str, str] | None:
    """What is wrong, what happens then, and the change to make."""
    first, last, protocol = ports.from_port, ports.to_port, ports.protocol
    if protocol in ("tcp", "udp"):
        if first is None or last is None:
            return None
        span = f"goes from port {first} to port {last}"
        if first > last:
            return (
                span,
                refused,
                "state the lower port as fromPort (from_port), and the higher one as toPort (to_port).",
            )
        if first < 0 or last > 65535:
            return span, refused, "state ports from 0 to 65535."
        if last == 0:
            opened = f"is for {protocol.upper()} port 0 alone"
            return opened, "Nothing uses that port, so that nothing passes.", "state the ports, 0 to 65535 for all."
        return None
    if protocol in ("icmp", "icmpv6"):
        if max(first or 0, last or 0) > 255:
            return f"has the ICMP type {first} and code {last}", refused, "state -1 and -1 for all types and codes."
        if first == -1 and last not in (-1, None):
            return f"is for all ICMP types with the code {last}", refused, "state the code -1 too, or a type."
        return None
    if ports.states_ports_in_vain:
        given = " and ".join(str(port) for port in dict.fromkeys((first, last)) if port is not None)
        return (
            f"states port {given}, but is for {'all protocols' if protocol == '-1' else f'protocol {protocol}'}",
            "Ports have no meaning there: inline they are refused, and otherwise the rule opens everything.",
            'state the protocol that has these ports, such as "tcp", or leave the ports out (inline: 0 and 0).',
        )
    return None
