from tests.rules.ecs.parts import NOT_FOUND, REDIRECT, listener, one_of
from tests.unknowns import unknown

from .parts import NLB, PLAIN, load_balancer, network_load_balancer, tcp_listener


def bad_tcp_and_udp() -> None:
    balancer = network_load_balancer().arn
    tcp_listener("tcp", balancer=balancer, port=853)
    tcp_listener(
        "udp",  # violates
        balancer=balancer,
        port=853,
        protocol="UDP",
    )


def bad_three_on_one_of_another_stack() -> None:
    tcp_listener("a")
    tcp_listener(
        "b",  # violates
    )
    tcp_listener(
        "c",  # violates
        balancer=NLB,
    )


def clean_different_ports() -> None:
    balancer = load_balancer().arn
    listener("https", NOT_FOUND, balancer=balancer)
    listener("http", REDIRECT, balancer=balancer, **PLAIN)
    listener("admin", NOT_FOUND, balancer=balancer, port=8443)


def clean_different_load_balancers() -> None:
    for name in ("blue", "green"):
        listener(name, NOT_FOUND, balancer=load_balancer(name).arn)
    listener("shared", NOT_FOUND)
    tcp_listener("tcp")


def clean_without_ports() -> None:
    gateway = load_balancer("gateway", load_balancer_type="gateway").arn
    for name in ("blue", "green"):
        listener(name, NOT_FOUND, balancer=gateway, **PLAIN | {"protocol": None, "port": None})


def undecided_port_is_an_output() -> None:
    balancer = load_balancer().arn
    listener("https", NOT_FOUND, balancer=balancer)
    listener("admin", NOT_FOUND, balancer=balancer, port=unknown("port"))


def undecided_load_balancer_is_an_output() -> None:
    listener("https", NOT_FOUND, balancer=load_balancer().arn)
    listener("admin", NOT_FOUND, balancer=unknown("balancer"))


def ambiguous_one_of_two_load_balancers() -> None:
    balancers = load_balancer("blue"), load_balancer("green")
    listener("https", NOT_FOUND, balancer=balancers[0].arn)
    listener("admin", NOT_FOUND, balancer=one_of(*balancers))
