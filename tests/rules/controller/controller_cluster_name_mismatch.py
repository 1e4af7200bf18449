from typing import Any

import pulumi_aws as aws

from tests.unknowns import unknown

from .controller_manages_custom_groups import controller, release

SINGLE_RESOURCE = True


def nodes(name: str, cluster: Any) -> None:
    aws.ec2.SecurityGroup(name, tags={f"kubernetes.io/cluster/{cluster}": "owned"})


def bad_none_of_two() -> None:
    nodes("nodes", "shop-a")
    nodes("others", "shop-b")
    controller(
        "controller",  # violates
        {"clusterName": "shop"},
    )


def clean_one_of_two() -> None:
    nodes("nodes", "shop")
    nodes("others", "other")
    controller("controller", {"clusterName": "shop"})


def clean_nothing_to_compare() -> None:
    aws.ec2.SecurityGroup("nodes", tags={"Name": "nodes"})
    controller("controller", {"clusterName": "shop"})


def clean_other_charts() -> None:
    nodes("nodes", "shop")
    release("autoscaler", {"clusterName": "other"}, chart="cluster-autoscaler")
    controller("controller", {})


def undecided_name_is_an_output() -> None:
    nodes("nodes", "shop")
    controller("controller", {"clusterName": unknown("name")})
