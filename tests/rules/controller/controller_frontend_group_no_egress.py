from typing import Any

import pulumi
import pulumi_aws as aws

from tests.unknowns import unknown

from .controller_manages_custom_groups import (
    ALB,
    GROUPS,
    INGRESS,
    MANAGE,
    NLB,
    OWN,
    SERVICE,
    annotated,
    configuration,
    controller,
    release,
)

OPEN: Any = [{"protocol": "-1", "from_port": 0, "to_port": 0, "cidr_blocks": ["0.0.0.0/0"]}]


def group(name: str, **args: Any) -> aws.ec2.SecurityGroup:
    return aws.ec2.SecurityGroup(name, vpc_id="vpc-0123456789abcdef0", **args)


def joined(*groups: aws.ec2.SecurityGroup) -> pulumi.Output[str]:
    return pulumi.Output.all(*(found.id for found in groups)).apply(",".join)


def bad_ingress() -> None:
    front = aws.ec2.SecurityGroup(
        "front",  # violates
        egress=[],
    )
    annotated(INGRESS, "shop", {f"{ALB}{GROUPS}": front.id, f"{ALB}{MANAGE}": "false"})


def bad_service_and_gateway() -> None:
    nlb = aws.ec2.SecurityGroup(
        "nlb",  # violates
        vpc_id="vpc-0123456789abcdef0",
    )
    gateway = aws.ec2.SecurityGroup(
        "gateway",  # violates
        vpc_id="vpc-0123456789abcdef0",
    )
    annotated(SERVICE, "shop", {f"{NLB}{GROUPS}": nlb.id}, type="LoadBalancer")
    configuration("shop", securityGroups=[gateway.id])


def bad_in_values_of_charts() -> None:
    front = aws.ec2.SecurityGroup(
        "front",  # violates
        vpc_id="vpc-0123456789abcdef0",
    )
    release("shop", {"ingress": {"annotations": {f"{ALB}{GROUPS}": front.id, f"{ALB}{MANAGE}": "false"}}})


def clean_egress_of_some_kind() -> None:
    inline, standalone = group("inline", egress=OPEN), group("standalone")
    aws.vpc.SecurityGroupEgressRule("out", security_group_id=standalone.id, ip_protocol="-1", cidr_ipv4="0.0.0.0/0")
    annotated(INGRESS, "inline", {f"{ALB}{GROUPS}": inline.id})
    annotated(INGRESS, "standalone", {f"{ALB}{GROUPS}": standalone.id})


def clean_beside_a_group_that_lets_out() -> None:
    annotated(INGRESS, "shop", {f"{ALB}{GROUPS}": joined(group("front", egress=OPEN))})
    configuration("shop", securityGroups=[group("marker").id, OWN])


def clean_group_of_the_controller_beside_it() -> None:
    annotated(INGRESS, "shop", {f"{ALB}{GROUPS}": group("front").id, f"{ALB}{MANAGE}": "true"})


def clean_controller_manages_all() -> None:
    controller("controller", {"enableManageBackendSecurityGroupRules": True})
    annotated(INGRESS, "shop", {f"{ALB}{GROUPS}": group("front").id})


def clean_groups_of_another_stack() -> None:
    annotated(INGRESS, "shop", {f"{ALB}{GROUPS}": OWN})
    group("database")


def undecided_flag_is_an_output() -> None:
    annotated(INGRESS, "shop", {f"{ALB}{GROUPS}": group("front").id, f"{ALB}{MANAGE}": unknown("manage")})


def ambiguous_one_of_two_groups() -> None:
    configuration("shop", securityGroups=joined(group("marker"), group("front", egress=OPEN)).apply(lambda x: [x]))
