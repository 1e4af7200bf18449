from __future__ import annotations

from typing import Any

from tests.rules.ecs.parts import NOT_FOUND, listener, one_of
from tests.rules.listeners.parts import PLAIN
from tests.unknowns import unknown

from .parts import load_balancer

FORWARDED = {"type": "redirect", "redirect": {"host": "www.example.com", "status_code": "HTTP_301"}}


def https(name: str, balancer: Any, header: Any = None, action: Any = NOT_FOUND, **args: Any) -> None:
    """An HTTPS listener that sends the header with this value."""
    value = {} if header is None else {"routing_http_response_strict_transport_security_header_value": header}
    listener(name, action, balancer=balancer, **value, **args)


def bad_values() -> None:
    front = load_balancer("front", internal=False).arn
    https(
        "empty",  # violates
        front,
        "",
    )
    https(
        "forgotten",  # violates
        front,
        "max-age=0; includeSubDomains",
        port=8443,
    )
    https(
        "no-age",  # violates
        front,
        "includeSubDomains; preload",
        port=9443,
    )
    https(
        "not-a-number",  # violates
        front,
        "max-age=1y",
        port=10443,
    )


def bad_redirect() -> None:
    https(
        "moved",  # violates
        load_balancer("front").arn,
        action=FORWARDED,
    )


def clean_values() -> None:
    front = load_balancer("front").arn
    https("year", front, "max-age=31536000; includeSubDomains; preload")
    https("last", front, "includeSubDomains ; Max-Age = 300", port=8443)
    https("quoted", front, 'max-age="0300";', port=9443)


def clean_internal() -> None:
    https("inside", load_balancer("inside", internal=True).arn)


def clean_load_balancer_of_another_stack() -> None:
    listener("https", NOT_FOUND)


def clean_plaintext() -> None:
    """Browsers ignore the header there."""
    listener("http", NOT_FOUND, balancer=load_balancer("front").arn, **PLAIN)


def undecided_value_is_an_output() -> None:
    https("https", load_balancer("front").arn, unknown("header"))


def undecided_internal_is_an_output() -> None:
    https("https", load_balancer("front", internal=unknown("internal")).arn)


def ambiguous_load_balancer() -> None:
    https("https", one_of(load_balancer("front"), load_balancer("inside", internal=True)))
