from typing import Any

import pulumi
import pulumi_aws as aws

from tests.rules.security_groups.hop import balancer, block, group, let_in, listener, open_group, target_group
from tests.unknowns import unknown

PEER = "sg-0123456789abcdef0"


def consumed(*ranges: Any, port: int = 443) -> aws.ec2.SecurityGroup:
    """A group that lets in another one, and these ranges."""
    return group("front", ingress=[block(port, security_groups=[PEER], cidr_blocks=[*ranges])])


def offered(arn: Any, name: str = "offer") -> None:
    aws.ec2.VpcEndpointService(name, acceptance_required=True, network_load_balancer_arns=arn)


def listening(arn: Any, **args: Any) -> None:
    given = {"port": 443, "protocol": "TCP", **args}
    listener("listener", arn, target_group("targets", protocol="TCP").arn, **given)


def nlb(front: Any, **args: Any) -> Any:
    return balancer("shop", front, load_balancer_type="network", internal=True, **args)


def bad_groups_only() -> None:
    found = aws.lb.LoadBalancer(
        "shop",  # violates
        load_balancer_type="network",
        security_groups=[consumed().id],
        enforce_security_group_inbound_rules_on_private_link_traffic="on",
    )
    listening(found.arn, protocol="TLS")
    offered([found.arn])


def bad_ranges_on_another_port() -> None:
    kind: Any = "network"
    found = aws.alb.LoadBalancer(
        "shop",  # violates
        load_balancer_type=kind,
        security_groups=[consumed("10.0.0.0/8", port=8443).id, open_group("other").id],
    )
    listening(found.arn)
    offered([found.arn])


def clean_ranges() -> None:
    found = nlb([consumed("10.0.0.0/8").id])
    listening(found.arn)
    offered([found.arn])


def clean_enforcement_off() -> None:
    found = nlb([consumed().id], enforce_security_group_inbound_rules_on_private_link_traffic="off")
    listening(found.arn)
    offered([found.arn])


def clean_not_offered() -> None:
    listening(nlb([consumed().id]).arn)
    offered(["arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/net/other/0123456789abcdef"])


def clean_without_groups() -> None:
    found = nlb(None)
    listening(found.arn)
    offered([found.arn])


def clean_listeners_of_another_stack() -> None:
    offered([nlb([consumed().id]).arn])


def clean_groups_of_another_stack() -> None:
    found = nlb([consumed().id, "sg-0aaaaaaaaaaaaaaaa"])
    listening(found.arn)
    offered([found.arn])


def clean_prefix_list() -> None:
    front = group("front")
    let_in("in", front.id, PEER, 443)
    aws.vpc.SecurityGroupIngressRule("list", security_group_id=front.id, prefix_list_id="pl-0a", ip_protocol="-1")
    found = nlb([front.id])
    listening(found.arn)
    offered([found.arn])


def undecided_enforcement() -> None:
    found = nlb([consumed().id], enforce_security_group_inbound_rules_on_private_link_traffic=unknown("enforcement"))
    listening(found.arn)
    offered([found.arn])


def undecided_range() -> None:
    found = nlb([consumed(unknown("range")).id])
    listening(found.arn)
    offered([found.arn])


def ambiguous_offer() -> None:
    found = nlb([consumed().id])
    listening(found.arn)
    arns = [found.arn, balancer("other", None, load_balancer_type="network").arn]
    offered(pulumi.Output.all(*arns).apply(lambda known: [known[0]]))
