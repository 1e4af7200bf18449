from typing import Any

import pulumi
import pulumi_aws as aws

from tests.unknowns import unknown


def subnet(name: str, zone: str) -> aws.ec2.Subnet:
    return aws.ec2.Subnet(name, vpc_id="vpc-0a", cidr_block="10.0.0.0/24", availability_zone=zone)


def service(name: str, subnets: Any, **args: Any) -> None:
    network: Any = {"subnets": subnets, "security_groups": ["sg-0123456789abcdef0"]}
    given: Any = {"desired_count": 2, "network_configuration": network} | args
    aws.ecs.Service(name, task_definition="web:7", **given)


def bad_two_subnets_of_one_zone() -> None:
    service(
        "web",  # violates
        [subnet("a", "us-west-2a").id, subnet("b", "us-west-2a").id],
    )


def bad_subnet_of_this_stack() -> None:
    service(
        "web",  # violates
        [subnet("a", "us-west-2a").id],
        desired_count=10,
    )


def clean_two_zones() -> None:
    service("web", [subnet("a", "us-west-2a").id, subnet("b", "us-west-2b").id])
    service("elsewhere", ["subnet-0a", "subnet-0b"])
    service("mixed", [subnet("c", "us-west-2a").id, "subnet-0a"])


def clean_one_task() -> None:
    service("web", ["subnet-0a"], desired_count=1)
    service("unstated", ["subnet-0a"], desired_count=None)
    service("scaled", ["subnet-0a"], opts=pulumi.ResourceOptions(ignore_changes=["desiredCount"]))


def clean_local_zone() -> None:
    service("web", [subnet("local", "us-west-2-lax-1a").id])


def clean_on_instances() -> None:
    service("web", [], network_configuration=None)


def undecided_subnets_are_an_output() -> None:
    service("web", unknown("subnets"))


def undecided_count_is_an_output() -> None:
    service("web", ["subnet-0a"], desired_count=unknown("count"))


def ambiguous_subnet() -> None:
    usual, local = subnet("usual", "us-west-2a"), subnet("local", "us-west-2-lax-1a")
    either = pulumi.Output.all(usual.id, local.id).apply(lambda ids: ids[0])
    service("web", [either])
