from tests.rules.ecs.parts import NOT_FOUND, listener
from tests.unknowns import unknown

from .parts import NLB, tcp_listener

SINGLE_RESOURCE = True


def bad_http1_only() -> None:
    listener(
        "https",  # violates
        NOT_FOUND,
        alpn_policy="HTTP1Only",
    )


def clean_tls_listener() -> None:
    listener("tls", NOT_FOUND, balancer=NLB, protocol="TLS", alpn_policy="HTTP2Preferred")


def clean_none() -> None:
    listener("https", NOT_FOUND, alpn_policy="None")
    listener("empty", NOT_FOUND, alpn_policy="")


def clean_of_another_rule() -> None:
    tcp_listener("tcp", alpn_policy="HTTP2Preferred")


def undecided_policy_is_an_output() -> None:
    listener("https", NOT_FOUND, alpn_policy=unknown("policy"))


def undecided_protocol_is_an_output() -> None:
    listener("https", NOT_FOUND, protocol=unknown("protocol"), alpn_policy="HTTP1Only")
