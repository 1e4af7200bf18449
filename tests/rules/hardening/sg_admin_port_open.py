import pulumi
import pulumi_aws as aws

from tests.rules.security_groups.hop import ANYWHERE, balancer, block, group, let_in, listener, target_group
from tests.unknowns import unknown

from .parts import opened


def bad_inline_for_ipv6() -> None:
    aws.ec2.SecurityGroup(
        "hosts",  # violates
        ingress=[block(3389, cidr_blocks=["10.0.0.0/8"], ipv6_cidr_blocks=["::/0"])],  # type: ignore[list-item]
    )


def bad_everything_on_a_group_of_another_stack() -> None:
    aws.ec2.SecurityGroupRule(
        "older",  # violates
        type="ingress",
        security_group_id="sg-0123456789abcdef0",
        protocol="-1",
        from_port=0,
        to_port=0,
        cidr_blocks=["10.0.0.0/8", ANYWHERE],
    )


def bad_span_for_half_of_the_internet() -> None:
    aws.vpc.SecurityGroupIngressRule(
        "span",  # violates
        security_group_id=group("hosts").id,
        cidr_ipv4="0.0.0.0/1",
        ip_protocol="tcp",
        from_port=20,
        to_port=25,
    )


def bad_after_an_unknown_range() -> None:
    aws.ec2.SecurityGroup(
        "hosts",  # violates
        ingress=[block(22, cidr_blocks=[unknown("range")]), block(22, cidr_blocks=[ANYWHERE])],  # type: ignore[list-item]
    )


def bad_listener_for_it() -> None:
    front = group("front")
    aws.vpc.SecurityGroupIngressRule(
        "ssh",  # violates
        security_group_id=front.id,
        cidr_ipv4=ANYWHERE,
        ip_protocol="tcp",
        from_port=22,
        to_port=22,
    )
    aws.vpc.SecurityGroupIngressRule(
        "desktop",  # violates
        security_group_id=front.id,
        cidr_ipv6="::/0",
        ip_protocol="tcp",
        from_port=3380,
        to_port=3390,
    )
    bastion = balancer("bastion", [front.id], load_balancer_type="network")
    for port in (22, 3389):
        listener(f"on-{port}", bastion.arn, target_group(f"to-{port}").arn, port=port, protocol="TCP")


def bad_listener_of_an_internal_load_balancer() -> None:
    front = group("front")
    aws.vpc.SecurityGroupIngressRule(
        "ssh",  # violates
        security_group_id=front.id,
        cidr_ipv4=ANYWHERE,
        ip_protocol="tcp",
        from_port=22,
        to_port=22,
    )
    bastion = balancer("bastion", [front.id], load_balancer_type="network", internal=True)
    listener("ssh", bastion.arn, target_group("ssh").arn, port=22, protocol="TCP")


def clean_private_ranges_and_groups() -> None:
    hosts = group("hosts")
    opened("ssh", hosts.id, 22, cidr_ipv4="10.0.0.0/8")
    let_in("in", hosts.id, "sg-0123456789abcdef0", 22)


def clean_other_ports_and_protocols() -> None:
    hosts = group("hosts")
    opened("https", hosts.id, 443)
    opened("quic", hosts.id, 22, ip_protocol="udp")
    opened("ping", hosts.id, 8, 0, ip_protocol="icmp")


def clean_egress() -> None:
    group("hosts", egress=[block(0, protocol="-1", cidr_blocks=[ANYWHERE])])


def clean_load_balancer() -> None:
    """That is the matter of sg-lb-admin-ports."""
    front = group("front")
    opened("ssh", front.id, 22)
    listener("listener", balancer("shop", [front.id]).arn, target_group("targets").arn)


def clean_unknown_range_of_another_port() -> None:
    opened("https", group("hosts").id, 443, cidr_ipv4=unknown("range"))


def undecided_range() -> None:
    opened("ssh", group("hosts").id, 22, cidr_ipv4=unknown("range"))


def undecided_port() -> None:
    opened("any", group("hosts").id, unknown("port"))


def ambiguous_group() -> None:
    front, hosts = group("front"), group("hosts")
    opened("ssh", pulumi.Output.all(front.id, hosts.id).apply(lambda ids: ids[0]), 22)
    listener("listener", balancer("shop", [front.id]).arn, target_group("targets").arn)
