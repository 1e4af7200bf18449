from typing import Any

import pulumi
import pulumi_aws as aws

from tests.unknowns import unknown

from .hop import VPC, block, group, let_in

OTHER = "vpc-0bbbbbbbbbbbbbbbb"


def elsewhere(name: str = "edge", vpc: Any = OTHER) -> aws.ec2.SecurityGroup:
    return aws.ec2.SecurityGroup(name, vpc_id=vpc)


def attached(name: str, vpc: Any) -> None:
    aws.ec2transitgateway.VpcAttachment(name, vpc_id=vpc, subnet_ids=["subnet-0a"], transit_gateway_id="tgw-0a")


def bad_inline() -> None:
    edge = elsewhere()
    aws.ec2.SecurityGroup(
        "tasks",  # violates
        vpc_id=VPC,
        egress=[block(8080, security_groups=[edge.id])],  # type: ignore[list-item]
    )


def bad_vpcs_of_this_stack() -> None:
    one, two = aws.ec2.Vpc("one", cidr_block="10.0.0.0/16"), aws.ec2.Vpc("two", cidr_block="10.1.0.0/16")
    aws.ec2.SecurityGroupRule(
        "older",  # violates
        type="ingress",
        security_group_id=elsewhere("tasks", one.id).id,
        source_security_group_id=elsewhere("edge", two.id).id,
        protocol="tcp",
        from_port=8080,
        to_port=8080,
    )


def bad_other_vpcs_are_joined() -> None:
    aws.ec2.VpcPeeringConnection("peering", vpc_id="vpc-0cccccccccccccccc", peer_vpc_id="vpc-0dddddddddddddddd")
    aws.vpc.SecurityGroupIngressRule(
        "in",  # violates
        security_group_id=group("tasks").id,
        referenced_security_group_id=elsewhere().id,
        ip_protocol="-1",
    )


def bad_egress_across_a_transit_gateway() -> None:
    attached("gateway", "vpc-01111111111111111")
    aws.vpc.SecurityGroupEgressRule(
        "out",  # violates
        security_group_id=elsewhere("tasks", "vpc-01111111111111111").id,
        referenced_security_group_id=elsewhere("edge", "vpc-02222222222222222").id,
        ip_protocol="-1",
    )


def clean_one_vpc() -> None:
    let_in("in", group("tasks").id, group("edge").id)
    vpc = aws.ec2.Vpc("one", cidr_block="10.0.0.0/16")
    let_in("own", elsewhere("own-tasks", vpc.id).id, elsewhere("own-edge", vpc.id).id)


def clean_peered() -> None:
    one, two = aws.ec2.Vpc("one", cidr_block="10.0.0.0/16"), aws.ec2.Vpc("two", cidr_block="10.1.0.0/16")
    let_in("in", elsewhere("tasks", one.id).id, elsewhere("edge", two.id).id)
    aws.ec2.VpcPeeringConnection("peering", vpc_id=one.id, peer_vpc_id=two.id)


def clean_peered_in_part_elsewhere() -> None:
    let_in("in", elsewhere("tasks", "vpc-0eeeeeeeeeeeeeeee").id, elsewhere("edge", "vpc-0ffffffffffffffff").id)
    aws.ec2.VpcPeeringConnection("peering", vpc_id="vpc-0eeeeeeeeeeeeeeee", peer_vpc_id=unknown("vpc"))


def clean_ingress_across_a_transit_gateway() -> None:
    one, two = aws.ec2.Vpc("one", cidr_block="10.0.0.0/16"), aws.ec2.Vpc("two", cidr_block="10.1.0.0/16")
    let_in("in", elsewhere("tasks", one.id).id, elsewhere("edge", two.id).id)
    attached("gateway", one.id)


def clean_one_unknown_vpc() -> None:
    vpc = unknown("vpc")
    let_in("in", elsewhere("tasks", vpc).id, elsewhere("edge", vpc).id)


def clean_vpc_not_stated() -> None:
    let_in("in", elsewhere("tasks", None).id, elsewhere().id)


def clean_one_vpc_of_another_stack() -> None:
    vpc = aws.ec2.Vpc("one", cidr_block="10.0.0.0/16")
    let_in("in", elsewhere("tasks", vpc.id).id, elsewhere().id)


def clean_group_of_another_stack() -> None:
    let_in("in", group("tasks").id, "123456789012/sg-0123456789abcdef0")


def undecided_vpc() -> None:
    let_in("in", elsewhere("tasks", unknown("vpc")).id, elsewhere().id)


def ambiguous_peer() -> None:
    edges = pulumi.Output.all(elsewhere().id, group("near").id).apply(lambda ids: ids[0])
    let_in("in", group("tasks").id, edges)
