from typing import Any

from tests.rules.ecs.parts import GROUP, one_of
from tests.rules.listeners.parts import NLB, load_balancer, network_load_balancer, tcp_listener
from tests.unknowns import unknown

SHARED: Any = {"type": "forward", "target_group_arn": GROUP}


def listeners(count: int, balancer: Any) -> None:
    for port in range(8000, 8000 + count):
        tcp_listener(f"tcp-{port}", SHARED, balancer=balancer, port=port)


def bad_port_ranges() -> None:
    balancer = network_load_balancer(
        "shared",  # violates
    )
    listeners(53, balancer.arn)


def clean_fifty() -> None:
    listeners(50, network_load_balancer().arn)
    tcp_listener("tcp", balancer=network_load_balancer("other").arn)


def clean_application_load_balancer() -> None:
    listeners(51, load_balancer().arn)


def clean_load_balancer_of_another_stack() -> None:
    network_load_balancer()
    listeners(51, NLB)


def undecided_type_is_an_output() -> None:
    listeners(51, load_balancer(load_balancer_type=unknown("type")).arn)


def ambiguous_one_belongs_to_either() -> None:
    balancers = network_load_balancer("blue"), network_load_balancer("green")
    listeners(50, balancers[0].arn)
    tcp_listener("tcp", SHARED, balancer=one_of(*balancers), port=443)
