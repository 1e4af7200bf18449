from tests.unknowns import unknown

from .parts import load_balancer

SINGLE_RESOURCE = True


def bad_network_load_balancer() -> None:
    load_balancer(
        "front",  # violates
        load_balancer_type="network",
        enable_deletion_protection=False,
    )


def clean_protected() -> None:
    load_balancer("front")


def bad_gateway() -> None:
    load_balancer(
        "front",  # violates
        load_balancer_type="gateway",
        enable_deletion_protection=False,
    )


def undecided_is_an_output() -> None:
    load_balancer("front", enable_deletion_protection=unknown("protected"))
