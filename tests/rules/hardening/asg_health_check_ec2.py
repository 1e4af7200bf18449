from typing import Any

import pulumi
import pulumi_aws as aws

from tests.unknowns import unknown

GROUP = "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/web/0123456789abcdef"
DEFAULTS: Any = {"min_size": 1, "max_size": 2, "vpc_zone_identifiers": ["subnet-0a"]}


def group(name: str, **args: Any) -> aws.autoscaling.Group:
    return aws.autoscaling.Group(name, **(DEFAULTS | args))


def bad_classic_load_balancer() -> None:
    group(
        "web",  # violates
        load_balancers=["web"],
        health_check_type="EC2",
    )


def bad_attached() -> None:
    found = group(
        "web",  # violates
    )
    aws.autoscaling.Attachment("web", autoscaling_group_name=found.name, lb_target_group_arn=GROUP)


def bad_traffic_source() -> None:
    group(
        "web",  # violates
        target_group_arns=unknown("groups"),
        traffic_sources=[{"identifier": GROUP, "type": "elbv2"}],
    )


def clean_checked_by_load_balancer() -> None:
    group("web", target_group_arns=[GROUP], health_check_type="ELB")
    group("both", target_group_arns=[GROUP], health_check_type="EBS,ELB")


def clean_not_behind_one() -> None:
    group("web")
    other = group("other", health_check_type="ELB")
    aws.autoscaling.Attachment("web", autoscaling_group_name=other.name, lb_target_group_arn=GROUP)


def undecided_type_is_an_output() -> None:
    group("web", target_group_arns=[GROUP], health_check_type=unknown("type"))


def undecided_groups_are_an_output() -> None:
    group("web", target_group_arns=unknown("groups"))


def ambiguous_attachment() -> None:
    either = pulumi.Output.all(group("web").name, group("shop").name).apply(lambda names: names[0])
    aws.autoscaling.Attachment("web", autoscaling_group_name=either, lb_target_group_arn=GROUP)
