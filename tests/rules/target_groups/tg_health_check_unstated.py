from tests.rules.ecs.parts import target_group
from tests.unknowns import unknown

SINGLE_RESOURCE = True


def bad_no_health_check() -> None:
    target_group(
        "web",  # violates
        health_check=None,
    )


def clean_stated() -> None:
    target_group("web", health_check={"protocol": "HTTPS", "path": "/health"})


def clean_network_load_balancer() -> None:
    target_group("web", protocol="TCP", health_check={"protocol": "TCP"})


def undecided_path_is_an_output() -> None:
    target_group("web", health_check={"protocol": "HTTPS", "path": unknown("path")})


def undecided_protocol_is_an_output() -> None:
    target_group("web", protocol=unknown("protocol"))
