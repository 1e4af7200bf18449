from typing import Any

import pulumi_aws as aws

from tests.unknowns import unknown

from .controller_manages_custom_groups import controller

CLUSTER: Any = {"name": "shop", "role_arn": "arn:aws:iam::123456789012:role/shop"}


def group(name: str, cluster: str | None = "shop") -> Any:
    tags = {f"kubernetes.io/cluster/{cluster}": "owned"} if cluster else {"Name": name}
    return aws.ec2.SecurityGroup(name, tags=tags).id


def cluster() -> aws.eks.Cluster:
    return aws.eks.Cluster("shop", vpc_config={"subnet_ids": ["subnet-0a", "subnet-0b"]}, **CLUSTER)


def bad_of_one_interface() -> None:
    one, two = group("one"), group("two")
    aws.ec2.LaunchTemplate(
        "nodes",  # violates
        network_interfaces=[{"security_groups": [one, two, "sg-0123456789abcdef0"]}],
    )


def bad_beside_the_group_of_the_cluster() -> None:
    own = cluster().vpc_config.cluster_security_group_id
    nodes = group("nodes")
    aws.ec2.LaunchTemplate(
        "nodes",  # violates
        vpc_security_group_ids=[own, nodes],
    )


def clean_one_tag() -> None:
    aws.ec2.LaunchTemplate("nodes", vpc_security_group_ids=[group("nodes"), group("extra", None)])
    aws.ec2.LaunchTemplate("default", image_id="ami-0123456789abcdef0")


def clean_tags_of_other_clusters() -> None:
    aws.ec2.LaunchTemplate("nodes", vpc_security_group_ids=[group("nodes"), group("extra", "other")])


def clean_on_different_interfaces() -> None:
    interfaces: Any = [{"security_groups": [group("one")]}, {"security_groups": [group("two")]}]
    aws.ec2.LaunchTemplate("nodes", network_interfaces=interfaces)


def clean_group_of_the_cluster() -> None:
    own = cluster().vpc_config.cluster_security_group_id
    aws.ec2.LaunchTemplate("nodes", vpc_security_group_ids=[own, group("extra", None)])


def clean_told_apart() -> None:
    controller("controller", {"serviceTargetENISGTags": {"purpose": "nodes"}})
    aws.ec2.LaunchTemplate("nodes", vpc_security_group_ids=[group("nodes"), group("extra")])


def clean_groups_are_an_output() -> None:
    group("nodes")
    aws.ec2.LaunchTemplate("nodes", vpc_security_group_ids=unknown("groups"))


def undecided_tags_are_an_output() -> None:
    one = aws.ec2.SecurityGroup("one", tags=unknown("tags"))
    aws.ec2.LaunchTemplate("nodes", vpc_security_group_ids=[one.id, group("two")])


def ambiguous_values_of_the_controller() -> None:
    controller("controller", {"serviceTargetENISGTags": unknown("tags")})
    aws.ec2.LaunchTemplate("nodes", vpc_security_group_ids=[group("nodes"), group("extra")])
