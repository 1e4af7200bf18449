from typing import Any

import pulumi
import pulumi_aws as aws

from tests.unknowns import unknown

from .parts import load_balancer

LISTENERS: Any = [{"lb_port": 443, "lb_protocol": "tcp", "instance_port": 8443, "instance_protocol": "tcp"}]


def subnet(name: str, zone: str, **args: Any) -> aws.ec2.Subnet:
    return aws.ec2.Subnet(name, vpc_id="vpc-0a", cidr_block="10.0.0.0/24", availability_zone=zone, **args)


def bad_mapping() -> None:
    load_balancer(
        "front",  # violates
        load_balancer_type="network",
        subnet_mappings=[{"subnet_id": "subnet-0a", "allocation_id": "eipalloc-0a"}],
    )


def bad_subnet_of_this_stack() -> None:
    load_balancer(
        "front",  # violates
        load_balancer_type="network",
        subnets=[subnet("a", "us-west-2a").id],
    )


def bad_classic() -> None:
    aws.elb.LoadBalancer(
        "by-subnet",  # violates
        subnets=["subnet-0a"],
        listeners=LISTENERS,
    )
    aws.elb.LoadBalancer(
        "by-zone",  # violates
        availability_zones=["us-west-2a"],
        listeners=LISTENERS,
    )


def clean_two() -> None:
    two = ["subnet-0a", "subnet-0b"]
    load_balancer("network", load_balancer_type="network", subnets=two)
    aws.elb.LoadBalancer("classic", subnets=two, listeners=LISTENERS)
    aws.elb.LoadBalancer("zones", availability_zones=["us-west-2a", "us-west-2b"], listeners=LISTENERS)


def clean_none_told() -> None:
    load_balancer("network", load_balancer_type="network")
    aws.elb.LoadBalancer("classic", listeners=LISTENERS)


def clean_other_types() -> None:
    load_balancer("application", subnets=["subnet-0a"])
    load_balancer("gateway", load_balancer_type="gateway", subnets=["subnet-0a"])


def clean_local_zone_and_outpost() -> None:
    load_balancer("local", load_balancer_type="network", subnets=[subnet("local", "us-west-2-lax-1a").id])
    outpost = "arn:aws:outposts:us-west-2:123456789012:outpost/op-0a"
    own = subnet("outpost", "us-west-2a", outpost_arn=outpost)
    load_balancer("outpost", load_balancer_type="network", subnets=[own.id])


def undecided_subnets_are_an_output() -> None:
    load_balancer("front", load_balancer_type="network", subnets=unknown("subnets"))


def ambiguous_subnet() -> None:
    usual, local = subnet("usual", "us-west-2a"), subnet("local", "us-west-2-lax-1a")
    either = pulumi.Output.all(usual.id, local.id).apply(lambda ids: ids[0])
    load_balancer("front", load_balancer_type="network", subnets=[either])
