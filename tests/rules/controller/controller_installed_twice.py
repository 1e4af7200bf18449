from tests.unknowns import unknown

from .controller_manages_custom_groups import controller, release

SHOP = {"clusterName": "shop"}


def bad_with_one_vpc() -> None:
    controller("blue", SHOP | {"vpcId": "vpc-0123456789abcdef0"})
    controller(
        "green",  # violates
        SHOP | {"region": "us-east-1"},
    )
    controller(
        "violet",  # violates
        SHOP,
        chart="./charts/aws-load-balancer-controller",
    )


def clean_clusters_by_one_name() -> None:
    controller("east", SHOP | {"region": "us-east-1"})
    controller("west", SHOP | {"region": "us-west-2"})


def clean_networks_by_one_name() -> None:
    controller("one", SHOP | {"vpcId": "vpc-0123456789abcdef0"})
    controller("two", SHOP | {"vpcId": "vpc-0fedcba9876543210"})


def clean_clusters_of_several_names() -> None:
    controller("shop", SHOP)
    controller("other", {"clusterName": "other"})
    controller("unnamed", {"replicaCount": 1})
    release("autoscaler", SHOP, chart="cluster-autoscaler")


def clean_single_with_unknown_name() -> None:
    controller("shop", {"clusterName": unknown("name")})


def undecided_name_is_an_output() -> None:
    controller("one", {"clusterName": unknown("name")})
    controller("two", SHOP)


def ambiguous_network_is_an_output() -> None:
    controller("one", SHOP | {"vpcId": unknown("vpc")})
    controller("two", SHOP | {"vpcId": "vpc-0fedcba9876543210"})
