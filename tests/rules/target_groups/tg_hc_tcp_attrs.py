from typing import Any

import pulumi_aws as aws

from tests.rules.ecs.parts import VPC, target_group
from tests.unknowns import unknown

SINGLE_RESOURCE = True


def bad_matcher() -> None:
    target_group(
        "web",  # violates
        module=aws.alb,
        protocol="TLS",
        health_check={"protocol": "tcp", "matcher": "200-399"},
    )


def bad_application_load_balancer() -> None:
    target_group(
        "web",  # violates
        health_check={"protocol": "TCP"},
    )


def bad_function() -> None:
    aws.lb.TargetGroup(
        "function",  # violates
        target_type="lambda",
        health_check={"protocol": "TCP"},
    )


def clean_tcp() -> None:
    target_group(protocol="TCP", health_check={"protocol": "TCP", "port": "8080", "interval": 10})


def clean_tcp_with_empty_attributes() -> None:
    target_group(protocol="TCP", health_check={"protocol": "TCP", "path": "", "matcher": ""})


def clean_http_on_a_network_load_balancer() -> None:
    target_group(protocol="TCP", health_check={"protocol": "HTTP", "path": "/", "matcher": "200"})


def clean_protocol_left_to_the_provider() -> None:
    target_group(protocol="TCP", health_check={"path": "/health"})
    target_group("https", health_check={"path": "/health"})


def clean_no_health_check() -> None:
    target_group(health_check=None)
    aws.lb.TargetGroup("tcp", port=80, protocol="TCP", vpc_id=VPC)


def undecided_protocol_is_an_output() -> None:
    health_check: Any = {"protocol": unknown("protocol"), "path": "/"}
    target_group(health_check=health_check)
