import pulumi
import pulumi_aws as aws

from tests.rules.security_groups.hop import ANYWHERE, balancer, block, group, let_in, listener, target_group
from tests.unknowns import unknown

from .parts import opened

PRIVATE = "10.0.0.0/16"


def bad_all_ports_of_tcp() -> None:
    aws.ec2.SecurityGroup(
        "tasks",  # violates
        ingress=[block(0, 65535, cidr_blocks=[PRIVATE])],  # type: ignore[list-item]
    )


def bad_all_by_the_older_rule() -> None:
    aws.ec2.SecurityGroupRule(
        "older",  # violates
        type="ingress",
        security_group_id="sg-0123456789abcdef0",
        protocol="all",
        from_port=0,
        to_port=0,
        ipv6_cidr_blocks=["fd00::/8"],
    )


def bad_high_ports_for_the_internet() -> None:
    aws.vpc.SecurityGroupIngressRule(
        "high",  # violates
        security_group_id=group("tasks").id,
        cidr_ipv4=ANYWHERE,
        ip_protocol="udp",
        from_port=10000,
        to_port=60000,
    )


def bad_dynamic_host_ports_for_the_internet() -> None:
    aws.vpc.SecurityGroupIngressRule(
        "dynamic",  # violates
        security_group_id=group("hosts").id,
        cidr_ipv4=ANYWHERE,
        ip_protocol="tcp",
        from_port=40000,
        to_port=65535,
    )


def bad_node_ports_for_the_internet() -> None:
    aws.ec2.SecurityGroup(
        "nodes",  # violates
        ingress=[
            block(30000, 32767, cidr_blocks=[unknown("range")]),  # type: ignore[list-item]
            block(30000, 32767, cidr_blocks=[PRIVATE, ANYWHERE]),  # type: ignore[list-item]
        ],
    )


def bad_more_than_the_node_ports() -> None:
    aws.vpc.SecurityGroupIngressRule(
        "nodes",  # violates
        security_group_id=group("hosts").id,
        cidr_ipv4=PRIVATE,
        ip_protocol="tcp",
        from_port=20000,
        to_port=32767,
    )


def clean_few_ports() -> None:
    tasks = group("tasks")
    opened("hundred", tasks.id, 8000, 8099, cidr_ipv4=PRIVATE)
    opened("one", tasks.id, 8443, cidr_ipv4=PRIVATE)
    opened("ping", tasks.id, -1, ip_protocol="icmp", cidr_ipv4=PRIVATE)


def clean_dynamic_host_ports() -> None:
    opened("dynamic", group("hosts").id, 32768, 65535, cidr_ipv4=PRIVATE)


def clean_node_ports() -> None:
    opened("nodes", group("nodes").id, 30000, 32767, cidr_ipv4=PRIVATE)


def clean_groups() -> None:
    tasks = group("tasks", ingress=[block(0, protocol="-1", security_groups=["sg-0123456789abcdef0"], self=True)])
    let_in("in", tasks.id, "sg-0123456789abcdef0")


def clean_egress() -> None:
    group("tasks", egress=[block(0, protocol="-1", cidr_blocks=[ANYWHERE])])


def clean_administration() -> None:
    """That is the matter of sg-admin-port-open."""
    group("tasks", ingress=[block(0, protocol="-1", cidr_blocks=[ANYWHERE])])


def clean_load_balancer() -> None:
    """That is the matter of sg-lb-admin-ports."""
    front = group("front")
    opened("wide", front.id, 443, 9443)
    listener("listener", balancer("shop", [front.id]).arn, target_group("targets").arn)


def undecided_range_of_dynamic_host_ports() -> None:
    opened("dynamic", group("hosts").id, 32768, 65535, cidr_ipv4=unknown("range"))


def undecided_last_port() -> None:
    opened("span", group("tasks").id, 8000, unknown("port"), cidr_ipv4=PRIVATE)


def undecided_protocol() -> None:
    opened("span", group("tasks").id, 0, ip_protocol=unknown("protocol"), cidr_ipv4=PRIVATE)


def ambiguous_group() -> None:
    front, tasks = group("front"), group("tasks")
    opened("wide", pulumi.Output.all(front.id, tasks.id).apply(lambda ids: ids[0]), 443, 9443, cidr_ipv4=PRIVATE)
    listener("listener", balancer("shop", [front.id]).arn, target_group("targets").arn)
