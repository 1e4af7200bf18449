"""The security group of a load balancer should be open on the ports of its listeners only.

## What it does
Reports rules that let address ranges, however narrow, reach a load balancer on ports of TCP or UDP where it has no
listener. Load balancers without a listener in this stack are left out, and so are groups that something else than a
load balancer has too. ICMP is welcome: path MTU discovery needs it.

Ports that do have a listener are the matter of `sg-world-open`.

## Why it is bad
Nothing answers there today. The first listener that is added on such a port, for an administration page or for a test,
is on the Internet from its first minute, and no change of a security group shows it to a reviewer.

## Example
```python
import pulumi_aws as aws

front = aws.ec2.SecurityGroup("front", vpc_id="vpc-0123456789abcdef0")
aws.vpc.SecurityGroupIngressRule(
    "front-from-clients",  # violates
    security_group_id=front.id,
    cidr_ipv4="0.0.0.0/0",
    ip_protocol="tcp",
    from_port=443,
    to_port=9443,
)
balancer = aws.lb.LoadBalancer("shop", subnets=["subnet-0a", "subnet-0b"], security_groups=[front.id])
aws.lb.Listener(
    "https",
    load_balancer_arn=balancer.arn,
    port=443,
    protocol="HTTPS",
    ssl_policy="ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
    certificate_arn="arn:aws:acm:us-east-1:123456789012:certificate/shared",
    default_actions=[
        {"type": "fixed-response", "fixed_response": {"content_type": "text/plain", "status_code": "404"}}
    ],
)
```

## Use instead
A rule for the port of each listener.
```python
aws.vpc.SecurityGroupIngressRule(
    "front-from-clients",
    security_group_id=front.id,
    cidr_ipv4="0.0.0.0/0",
    ip_protocol="tcp",
    from_port=443,
    to_port=443,
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import RuleOwner, balancers_of, every, listener_ports, those
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model import Opening, SecurityGroup


@rule(
    on=RuleOwner,
    level=Level.ADVISORY,
    severity=Severity.MEDIUM,
    outcome=Outcome.INSECURE,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-update-security-groups.html",
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-security-groups.html",
    ),
)
def check(owner: RuleOwner) -> Iterator[Violation]:
    for opening in those(owner.openings("ingress"), _opens_idle_ports):
        balancers = balancers_of(opening.group.candidates[0])
        ports = ", ".join(map(str, sorted(listener_ports(balancers))))
        yield Violation(
            opening.ports.resource,
            opening.ports.path_of("fromPort"),
            f"{opening.rule_label} lets in {opening.ports.traffic} for {balancers[0].label}, whose listeners are on "
            f"{ports}.",
            "A listener that is added on one of the other ports is reachable at once, without any change of a rule.",
            "narrow fromPort and toPort (from_port, to_port) to the ports of listeners, one rule for each.",
        )


def _opens_idle_ports(opening: Opening) -> bool:
    def has_idle_ports(group: SecurityGroup) -> bool:
        balancers = balancers_of(group)
        ports = listener_ports(balancers)
        span = opening.ports.span if ports else None
        return span is not None and not ports.issuperset(span)

    return every([lambda: opening.is_for("ingress"), lambda: bool(opening.group.agree(has_idle_ports))])
