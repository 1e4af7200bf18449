import pulumi
import pulumi_aws as aws

from tests.rules.security_groups.hop import (
    ANYWHERE,
    balancer,
    block,
    group,
    hop,
    let_in,
    listener,
    on_instances,
    open_group,
    target_group,
)
from tests.unknowns import unknown

from .parts import opened


def bad_inline() -> None:
    aws.ec2.SecurityGroup(
        "queue",  # violates
        ingress=[block(5671, cidr_blocks=["10.0.0.0/8"], ipv6_cidr_blocks=["::/0"])],  # type: ignore[list-item]
    )


def bad_group_of_another_stack() -> None:
    aws.ec2.SecurityGroupRule(
        "older",  # violates
        type="ingress",
        security_group_id="sg-0123456789abcdef0",
        protocol="udp",
        from_port=8125,
        to_port=8126,
        cidr_blocks=[ANYWHERE],
    )


def bad_public_load_balancer_on_another_port() -> None:
    front = group("front")
    aws.vpc.SecurityGroupIngressRule(
        "in",  # violates
        security_group_id=front.id,
        cidr_ipv4=ANYWHERE,
        ip_protocol="tcp",
        from_port=8443,
        to_port=8443,
    )
    listener("listener", balancer("shop", [front.id]).arn, target_group("targets").arn, port=8443)


def bad_internal_load_balancer() -> None:
    front = group("front")
    aws.vpc.SecurityGroupIngressRule(
        "in",  # violates
        security_group_id=front.id,
        cidr_ipv4=ANYWHERE,
        ip_protocol="tcp",
        from_port=443,
        to_port=443,
    )
    listener("listener", balancer("shop", [front.id], internal=True).arn, target_group("targets").arn, port=443)


def clean_public_load_balancer() -> None:
    front = group("front")
    opened("https", front.id, 443)
    opened("http", front.id, 80, cidr_ipv6="::/0")
    arn = balancer("shop", [front.id]).arn
    listener("https", arn, target_group("targets").arn, port=443)
    listener("http", arn, target_group("others").arn, port=80)


def clean_public_port_of_whatever_has_the_group() -> None:
    opened("https", group("front").id, 443)
    opened("shared", "sg-0123456789abcdef0", 80)


def clean_private_ranges_and_groups() -> None:
    tasks = group("tasks")
    opened("metrics", tasks.id, 9090, cidr_ipv4="10.0.0.0/8")
    opened("local", tasks.id, 9090, cidr_ipv6="fc00::/7")
    let_in("in", tasks.id, "sg-0123456789abcdef0", 9090)


def clean_icmp_and_egress() -> None:
    opened("mtu", group("front").id, 3, 4, ip_protocol="icmp")
    open_group("tasks")


def clean_what_other_rules_report() -> None:
    hosts, front, tasks = group("hosts"), open_group("front"), group("tasks")
    opened("ssh", hosts.id, 22)
    opened("wide", hosts.id, 8000, 9000)
    opened("idle", front.id, 8443)
    opened("task", tasks.id, 8080)
    hop("shop", [front.id], [tasks.id])


def clean_clients_of_a_network_load_balancer_without_groups() -> None:
    tasks = group("tasks")
    opened("clients", tasks.id, 8080)
    hop("shop", None, [tasks.id], network=True)


def clean_clients_of_such_a_load_balancer_before_instances() -> None:
    hosts = group("hosts")
    opened("in", hosts.id, 8080)
    on_instances(None, [hosts.id], {"containerPort": 8080, "hostPort": 8080}, kind="network")


def undecided_range() -> None:
    opened("metrics", group("tasks").id, 9090, cidr_ipv4=unknown("range"))


def undecided_port() -> None:
    opened("metrics", group("tasks").id, 9090, unknown("port"))


def ambiguous_group() -> None:
    inner, outer = group("inner"), group("outer")
    opened("https", pulumi.Output.all(inner.id, outer.id).apply(lambda ids: ids[0]), 443)
    for name, front in (("a", inner), ("b", outer)):
        arn = balancer(name, [front.id], internal=name == "a").arn
        listener(f"{name}-listener", arn, target_group(f"{name}-targets").arn, port=443)
