from typing import Any

from tests.rules.ecs.parts import forward, listener, one_of, target_group
from tests.rules.listeners.parts import NLB, tcp_group, tcp_listener
from tests.unknowns import unknown


def bad_check_by_default() -> None:
    group = tcp_group(
        "shop",  # violates
        health_check=None,
    )
    tcp_listener("tcp", forward(group))


def clean_deeper_checks() -> None:
    checks: Any = {"https": {"protocol": "HTTPS"}, "http": {"protocol": "HTTP", "port": "9901"}, "implicit": {}}
    for name, check in checks.items():
        tcp_listener(name, forward(tcp_group(name, health_check=check)))


def clean_tls_ends_at_the_load_balancer() -> None:
    listener("tls", forward(tcp_group()), balancer=NLB, protocol="TLS")


def clean_other_groups() -> None:
    tcp_group("alone")
    listener("https", forward(target_group()))


def undecided_check_is_an_output() -> None:
    tcp_listener("tcp", forward(tcp_group(health_check={"protocol": unknown("protocol")})))


def ambiguous_one_of_two() -> None:
    groups = tcp_group("blue"), tcp_group("green", health_check={"protocol": "HTTPS"})
    tcp_listener("tcp", {"type": "forward", "target_group_arn": one_of(*groups)})
