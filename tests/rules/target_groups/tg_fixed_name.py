from typing import Any

import pulumi
import pulumi_aws as aws

from tests.rules.ecs.parts import VPC
from tests.unknowns import unknown

SINGLE_RESOURCE = True


def target_group(logical_name: str = "web", module: Any = aws.lb, **args: Any) -> None:
    module.TargetGroup(logical_name, port=8080, protocol="HTTP", vpc_id=VPC, **args)


def bad_name_of_the_stack() -> None:
    target_group(
        "web",  # violates
        name=f"web-{pulumi.get_stack()}",
    )


def bad_another_name() -> None:
    target_group(
        "web",  # violates
        module=aws.alb,
        name="shop-blue",
    )


def bad_random_end_of_another_logical_name() -> None:
    target_group(
        "web",  # violates
        name="shop-0a1b2c3",
    )


def clean_named_by_pulumi() -> None:
    target_group()
    target_group("shop_Web", name="shop-web-0a1b2c3")


def clean_without_digits_by_chance() -> None:
    target_group(name="web-abcdefa")


def clean_named_by_a_pattern() -> None:
    target_group(name="project-dev-web-x7k9")


def clean_prefix() -> None:
    target_group(name_prefix="web-")


def undecided_name_is_an_output() -> None:
    target_group(name=unknown("name"))
