from typing import Any

from tests.unknowns import unknown

from .parts import load_balancer

SINGLE_RESOURCE = True

LOGS: Any = {"bucket": "acme-logs", "enabled": True}


def bad_not_enabled() -> None:
    load_balancer(
        "front",  # violates
        access_logs={"bucket": "acme-logs"},
    )


def clean_enabled() -> None:
    load_balancer("front", access_logs=LOGS)


def clean_gateway() -> None:
    load_balancer("front", load_balancer_type="gateway")


def undecided_is_an_output() -> None:
    load_balancer("front", access_logs={**LOGS, "enabled": unknown("enabled")})
