from typing import Any

import pulumi
import pulumi_aws as aws

from tests.unknowns import unknown

from .hop import VPC, block, group


def ranges(count: int) -> list[str]:
    return [f"10.0.{number}.0/24" for number in range(count)]


def prefix_list(entries: Any, **args: Any) -> pulumi.Output[str]:
    return aws.ec2.ManagedPrefixList("list", max_entries=entries, **({"address_family": "IPv4"} | args)).id


def let_in_list(name: str, to: Any, list_id: Any, port: int = 443) -> None:
    aws.vpc.SecurityGroupIngressRule(
        name, security_group_id=to, prefix_list_id=list_id, ip_protocol="tcp", from_port=port, to_port=port
    )


def many(to: Any, count: int) -> None:
    aws.ec2.SecurityGroupRule(
        "many", type="ingress", security_group_id=to, protocol="tcp", from_port=1, to_port=2, cidr_blocks=ranges(count)
    )


def bad_inline() -> None:
    aws.ec2.SecurityGroup(
        "front",  # violates
        egress=[block(443, cidr_blocks=ranges(31)), block(80, cidr_blocks=ranges(30))],  # type: ignore[list-item]
    )


def bad_one_list_on_two_ports() -> None:
    front = aws.ec2.SecurityGroup(
        "front",  # violates
        vpc_id=VPC,
    )
    found = prefix_list(31)
    let_in_list("https", front.id, found)
    let_in_list("http", front.id, found, 80)


def bad_with_a_rule_beside() -> None:
    front = aws.ec2.SecurityGroup(
        "front",  # violates
        vpc_id=VPC,
    )
    many(front.id, 60)
    aws.vpc.SecurityGroupIngressRule(
        "one", security_group_id=front.id, referenced_security_group_id="sg-0123456789abcdef0", ip_protocol="-1"
    )


def clean_at_the_limit() -> None:
    many(group("front").id, 60)
    group("other", egress=[block(443, cidr_blocks=ranges(60))])


def clean_families_apart() -> None:
    sixth = [f"fd00:{number}::/32" for number in range(40)]
    group("front", ingress=[block(443, cidr_blocks=ranges(40), ipv6_cidr_blocks=sixth)])


def clean_directions_apart() -> None:
    group("front", ingress=[block(443, cidr_blocks=ranges(40))], egress=[block(443, cidr_blocks=ranges(40))])


def clean_list_of_the_other_family() -> None:
    front = group("front")
    many(front.id, 40)
    let_in_list("https", front.id, prefix_list(40, address_family="IPv6"))


def clean_list_of_another_stack() -> None:
    let_in_list("https", group("front").id, "pl-0123456789abcdef0")


def clean_unknown_ranges() -> None:
    group("front", ingress=[block(443, cidr_blocks=unknown("ranges"))])
    group("tasks", ingress=unknown("rules"))


def undecided_size_of_a_list() -> None:
    let_in_list("https", group("front").id, prefix_list(unknown("size")))


def undecided_direction() -> None:
    front = group("front")
    many(front.id, 60)
    aws.ec2.SecurityGroupRule(
        "one", type=unknown("type"), security_group_id=front.id, protocol="-1", from_port=0, to_port=0, self=True
    )


def ambiguous_group() -> None:
    either = pulumi.Output.all(group("front").id, group("other").id).apply(lambda ids: ids[0])
    many(either, 61)
