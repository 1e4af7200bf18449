from typing import Any

import pulumi_aws as aws

from tests.rules.ecs.parts import target_group
from tests.unknowns import unknown

SINGLE_RESOURCE = True


def bad_only_thresholds() -> None:
    target_group(
        "web",  # violates
        protocol="TLS",
        health_check={"healthy_threshold": 2},
    )


def bad_fixed_port_in_another_generation() -> None:
    target_group(
        "web",  # violates
        module=aws.alb,
        protocol="tcp_udp",
        health_check={"port": "8080"},
    )


def bad_udp() -> None:
    target_group(
        "web",  # violates
        protocol="UDP",
        health_check={"interval": 10},
    )


def bad_filled_in_by_the_provider() -> None:
    filled: Any = {"interval": 10, "protocol": "HTTP", "__defaults": ["enabled", "port", "protocol"]}
    target_group(
        "web",  # violates
        protocol="TCP",
        health_check=filled,
    )


def clean_tcp() -> None:
    target_group(protocol="TCP", health_check={"protocol": "TCP", "interval": 10})


def clean_http_in_so_many_words() -> None:
    stated: Any = {"protocol": "HTTP", "__defaults": ["interval"]}
    target_group(protocol="TCP", health_check=stated)


def clean_http_meant_by_its_path() -> None:
    target_group(protocol="TCP", health_check={"path": "/health", "port": "8080"})


def clean_http_meant_by_its_matcher() -> None:
    target_group(protocol="TCP", health_check={"matcher": "200"})


def clean_no_health_check() -> None:
    target_group(protocol="TCP", health_check=None)


def clean_application_load_balancer() -> None:
    target_group(protocol="HTTP", health_check={"interval": 10})


def clean_application_load_balancer_as_target() -> None:
    target_group(protocol="TCP", port=443, target_type="alb", health_check={"interval": 10})


def undecided_protocol_of_the_group_is_an_output() -> None:
    target_group(protocol=unknown("protocol"), health_check={"interval": 10})
