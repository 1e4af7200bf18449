from typing import Any

import pulumi
import pulumi_aws as aws

from tests.unknowns import unknown

from .controller_manages_custom_groups import controller, release

SINGLE_RESOURCE = True

RULES: Any = [{"protocol": "tcp", "from_port": 10250, "to_port": 10250, "cidr_blocks": ["10.0.0.0/16"]}]
TAGS: Any = {"Name": "nodes", "kubernetes.io/cluster/shop": "owned"}


def nodes(name: str = "nodes", opts: pulumi.ResourceOptions | None = None, **args: Any) -> None:
    aws.ec2.SecurityGroup(name, opts=opts, **({"ingress": RULES, "tags": TAGS} | args))


def bad_even_with_no_rule() -> None:
    controller("controller", {})
    aws.ec2.SecurityGroup(
        "nodes",  # violates
        ingress=[],
        tags=TAGS,
    )


def bad_rules_are_an_output() -> None:
    controller("controller", {})
    aws.ec2.SecurityGroup(
        "nodes",  # violates
        ingress=unknown("rules"),
        tags=TAGS,
    )


def clean_ignored() -> None:
    controller("controller", {})
    nodes(opts=pulumi.ResourceOptions(ignore_changes=["ingress"]))


def clean_not_written_by_the_controller() -> None:
    controller("controller", {})
    nodes("untagged", tags={"Name": "nodes"})
    aws.ec2.SecurityGroup("standalone", tags=TAGS)


def clean_without_the_controller() -> None:
    release("nginx", {}, chart="ingress-nginx")
    nodes()


def undecided_tags_are_an_output() -> None:
    controller("controller", {})
    nodes(tags=unknown("tags"))
