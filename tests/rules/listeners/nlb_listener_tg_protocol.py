from typing import Any

from tests.rules.ecs.parts import GROUP, forward, listener, one_of, target_group
from tests.unknowns import unknown

from .parts import NLB, tcp_group, tcp_listener


def tls_listener(name: str, action: Any) -> None:
    listener(name, action, balancer=NLB, protocol="TLS")


def bad_udp_to_tcp() -> None:
    tcp_listener(
        "dns",  # violates
        forward(tcp_group()),
        protocol="UDP",
    )


def bad_one_of_two_weighted_groups() -> None:
    tcp_listener(
        "tcp",  # violates
        forward(tcp_group("blue"), tcp_group("green", protocol="TLS")),
    )


def bad_unknown_beside_a_wrong_one() -> None:
    tcp_listener(
        "tcp",  # violates
        forward(tcp_group("blue", protocol=unknown("protocol")), tcp_group("green", protocol="TLS")),
    )


def bad_whichever_is_meant() -> None:
    groups = tcp_group("blue", protocol="TLS"), tcp_group("green", protocol="UDP")
    tcp_listener(
        "tcp",  # violates
        {"type": "forward", "target_group_arn": one_of(*groups)},
    )


def bad_application_load_balancer_behind_tls() -> None:
    listener(
        "tls",  # violates
        forward(tcp_group(target_type="alb")),
        balancer=NLB,
        protocol="TLS",
    )


def bad_both_by_weight_behind_tls() -> None:
    listener(
        "tls",  # violates
        forward(tcp_group("blue"), tcp_group("green", protocol="TLS")),
        balancer=NLB,
        protocol="TLS",
    )


def clean_passthrough_on_443() -> None:
    tcp_listener("tcp", forward(tcp_group()))


def clean_offload_and_encryption_anew() -> None:
    tls_listener("offload", forward(tcp_group("offload")))
    tls_listener("anew", forward(tcp_group("anew", protocol="TLS")))
    tls_listener("canary", forward(tcp_group("blue", protocol="TLS"), tcp_group("green", protocol="TLS")))


def clean_tcp_and_udp() -> None:
    group = tcp_group(protocol="TCP_UDP")
    for protocol in ("TCP", "UDP", "TCP_UDP"):
        tcp_listener(protocol, forward(group), protocol=protocol)


def clean_application_load_balancer_behind_tcp() -> None:
    tcp_listener("tcp", forward(tcp_group(target_type="alb", health_check={"protocol": "HTTPS"})))


def clean_group_of_another_stack() -> None:
    tcp_listener("tcp", {"type": "forward", "target_group_arn": GROUP})


def clean_protocol_of_the_other_type() -> None:
    tcp_listener("tcp", forward(target_group()))


def undecided_protocol_is_an_output() -> None:
    tcp_listener("tcp", forward(tcp_group(protocol=unknown("protocol"))))


def undecided_group_is_an_output() -> None:
    tcp_group()
    tcp_listener("tcp", {"type": "forward", "target_group_arn": unknown("group")})


def ambiguous_groups_differ() -> None:
    groups = tcp_group("blue"), tcp_group("green", protocol="TLS")
    tcp_listener("tcp", {"type": "forward", "target_group_arn": one_of(*groups)})
