from tests.unknowns import unknown

from .parts import load_balancer

SINGLE_RESOURCE = True


def bad_monitor() -> None:
    load_balancer(
        "front",  # violates
        desync_mitigation_mode="monitor",
    )


def clean_modes() -> None:
    load_balancer("unset")
    load_balancer("defensive", desync_mitigation_mode="defensive")
    load_balancer("strictest", desync_mitigation_mode="strictest")


def clean_network_load_balancer() -> None:
    load_balancer("front", load_balancer_type="network", desync_mitigation_mode="monitor")


def undecided_mode_is_an_output() -> None:
    load_balancer("front", desync_mitigation_mode=unknown("mode"))
