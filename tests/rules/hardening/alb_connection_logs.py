from typing import Any

from tests.unknowns import unknown

from .parts import load_balancer

SINGLE_RESOURCE = True

LOGS: Any = {"bucket": "acme-logs", "enabled": True}


def bad_access_logs_only() -> None:
    load_balancer(
        "front",  # violates
        access_logs=LOGS,
    )


def bad_not_enabled() -> None:
    load_balancer(
        "front",  # violates
        connection_logs={"bucket": "acme-logs"},
    )


def clean_enabled() -> None:
    load_balancer("front", connection_logs=LOGS)


def clean_network_load_balancer() -> None:
    load_balancer("front", load_balancer_type="network")


def undecided_is_an_output() -> None:
    load_balancer("front", connection_logs={**LOGS, "enabled": unknown("enabled")})
