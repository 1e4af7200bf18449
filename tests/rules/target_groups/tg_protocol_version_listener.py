from typing import Any

from tests.rules.ecs.parts import NOT_FOUND, forward, listener, one_of, target_group
from tests.rules.listeners.parts import LISTENER, PLAIN, rule, tcp_group, tcp_listener
from tests.unknowns import unknown


def bad_http2_and_no_protocol() -> None:
    group = target_group(
        "shop",  # violates
        protocol_version="HTTP2",
    )
    listener("http", forward(group), **PLAIN | {"protocol": None})


def bad_through_a_rule() -> None:
    group = target_group(
        "shop",  # violates
        protocol_version="GRPC",
    )
    rule("shop", listener("http", NOT_FOUND, **PLAIN).arn, forward(group))


def bad_weighted_and_behind_https_too() -> None:
    group = target_group(
        "shop",  # violates
        protocol_version="GRPC",
    )
    listener("https", forward(group, target_group("other")))
    listener("http", forward(group, target_group("another")), **PLAIN)


def clean_https() -> None:
    for version in ("HTTP2", "GRPC"):
        listener(version, forward(target_group(version, protocol_version=version)))
    rule("rule", listener("https", NOT_FOUND).arn, forward(target_group("rule", protocol_version="GRPC")))


def clean_http1() -> None:
    listener("http", forward(target_group(protocol_version="HTTP1")), **PLAIN)
    listener("default", forward(target_group("default")), **PLAIN)


def clean_listener_of_another_stack() -> None:
    rule("shop", LISTENER, forward(target_group(protocol_version="GRPC")))


def clean_network_load_balancer() -> None:
    tcp_listener("tcp", forward(tcp_group(protocol_version="GRPC")))


def undecided_version_is_an_output() -> None:
    listener("http", forward(target_group(protocol_version=unknown("version"))), **PLAIN)


def undecided_protocol_is_an_output() -> None:
    group = target_group(protocol_version="GRPC")
    listener("http", forward(group), **PLAIN | {"protocol": unknown("protocol")})


def ambiguous_one_of_two_listeners() -> None:
    listeners: Any = listener("https", NOT_FOUND), listener("http", NOT_FOUND, **PLAIN)
    rule("shop", one_of(*listeners), forward(target_group(protocol_version="GRPC")))
