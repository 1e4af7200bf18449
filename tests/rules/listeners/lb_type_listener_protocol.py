from tests.rules.ecs.parts import NOT_FOUND, REDIRECT, listener, one_of
from tests.unknowns import unknown

from .parts import NLB, PLAIN, load_balancer, network_load_balancer, tcp_listener


def bad_https_on_a_network_load_balancer() -> None:
    listener(
        "https",  # violates
        NOT_FOUND,
        balancer=network_load_balancer().arn,
    )


def bad_no_protocol_on_a_network_load_balancer() -> None:
    tcp_listener(
        "tcp",  # violates
        balancer=NLB,
        protocol=None,
    )


def bad_tcp_where_the_type_is_omitted() -> None:
    tcp_listener(
        "tcp",  # violates
        balancer=load_balancer().arn,
        port=8443,
    )


def bad_whichever_is_meant() -> None:
    tcp_listener(
        "tcp",  # violates
        balancer=one_of(load_balancer("blue"), load_balancer("green", load_balancer_type="application")),
    )


def clean_protocols_of_the_type() -> None:
    alb, nlb = load_balancer(), network_load_balancer()
    listener("https", NOT_FOUND, balancer=alb.arn)
    listener("http", REDIRECT, balancer=alb.arn, **PLAIN)
    tcp_listener("tcp", balancer=nlb.arn)
    listener("tls", NOT_FOUND, balancer=nlb.arn, port=8443, protocol="TLS")
    tcp_listener("quic", balancer=nlb.arn, port=8444, protocol="TCP_QUIC")


def clean_protocol_omitted() -> None:
    listener("http", NOT_FOUND, balancer=load_balancer().arn, **PLAIN | {"protocol": None})
    gateway = load_balancer("gateway", load_balancer_type="gateway", security_groups=None)
    listener("gateway", NOT_FOUND, balancer=gateway.arn, **PLAIN | {"protocol": None, "port": None})


def clean_load_balancer_of_another_stack() -> None:
    listener("https", NOT_FOUND)
    tcp_listener("tcp")


def undecided_type_is_an_output() -> None:
    tcp_listener("tcp", balancer=load_balancer(load_balancer_type=unknown("type")).arn)


def undecided_load_balancer_is_an_output() -> None:
    load_balancer()
    tcp_listener("tcp", balancer=unknown("balancer"))


def ambiguous_types_differ() -> None:
    tcp_listener("tcp", balancer=one_of(load_balancer(), network_load_balancer()))
