from typing import Any

import pulumi
import pulumi_aws as aws

from tests.rules.security_groups.hop import VPC, target_group
from tests.unknowns import unknown


def target(arn: Any, zone: Any = "all", name: str = "one") -> None:
    aws.lb.TargetGroupAttachment(name, target_group_arn=arn, target_id="10.200.0.10", availability_zone=zone)


def bad_udp_always_preserves() -> None:
    group = aws.lb.TargetGroup(
        "dns",  # violates
        port=53,
        protocol="UDP",
        target_type="ip",
        vpc_id=VPC,
    )
    target(group.arn)


def bad_another_vpc_is_peered() -> None:
    aws.ec2.VpcPeeringConnection("peering", vpc_id="vpc-08888888888888888", peer_vpc_id="vpc-09999999999999999")
    group = aws.lb.TargetGroup(
        "web",  # violates
        port=443,
        protocol="TCP",
        target_type="ip",
        preserve_client_ip="true",
        vpc_id=VPC,
    )
    target(group.arn)


def bad_second_of_two_targets() -> None:
    group = aws.alb.TargetGroup(
        "web",  # violates
        port=443,
        protocol="TLS",
        target_type="ip",
        preserve_client_ip="true",
        vpc_id=VPC,
    )
    target(group.arn, "eu-central-1a")
    target(group.arn, name="two")


def clean_inside_the_vpc() -> None:
    group = target_group("web", protocol="TCP", preserve_client_ip="true")
    target(group.arn, None)
    target(group.arn, "eu-central-1a", "two")


def clean_not_preserved_by_default() -> None:
    target(target_group("web", protocol="TCP").arn)


def clean_peered() -> None:
    vpc = aws.ec2.Vpc("own", cidr_block="10.0.0.0/16").id
    group = aws.lb.TargetGroup("web", port=443, protocol="TCP", target_type="ip", preserve_client_ip="true", vpc_id=vpc)
    target(group.arn)
    aws.ec2.VpcPeeringConnection("peering", vpc_id=vpc, peer_vpc_id="vpc-09999999999999999")


def clean_application_load_balancer() -> None:
    target(target_group("web").arn)


def clean_group_of_another_stack() -> None:
    target("arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/shared/0123456789abcdef")


def undecided_preservation() -> None:
    target(target_group("web", protocol="TCP", preserve_client_ip=unknown("keep")).arn)


def undecided_zone() -> None:
    target(target_group("web", protocol="TCP", preserve_client_ip="true").arn, unknown("zone"))


def ambiguous_group() -> None:
    groups = [
        target_group(name, protocol="TCP", preserve_client_ip=keep).arn for name, keep in (("a", "true"), ("b", None))
    ]
    target(pulumi.Output.all(*groups).apply(lambda arns: arns[0]))
