from typing import Any

import pulumi_aws as aws

from tests.rules.ecs.parts import VPC, target_group
from tests.unknowns import unknown

SINGLE_RESOURCE = True


def checked(name: str = "web", /, **health_check: Any) -> Any:
    return target_group(name, health_check={"protocol": "HTTPS", **health_check})


def passed_through(name: str = "web", /, **health_check: Any) -> Any:
    """The same for a Network Load Balancer."""
    return target_group(name, protocol="TCP", health_check={"protocol": "HTTP", **health_check})


def bad_numbers() -> None:
    checked(
        "interval",  # violates
        interval=4,
    )
    checked(
        "timeout",  # violates
        timeout=1,
    )
    checked(
        "healthy",  # violates
        healthy_threshold=1,
    )
    passed_through(
        "unhealthy",  # violates
        unhealthy_threshold=11,
    )


def bad_timeout_as_long_as_the_interval() -> None:
    checked(
        "web",  # violates
        interval=10,
        timeout=10,
    )


def bad_timeout_as_long_as_the_default_interval() -> None:
    checked(
        "web",  # violates
        timeout=30,
    )


def bad_timeout_above_the_interval_on_a_network_load_balancer() -> None:
    passed_through(
        "web",  # violates
        interval=10,
        timeout=15,
    )


def bad_code_of_a_server_error() -> None:
    checked(
        "web",  # violates
        matcher="200-299,500",
    )


def bad_matcher_in_words() -> None:
    passed_through(
        "web",  # violates
        matcher="2xx",
    )


def bad_code_of_grpc_without_grpc() -> None:
    checked(
        "web",  # violates
        matcher="12",
    )


def clean_limits() -> None:
    checked("low", interval=5, timeout=2, healthy_threshold=2, unhealthy_threshold=2, matcher="200")
    checked("high", interval=300, timeout=120, healthy_threshold=10, unhealthy_threshold=10, matcher="200-499")


def clean_nothing_set() -> None:
    checked()
    target_group("bare", health_check=None)


def clean_filled_in_by_the_provider() -> None:
    checked(enabled=True, port="traffic-port", interval=30, healthy_threshold=3, unhealthy_threshold=3)


def clean_numbers_as_text() -> None:
    checked(interval="30", timeout="5", matcher="200,301-302")


def clean_equal_on_a_network_load_balancer() -> None:
    passed_through(interval=10, timeout=10, matcher="200-599")


def clean_grpc() -> None:
    target_group(protocol_version="GRPC", health_check={"protocol": "HTTPS", "matcher": "0-99"})


def clean_function() -> None:
    aws.lb.TargetGroup("function", target_type="lambda", health_check={"interval": 35, "timeout": 30})
    aws.lb.TargetGroup("other", port=80, protocol="HTTP", vpc_id=VPC)


def undecided_timeout_is_an_output() -> None:
    checked(timeout=unknown("timeout"))
