from typing import Any

from tests.rules.ecs.parts import NOT_FOUND, REDIRECT, listener, one_of
from tests.unknowns import unknown

from .parts import LISTENER, PLAIN, load_balancer, rule


def redirect(**args: Any) -> Any:
    return {"type": "redirect", "redirect": {"status_code": "HTTP_302", **args}}


def bad_port_stated() -> None:
    listener(
        "http",  # violates
        redirect(protocol="HTTPS", port="8080"),
        **PLAIN | {"port": 8080, "protocol": None},
    )


def bad_port_of_another_plain_listener() -> None:
    balancer = load_balancer().arn
    listener("api", NOT_FOUND, balancer=balancer, **PLAIN | {"port": 8080})
    listener(
        "http",  # violates
        redirect(protocol="HTTPS", port="8080"),
        balancer=balancer,
        **PLAIN,
    )


def bad_loop_in_a_rule() -> None:
    plain = listener("http", REDIRECT, **PLAIN)
    rule(
        "loop",  # violates
        plain.arn,
        redirect(protocol="HTTP"),
    )


def bad_https_listener_to_itself() -> None:
    listener(
        "https",  # violates
        REDIRECT,
    )


def bad_to_http_on_the_port_of_https() -> None:
    listener(
        "https",  # violates
        redirect(protocol="HTTP", port="443"),
    )


def clean_to_https() -> None:
    balancer = load_balancer().arn
    listener("https", NOT_FOUND, balancer=balancer, port=8443)
    listener("http", redirect(protocol="HTTPS", port="8443"), balancer=balancer, **PLAIN)
    listener("shared", REDIRECT, **PLAIN)


def clean_other_places() -> None:
    listener("host", redirect(protocol="HTTPS", host="www.example.com"), **PLAIN)
    listener("path", redirect(path="/new/#{path}"), **PLAIN | {"port": 8080})
    listener("query", redirect(query="v=2"), **PLAIN | {"port": 8081})
    listener("https", redirect(host="www.#{host}"))


def clean_rule_of_a_listener_of_another_stack() -> None:
    rule("old", LISTENER, redirect(protocol="HTTPS"))


def undecided_port_is_an_output() -> None:
    listener("http", redirect(protocol="HTTPS", port=unknown("port")), **PLAIN)


def undecided_protocol_is_an_output() -> None:
    listener("http", redirect(protocol=unknown("protocol"), port="80"), **PLAIN)


def ambiguous_rule_of_one_of_two() -> None:
    listeners: Any = listener("https", NOT_FOUND), listener("http", NOT_FOUND, **PLAIN)
    rule("old", one_of(*listeners), redirect(protocol="HTTPS", port="80"))
