from tests.unknowns import unknown

from .parts import load_balancer

SINGLE_RESOURCE = True


def bad_network_load_balancer() -> None:
    load_balancer(
        "front",  # violates
        load_balancer_type="network",
    )


def clean_stated() -> None:
    load_balancer("inside", internal=True)
    load_balancer("outside", internal=False)
    load_balancer("either", internal=unknown("internal"))


def clean_gateway() -> None:
    load_balancer("front", load_balancer_type="gateway")


def undecided_type_is_an_output() -> None:
    load_balancer("front", load_balancer_type=unknown("type"))
