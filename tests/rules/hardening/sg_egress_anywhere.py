from typing import Any

import pulumi_aws as aws

from tests.rules.security_groups.hop import ANYWHERE, block, group, let_out
from tests.unknowns import unknown

from .parts import opened

SINGLE_RESOURCE = True


def out(name: str, port: Any, cidr: Any = ANYWHERE) -> None:
    aws.vpc.SecurityGroupEgressRule(
        name, security_group_id="sg-0a", cidr_ipv4=cidr, ip_protocol="tcp", from_port=port, to_port=port
    )


def bad_inline() -> None:
    aws.ec2.SecurityGroup(
        "tasks",  # violates
        egress=[block(0, protocol="-1", cidr_blocks=[ANYWHERE], ipv6_cidr_blocks=["::/0"])],  # type: ignore[list-item]
    )


def bad_another_port() -> None:
    aws.ec2.SecurityGroupRule(
        "older",  # violates
        type="egress",
        security_group_id="sg-0123456789abcdef0",
        protocol="tcp",
        from_port=25,
        to_port=25,
        cidr_blocks=[ANYWHERE],
    )


def clean_https() -> None:
    out("https", 443)


def clean_private_ranges_and_groups() -> None:
    out("database", 5432, "10.0.0.0/8")
    let_out("cache", "sg-0a", "sg-0b", 6379)


def clean_ingress() -> None:
    opened("in", "sg-0a", 8080)
    group("front", ingress=[block(0, protocol="-1", cidr_blocks=[ANYWHERE])])


def undecided_range() -> None:
    out("database", 5432, unknown("range"))


def undecided_port() -> None:
    out("database", unknown("port"))
