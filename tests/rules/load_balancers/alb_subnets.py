from typing import Any

import pulumi
import pulumi_aws as aws

from tests.rules.ecs.parts import VPC
from tests.rules.listeners.parts import load_balancer, network_load_balancer
from tests.unknowns import unknown


def subnet(name: str, zone: Any = None, **args: Any) -> aws.ec2.Subnet:
    return aws.ec2.Subnet(name, vpc_id=VPC, cidr_block="10.0.0.0/24", availability_zone=zone, **args)


def bad_one_of_this_stack() -> None:
    load_balancer(
        "alb",  # violates
        load_balancer_type="application",
        subnets=[subnet("a", "eu-west-1a").id],
    )


def bad_one_mapping() -> None:
    load_balancer(
        "alb",  # violates
        subnets=None,
        subnet_mappings=[{"subnet_id": "subnet-0a"}],
    )


def bad_none() -> None:
    load_balancer(
        "alb",  # violates
        subnets=None,
    )


def bad_two_in_one_zone() -> None:
    load_balancer(
        "alb",  # violates
        subnets=[subnet("a", "eu-west-1a").id, subnet("b", "eu-west-1a").id],
    )


def bad_two_in_one_zone_by_id() -> None:
    load_balancer(
        "alb",  # violates
        subnets=[subnet(name, availability_zone_id="use1-az1").id for name in ("a", "b")],
    )


def clean_two_by_id() -> None:
    load_balancer("alb", subnets=[subnet(zone, availability_zone_id=f"use1-az{zone}").id for zone in ("1", "2")])


def clean_local_zone_by_id() -> None:
    load_balancer("alb", subnets=[subnet("local", availability_zone_id="usw2-lax1-az1").id])


def clean_two() -> None:
    load_balancer("literal")
    load_balancer("own", subnets=[subnet("a", "eu-west-1a").id, subnet("b", "eu-west-1b").id])
    load_balancer("zones-by-aws", subnets=[subnet("c").id, subnet("d").id, "subnet-0c"])
    mapped: Any = [{"subnet_id": "subnet-0a"}, {"subnet_id": "subnet-0b"}]
    load_balancer("mapped", subnets=None, subnet_mappings=mapped)


def clean_one_on_a_network_load_balancer() -> None:
    network_load_balancer(subnets=["subnet-0a"])


def clean_local_zone_and_outpost() -> None:
    load_balancer("local", subnets=[subnet("local", "us-west-2-lax-1a").id])
    outpost = "arn:aws:outposts:us-west-2:123456789012:outpost/op-0a"
    load_balancer("outpost", subnets=[subnet("outpost", "us-west-2a", outpost_arn=outpost).id])
    load_balancer("pool", subnets=["subnet-0a"], customer_owned_ipv4_pool="ipv4pool-coip-0a")


def undecided_list_is_an_output() -> None:
    load_balancer(subnets=unknown("subnets"))


def undecided_zone_is_an_output() -> None:
    load_balancer(subnets=[subnet("a", unknown("zone")).id])


def ambiguous_one_of_two_subnets() -> None:
    subnets = subnet("a", "us-west-2a").id, subnet("b", "us-west-2-lax-1a").id
    load_balancer(subnets=[pulumi.Output.all(*subnets).apply(lambda ids: ids[0])])
