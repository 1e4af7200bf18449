from typing import Any

import pulumi_aws as aws

from tests.rules.ecs.parts import VPC, entry, forward, listener, one_of, service, target_group, task
from tests.rules.listeners.parts import load_balancer, network_load_balancer, tcp_group, tcp_listener
from tests.unknowns import unknown


def subnet(zone: Any, name: str | None = None) -> Any:
    name = name or str(zone)
    return aws.ec2.Subnet(name, vpc_id=VPC, cidr_block="10.0.0.0/24", availability_zone=zone).id


def behind(balancer: Any, name: str, *subnets: Any) -> None:
    group = target_group(name)
    listener(name, forward(group), balancer=balancer)
    network = {"subnets": list(subnets), "security_groups": ["sg-0123456789abcdef0"]}
    service(name, task(name).arn, [entry(group.arn)], network_configuration=network)


def bad_network_load_balancer_that_crosses_zones() -> None:
    a, b = subnet("eu-west-1a"), subnet("eu-west-1b")
    balancer = network_load_balancer(subnets=[a], enable_cross_zone_load_balancing=True)
    group = tcp_group()
    tcp_listener("tcp", forward(group), balancer=balancer.arn)
    service(
        "shop",  # violates
        task("shop").arn,
        [entry(group.arn)],
        network_configuration={"subnets": [a, b]},
    )


def bad_zone_by_mapping() -> None:
    a, b = subnet("eu-west-1a"), subnet("eu-west-1b")
    mappings: Any = [{"subnet_id": a}, {"subnet_id": b}]
    group = target_group()
    listener("https", forward(group), balancer=load_balancer(subnets=None, subnet_mappings=mappings).arn)
    service(
        "shop",  # violates
        task("shop").arn,
        [entry(group.arn)],
        network_configuration={"subnets": [subnet("eu-west-1c")]},
    )


def by_id(zone: Any, name: str | None = None) -> Any:
    return aws.ec2.Subnet(name or str(zone), vpc_id=VPC, cidr_block="10.0.0.0/24", availability_zone_id=zone).id


def bad_zone_by_id() -> None:
    group = target_group()
    listener("https", forward(group), balancer=load_balancer(subnets=[by_id("use1-az1"), by_id("use1-az2")]).arn)
    service(
        "shop",  # violates
        task("shop").arn,
        [entry(group.arn)],
        network_configuration={"subnets": [by_id("use1-az3")]},
    )


def clean_zones_by_id() -> None:
    balancer = load_balancer(subnets=[by_id("use1-az1"), by_id("use1-az2")])
    behind(balancer.arn, "shop", by_id("use1-az2", "private"))


def clean_zones_by_name_and_by_id() -> None:
    behind(load_balancer(subnets=[by_id("euw1-az1"), by_id("euw1-az2")]).arn, "shop", subnet("eu-west-1a"))
    behind(load_balancer("mixed", subnets=[by_id("euw1-az3"), subnet("eu-west-1b")]).arn, "mixed", subnet("eu-west-1c"))


def undecided_id_of_a_zone_is_an_output() -> None:
    behind(load_balancer(subnets=[by_id("use1-az1")]).arn, "shop", by_id(unknown("zone"), "c"))


def clean_other_subnets_of_the_same_zones() -> None:
    public = [subnet("eu-west-1a", "public-a"), subnet("eu-west-1b", "public-b")]
    private = [subnet("eu-west-1a", "private-a"), subnet("eu-west-1b", "private-b")]
    behind(load_balancer(subnets=public).arn, "shop", *private)


def clean_fewer_zones_than_the_load_balancer() -> None:
    a, b = subnet("eu-west-1a"), subnet("eu-west-1b")
    behind(load_balancer(subnets=[a, b]).arn, "shop", a)


def clean_zones_not_told() -> None:
    a, b = subnet("eu-west-1a"), subnet(None, "by-aws")
    behind(load_balancer(subnets=[a, "subnet-0b"]).arn, "outside", subnet("eu-west-1c"))
    behind(load_balancer("by-aws", subnets=[a, b]).arn, "by-aws", subnet("eu-west-1d"))
    behind(load_balancer("tasks", subnets=[a, subnet("eu-west-1b")]).arn, "tasks", "subnet-0c")


def clean_instances() -> None:
    group = target_group(target_type="instance")
    listener("https", forward(group), balancer=load_balancer(subnets=[subnet("eu-west-1a")]).arn)
    service("shop", task("shop", mode="bridge").arn, [entry(group.arn)], network_configuration=None)


def undecided_zone_is_an_output() -> None:
    a, b = subnet("eu-west-1a"), subnet("eu-west-1b")
    behind(load_balancer(subnets=[a, b]).arn, "shop", subnet(unknown("zone"), "c"))


def ambiguous_one_of_two_load_balancers() -> None:
    a, b, c = (subnet(f"eu-west-1{zone}") for zone in "abc")
    balancers = load_balancer("blue", subnets=[a, b]), load_balancer("green", subnets=[a, b, c])
    behind(one_of(*balancers), "shop", c)
