from typing import Any

import pulumi
import pulumi_aws as aws

from tests.unknowns import unknown

from .hop import balancer, block, group, let_in, listener, service, target_group


def listening(group_id: Any, *ports: Any, name: str = "balancer", network: bool = False) -> None:
    arn = balancer(name, [group_id], load_balancer_type="network" if network else "application").arn
    for port in ports:
        listener(
            f"{name}-{port if isinstance(port, int) else 'x'}", arn, target_group(f"{name}-{id(port)}").arn, port=port
        )


def opened(name: str, group_id: Any, first: Any, last: Any = None, **args: Any) -> None:
    given = {"ip_protocol": "tcp", "cidr_ipv4": "10.0.0.0/8", "from_port": first, "to_port": last or first, **args}
    aws.vpc.SecurityGroupIngressRule(name, security_group_id=group_id, **given)


def bad_ssh() -> None:
    front = group("front")
    aws.vpc.SecurityGroupIngressRule(
        "ssh",  # violates
        security_group_id=front.id,
        cidr_ipv4="192.0.2.0/24",
        ip_protocol="tcp",
        from_port=22,
        to_port=22,
    )
    listening(front.id, 443)


def bad_everything_inline() -> None:
    front = aws.ec2.SecurityGroup(
        "front",  # violates
        ingress=[block(0, protocol="-1", ipv6_cidr_blocks=["::/0"])],  # type: ignore[list-item]
    )
    listening(front.id, 443, 80, network=True)


def clean_the_ports_of_the_listeners() -> None:
    front = group("front")
    opened("https", front.id, 443)
    opened("both", front.id, 80, 81)
    listening(front.id, 443, 80, 81)


def clean_icmp() -> None:
    front = group("front")
    opened("mtu", front.id, 3, 4, ip_protocol="icmp")
    listening(front.id, 443)


def clean_listeners_elsewhere() -> None:
    front = group("front")
    opened("ssh", front.id, 22)
    balancer("shop", [front.id])


def clean_group_that_tasks_or_hosts_have_too() -> None:
    shared, hosts = group("shared"), group("hosts")
    opened("metrics", shared.id, 9090)
    opened("ssh", hosts.id, 22)
    listening(shared.id, 443)
    listening(hosts.id, 443, name="other")
    service("shop", [shared.id], [])
    aws.ec2.Instance("host", vpc_security_group_ids=[hosts.id])


def clean_groups_as_peers_and_egress() -> None:
    front = group("front", egress=[block(8080, cidr_blocks=["10.0.0.0/8"])])
    let_in("in", front.id, "sg-0123456789abcdef0", 9090)
    listening(front.id, 443)


def clean_one_group_of_two_load_balancers() -> None:
    front = group("front")
    opened("https", front.id, 443)
    opened("other", front.id, 8443)
    listening(front.id, 443)
    listening(front.id, 8443, name="other")


def undecided_port_of_the_listener() -> None:
    front = group("front")
    opened("https", front.id, 443)
    listening(front.id, unknown("port"))


def undecided_port_of_the_rule() -> None:
    front = group("front")
    opened("https", front.id, unknown("port"))
    listening(front.id, 443)


def ambiguous_group() -> None:
    front, other = group("front"), group("other")
    opened("https", pulumi.Output.all(front.id, other.id).apply(lambda ids: ids[0]), 8443)
    listening(front.id, 443)
    listening(other.id, 8443, name="other")
