from typing import Any

import pulumi
import pulumi_aws as aws

from tests.rules.security_groups.hop import (
    VPC,
    balancer,
    block,
    group,
    hop,
    let_in,
    listener,
    open_group,
    service,
    target_group,
)
from tests.unknowns import unknown

from .parts import opened

PRIVATE = "10.0.0.0/16"


def bad_inline() -> None:
    tasks = aws.ec2.SecurityGroup(
        "tasks",  # violates
        ingress=[block(8000, 8090, cidr_blocks=[PRIVATE])],  # type: ignore[list-item]
    )
    hop("shop", [open_group("front").id], [tasks.id], network=True)


def bad_the_subnet_of_the_load_balancer() -> None:
    tasks = group("tasks")
    subnet = aws.ec2.Subnet("zone", vpc_id=VPC, cidr_block="10.0.1.0/24")
    aws.ec2.SecurityGroupRule(
        "older",  # violates
        type="ingress",
        security_group_id=tasks.id,
        protocol="tcp",
        from_port=8080,
        to_port=8080,
        cidr_blocks=["10.0.1.0/24"],
    )
    let_in("metrics", tasks.id, "sg-0123456789abcdef0", 9090)
    hop("shop", [open_group("front").id], [tasks.id], subnets=[subnet.id])


def clean_beside_the_group() -> None:
    front, tasks = open_group("front"), group("tasks")
    let_in("in", tasks.id, front.id)
    opened("office", tasks.id, 8080, cidr_ipv4=PRIVATE)
    hop("shop", [front.id], [tasks.id])


def clean_range_of_other_clients() -> None:
    subnet = aws.ec2.Subnet("zone", vpc_id=VPC, cidr_block="10.0.1.0/24")
    tasks = group("tasks", ingress=[block(8080, cidr_blocks=["10.9.0.0/16"])])
    hop("shop", [open_group("front").id], [tasks.id], subnets=[subnet.id])


def clean_network_load_balancer_without_groups() -> None:
    tasks = group("tasks")
    opened("in", tasks.id, 8080, cidr_ipv4=PRIVATE)
    hop("shop", None, [tasks.id], network=True)


def clean_open_to_the_internet() -> None:
    """That is the matter of sg-task-open."""
    tasks = group("tasks")
    opened("in", tasks.id, 8080)
    hop("shop", [open_group("front").id], [tasks.id])


def clean_another_port() -> None:
    tasks = group("tasks")
    opened("metrics", tasks.id, 9090, cidr_ipv4=PRIVATE)
    hop("shop", [open_group("front").id], [tasks.id])


def clean_let_in_by_another_group() -> None:
    front, tasks, shared = open_group("front"), group("tasks"), group("shared")
    opened("in", tasks.id, 8080, cidr_ipv4=PRIVATE)
    let_in("by-group", shared.id, front.id)
    hop("shop", [front.id], [tasks.id, shared.id])


def undecided_range() -> None:
    tasks = group("tasks")
    opened("in", tasks.id, 8080, cidr_ipv4=unknown("range"))
    hop("shop", [open_group("front").id], [tasks.id])


def ambiguous_load_balancers_differ() -> None:
    blue, green, tasks = open_group("blue-group"), open_group("green-group"), group("tasks")
    let_in("by-group", tasks.id, blue.id)
    opened("in", tasks.id, 8080, cidr_ipv4=PRIVATE)
    arns: list[Any] = [balancer("blue", [blue.id]).arn, balancer("green", [green.id]).arn]
    targets = target_group("targets")
    listener("listener", pulumi.Output.all(*arns).apply(lambda found: found[0]), targets.arn)
    service("shop", [tasks.id], [(targets, 8080)])
