"""A Network Load Balancer behind an endpoint service should let in the addresses of its consumers.

## What it does
Reports Network Load Balancers that a VPC endpoint service of the same stack offers, whose security groups are enforced
on PrivateLink traffic, which is the default, and let in no address range and no prefix list on the port of any TCP or
TLS listener: only security groups, or nothing at all.

Load balancers without security groups, or with one of another stack, and those without a listener in this stack are
left out. Whether the ranges are those of the consumers, the stack does not say.

## Why it is bad
PrivateLink traffic arrives with the address that the consumer has in its own VPC. No rule that names a group of this
VPC matches it, so that every consumer's connection times out, while the endpoint is shown as available.

## Example
```python
import pulumi_aws as aws

front = aws.ec2.SecurityGroup(
    "front",
    vpc_id="vpc-0123456789abcdef0",
    egress=[{"protocol": "tcp", "from_port": 8443, "to_port": 8443, "cidr_blocks": ["10.0.0.0/16"]}],
)
aws.vpc.SecurityGroupIngressRule(
    "front-from-consumers",
    security_group_id=front.id,
    referenced_security_group_id="sg-0123456789abcdef0",
    ip_protocol="tcp",
    from_port=443,
    to_port=443,
)
balancer = aws.lb.LoadBalancer(
    "shop",  # violates
    load_balancer_type="network",
    internal=True,
    subnets=["subnet-0a", "subnet-0b"],
    security_groups=[front.id],
)
group = aws.lb.TargetGroup("shop", port=8443, protocol="TCP", target_type="ip", vpc_id="vpc-0123456789abcdef0")
aws.lb.Listener(
    "tls",
    load_balancer_arn=balancer.arn,
    port=443,
    protocol="TCP",
    default_actions=[{"type": "forward", "target_group_arn": group.arn}],
)
aws.ec2.VpcEndpointService("shop", acceptance_required=True, network_load_balancer_arns=[balancer.arn])
```

## Use instead
Let in the address ranges of the consumers' VPCs, or turn the enforcement off where `allowedPrincipals` and acceptance
decide who connects.
```python
aws.vpc.SecurityGroupIngressRule(
    "front-from-consumers",
    security_group_id=front.id,
    cidr_ipv4="10.0.0.0/8",
    ip_protocol="tcp",
    from_port=443,
    to_port=443,
)
```
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ...model import LoadBalancer, every, some
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model import Listener


@rule(
    on=LoadBalancer,
    level=Level.ADVISORY,
    severity=Severity.HIGH,
    outcome=Outcome.BROKEN,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-security-groups.html",
        "https://docs.aws.amazon.com/vpc/latest/privatelink/create-endpoint-service.html",
    ),
)
def check(balancer: LoadBalancer) -> Iterator[Violation]:
    interface = balancer.interface
    if not interface.groups:
        return

    def takes_connections(listener: Listener) -> bool:
        return every([lambda: listener.protocol in ("TCP", "TLS", "TCP_UDP"), lambda: listener.belongs_to(balancer)])

    def lets_in_ranges(listener: Listener) -> bool:
        port = listener.port
        ports = range(0) if port is None else range(port, port + 1)
        return takes_connections(listener) and (not ports or interface.lets_in_from(ports, lambda _: True))

    listeners = balancer.listeners
    if every(
        [
            lambda: balancer.type == "network",
            lambda: balancer.private_link_enforcement != "off",
            lambda: some([partial(takes_connections, listener) for listener in listeners]),
            lambda: not some([partial(lets_in_ranges, listener) for listener in listeners]),
            lambda: balancer.is_behind_endpoint_service,
        ]
    ):
        names = " and ".join(group.label for group in interface.known_groups) or "its security groups"
        yield Violation(
            balancer,
            "enforceSecurityGroupInboundRulesOnPrivateLinkTraffic",
            f"{balancer.label} is offered by an endpoint service, but {names} lets in no address range on the ports of "
            "its listeners.",
            "Consumers come with the addresses of their own VPCs, which no reference to a group matches, and time out.",
            "let in their ranges by cidrIpv4 (cidr_ipv4), or set enforceSecurityGroupInboundRulesOnPrivateLinkTraffic "
            '(enforce_security_group_inbound_rules_on_private_link_traffic) to "off".',
        )
