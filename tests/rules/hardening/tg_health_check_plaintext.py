import pulumi_aws as aws

from tests.rules.ecs.parts import VPC, target_group
from tests.unknowns import unknown

SINGLE_RESOURCE = True


def bad_by_default() -> None:
    target_group(
        "web",  # violates
        health_check=None,
    )


def bad_tcp() -> None:
    target_group(
        "web",  # violates
        protocol="TCP",
        health_check={"protocol": "TCP"},
    )


def clean_https() -> None:
    target_group("web")


def clean_function() -> None:
    aws.lb.TargetGroup("function", target_type="lambda")


def clean_load_balancer_behind_another() -> None:
    aws.lb.TargetGroup(
        "alb", target_type="alb", port=443, protocol="TCP", vpc_id=VPC, health_check={"protocol": "HTTP"}
    )


def undecided_protocol_is_an_output() -> None:
    target_group("web", health_check={"protocol": unknown("protocol")})


def undecided_type_is_an_output() -> None:
    target_group("web", target_type=unknown("type"), health_check={"protocol": "HTTP"})
