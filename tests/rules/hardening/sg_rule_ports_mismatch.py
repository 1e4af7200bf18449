from typing import Any

import pulumi_aws as aws

from tests.rules.security_groups.hop import block, group
from tests.unknowns import unknown

from .parts import opened

SINGLE_RESOURCE = True


def bad_all_protocols_inline() -> None:
    rules: Any = [block(0, 65535, protocol="-1", self=True)]
    aws.ec2.SecurityGroup(
        "tasks",  # violates
        egress=rules,
    )


def bad_zero_where_ports_are_left_out() -> None:
    aws.vpc.SecurityGroupEgressRule(
        "out",  # violates
        security_group_id="sg-0a",
        cidr_ipv4="10.0.0.0/8",
        ip_protocol="-1",
        from_port=0,
        to_port=0,
    )


def bad_backwards() -> None:
    aws.ec2.SecurityGroupRule(
        "older",  # violates
        type="ingress",
        security_group_id="sg-0a",
        protocol="17",
        from_port=8081,
        to_port=8080,
        self=True,
    )


def bad_beyond_the_last_port() -> None:
    aws.vpc.SecurityGroupIngressRule(
        "in",  # violates
        security_group_id="sg-0a",
        cidr_ipv4="10.0.0.0/8",
        ip_protocol="tcp",
        from_port=0,
        to_port=65536,
    )


def bad_port_zero() -> None:
    rules: Any = [block(0, self=True), block(443, self=True)]
    aws.ec2.SecurityGroup(
        "tasks",  # violates
        ingress=rules,
    )


def bad_icmp() -> None:
    rules: Any = [block(0, 65535, protocol="icmp", self=True), block(-1, 3, protocol="58", self=True)]
    aws.ec2.SecurityGroup(
        "tasks",  # violates
        ingress=rules,
    )


def bad_protocol_without_ports() -> None:
    aws.ec2.SecurityGroupRule(
        "esp",  # violates
        type="ingress",
        security_group_id="sg-0a",
        protocol="50",
        from_port=500,
        to_port=500,
        self=True,
    )


def clean_all_protocols() -> None:
    group("tasks", egress=[block(0, protocol="-1", self=True), block(0, protocol="50", self=True)])
    aws.vpc.SecurityGroupEgressRule("out", security_group_id="sg-0a", cidr_ipv4="10.0.0.0/8", ip_protocol="-1")
    opened("minus", "sg-0a", -1, ip_protocol="-1")


def clean_ports() -> None:
    opened("all", "sg-0a", 0, 65535)
    opened("one", "sg-0a", 443)
    opened("udp", "sg-0a", 53, ip_protocol="udp")


def clean_icmp() -> None:
    opened("all", "sg-0a", -1, ip_protocol="icmp")
    opened("mtu", "sg-0a", 3, 4, ip_protocol="icmp")
    opened("ping", "sg-0a", 8, -1, ip_protocol="icmpv6")


def clean_missing_ports() -> None:
    """That is the matter of sg-rule-no-source."""
    aws.vpc.SecurityGroupIngressRule("in", security_group_id="sg-0a", cidr_ipv4="10.0.0.0/8", ip_protocol="tcp")


def undecided_protocol() -> None:
    opened("any", "sg-0a", 443, ip_protocol=unknown("protocol"))


def undecided_port() -> None:
    opened("any", "sg-0a", unknown("port"), 80)
