from typing import Any

import pulumi
import pulumi_aws as aws

from tests.unknowns import unknown

from .hop import balancer, group, service


def ids(count: int) -> list[Any]:
    return [f"sg-0{number}" for number in range(count)]


def bad_service() -> None:
    service(
        "shop",  # violates
        ids(6),
        [],
    )


def bad_launch_template() -> None:
    aws.ec2.LaunchTemplate(
        "hosts",  # violates
        network_interfaces=[{"security_groups": ids(6)}],
    )


def bad_second_network_interface() -> None:
    aws.ec2.LaunchTemplate(
        "hosts",  # violates
        network_interfaces=[{"security_groups": unknown("groups")}, {"security_groups": ids(6)}],
    )


def bad_groups_of_this_stack() -> None:
    aws.lb.LoadBalancer(
        "shop",  # violates
        security_groups=[group(f"group-{number}").id for number in range(6)],
    )


def clean_five() -> None:
    balancer("shop", [*ids(4), group("front").id])
    aws.ec2.Instance("host", vpc_security_group_ids=ids(5))


def clean_five_on_each_network_interface() -> None:
    others = [f"sg-1{number}" for number in range(5)]
    aws.ec2.LaunchTemplate("hosts", network_interfaces=[{"security_groups": ids(5)}, {"security_groups": others}])


def clean_named_twice() -> None:
    front = group("front")
    balancer("shop", [front.id, "sg-00", *ids(3), "sg-00", "sg-01"])


def clean_without_groups() -> None:
    aws.lb.LoadBalancer("shop", load_balancer_type="network")
    service("worker", None, [], mode="bridge")


def clean_unknown_list() -> None:
    balancer("shop", unknown("groups"))


def undecided_whether_one_is_named_twice() -> None:
    balancer("shop", [*ids(5), unknown("group")])


def ambiguous_some_of_six() -> None:
    groups = pulumi.Output.all(*(group(f"group-{number}").id for number in range(6))).apply(lambda found: found[:5])
    balancer("shop", groups)
