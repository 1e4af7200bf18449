from typing import Any

import pulumi_aws as aws

from tests.rules.ecs.parts import target_group
from tests.unknowns import unknown

SINGLE_RESOURCE = True


def grpc(name: str = "web", /, **args: Any) -> Any:
    health_check = {"protocol": "HTTPS", **args}
    return target_group(name, module=aws.alb, protocol_version="GRPC", health_check=health_check)


def bad_range_of_http_codes() -> None:
    grpc(
        "web",  # violates
        matcher="200-299",
    )


def bad_one_code_too_many() -> None:
    grpc(
        "web",  # violates
        matcher="0,100",
    )


def bad_name_of_a_code() -> None:
    grpc(
        "web",  # violates
        matcher="OK",
    )


def clean_codes() -> None:
    grpc("one", matcher="0")
    grpc("two", matcher="0,12")
    grpc("all", matcher="0-99")


def clean_matcher_left_to_aws() -> None:
    grpc("bare")
    grpc("path", path="/")


def clean_other_versions() -> None:
    target_group("http2", protocol_version="HTTP2", health_check={"protocol": "HTTPS", "matcher": "200"})
    target_group("http1", health_check={"protocol": "HTTPS", "matcher": "200"})


def clean_network_load_balancer() -> None:
    target_group(protocol="TCP", protocol_version="GRPC", health_check={"protocol": "HTTP", "matcher": "200"})


def undecided_version_is_an_output() -> None:
    version = unknown("version")
    target_group(protocol_version=version, health_check={"protocol": "HTTPS", "matcher": "200"})
