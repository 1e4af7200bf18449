from typing import Any

from tests.rules.ecs.parts import forward, one_of
from tests.rules.listeners.parts import network_load_balancer, tcp_group, tcp_listener
from tests.unknowns import unknown

from .parts import load_balancer


def behind(balancer: Any, *groups: Any) -> None:
    tcp_listener("tcp", forward(*groups), balancer=balancer)


def bad_one_of_two_groups() -> None:
    balancer = network_load_balancer(
        "front",  # violates
    )
    behind(balancer.arn, tcp_group("web", load_balancing_cross_zone_enabled="true"), tcp_group("old"))


def clean_on() -> None:
    network_load_balancer("front", enable_cross_zone_load_balancing=True)


def clean_by_all_groups() -> None:
    balancer = network_load_balancer("front")
    behind(balancer.arn, tcp_group("web", load_balancing_cross_zone_enabled="true"))


def clean_application_load_balancer() -> None:
    load_balancer("front", subnets=["subnet-0a", "subnet-0b"])


def undecided_is_an_output() -> None:
    network_load_balancer("front", enable_cross_zone_load_balancing=unknown("crosses"))


def ambiguous_group() -> None:
    balancer = network_load_balancer("front")
    both = one_of(tcp_group("web", load_balancing_cross_zone_enabled="true"), tcp_group("old"))
    tcp_listener("tcp", {"type": "forward", "target_group_arn": both}, balancer=balancer.arn)
