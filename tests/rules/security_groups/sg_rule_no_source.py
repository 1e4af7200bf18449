from typing import Any

import pulumi
import pulumi_aws as aws

from tests.unknowns import unknown

SINGLE_RESOURCE = True
GROUP, PEER = "sg-0123456789abcdef0", "sg-0aaaaaaaaaaaaaaaa"
PORTS: Any = {"from_port": 443, "to_port": 443}


def bad_nobody() -> None:
    aws.vpc.SecurityGroupIngressRule(
        "in",  # violates
        security_group_id=GROUP,
        ip_protocol="-1",
    )


def bad_group_and_range() -> None:
    aws.vpc.SecurityGroupIngressRule(
        "in",  # violates
        security_group_id=GROUP,
        ip_protocol="tcp",
        cidr_ipv4="10.0.0.0/8",
        referenced_security_group_id=PEER,
        **PORTS,
    )


def bad_older_rule_for_nobody() -> None:
    aws.ec2.SecurityGroupRule(
        "in",  # violates
        type="ingress",
        security_group_id=GROUP,
        protocol="tcp",
        cidr_blocks=[],
        self=False,
        **PORTS,
    )


def bad_older_rule_for_a_group_and_a_range() -> None:
    aws.ec2.SecurityGroupRule(
        "in",  # violates
        type="ingress",
        security_group_id=GROUP,
        protocol="tcp",
        cidr_blocks=["10.0.0.0/8"],
        source_security_group_id=PEER,
        **PORTS,
    )


def bad_older_rule_for_its_members_and_a_range() -> None:
    aws.ec2.SecurityGroupRule(
        "in",  # violates
        type="ingress",
        security_group_id=GROUP,
        protocol="tcp",
        ipv6_cidr_blocks=["fd00::/8"],
        self=True,
        **PORTS,
    )


def bad_one_port_only() -> None:
    aws.vpc.SecurityGroupIngressRule(
        "in",  # violates
        security_group_id=GROUP,
        ip_protocol="6",
        cidr_ipv4="10.0.0.0/8",
        from_port=443,
    )


def clean_protocols_without_ports() -> None:
    for name, protocol in {"all": "-1", "esp": "50", "any": "all"}.items():
        aws.vpc.SecurityGroupEgressRule(name, security_group_id=GROUP, ip_protocol=protocol, cidr_ipv4="10.0.0.0/8")


def clean_port_zero() -> None:
    aws.vpc.SecurityGroupEgressRule(
        "out", security_group_id=GROUP, ip_protocol="tcp", cidr_ipv4="10.0.0.0/8", from_port=0, to_port=0
    )


def clean_one_source_each() -> None:
    sources: list[Any] = [
        {"cidr_ipv4": "10.0.0.0/8"},
        {"cidr_ipv6": "fd00::/8"},
        {"prefix_list_id": "pl-0123456789abcdef0"},
        {"referenced_security_group_id": PEER},
    ]
    for index, source in enumerate(sources):
        aws.vpc.SecurityGroupIngressRule(f"in-{index}", security_group_id=GROUP, ip_protocol="tcp", **PORTS, **source)


def clean_older_rule_for_several_ranges() -> None:
    aws.ec2.SecurityGroupRule(
        "in",
        type="ingress",
        security_group_id=GROUP,
        protocol="tcp",
        cidr_blocks=["10.0.0.0/8"],
        ipv6_cidr_blocks=["fd00::/8"],
        prefix_list_ids=["pl-0123456789abcdef0"],
        self=False,
        **PORTS,
    )


def clean_source_by_output() -> None:
    aws.vpc.SecurityGroupIngressRule(
        "in", security_group_id=GROUP, ip_protocol="tcp", referenced_security_group_id=unknown("group"), **PORTS
    )


def undecided_protocol() -> None:
    aws.vpc.SecurityGroupIngressRule(
        "in", security_group_id=GROUP, ip_protocol=unknown("protocol"), cidr_ipv4="10.0.0.0/8"
    )


def undecided_whether_a_second_source_is_given() -> None:
    aws.vpc.SecurityGroupIngressRule(
        "in",
        security_group_id=GROUP,
        ip_protocol="tcp",
        cidr_ipv4="10.0.0.0/8",
        cidr_ipv6=pulumi.Output.from_input(unknown("range")),
        **PORTS,
    )
