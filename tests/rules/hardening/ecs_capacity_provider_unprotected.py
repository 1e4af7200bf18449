from typing import Any

import pulumi_aws as aws

from tests.unknowns import unknown

SINGLE_RESOURCE = True

GROUP = "arn:aws:autoscaling:us-east-1:123456789012:autoScalingGroup:0:autoScalingGroupName/web"


def provider(name: str, **args: Any) -> None:
    given: Any = {"auto_scaling_group_arn": GROUP, **args}
    aws.ecs.CapacityProvider(name, auto_scaling_group_provider=given)


def bad_disabled() -> None:
    provider(
        "instances",  # violates
        managed_termination_protection="DISABLED",
    )


def clean_enabled() -> None:
    provider("instances", managed_termination_protection="ENABLED")


def undecided_is_an_output() -> None:
    provider("instances", managed_termination_protection=unknown("protection"))
