from tests.rules.ecs.parts import CERTIFICATE, MODERN, NOT_FOUND, REDIRECT, listener
from tests.unknowns import unknown

from .parts import NLB, PLAIN, certificate, tcp_listener

SINGLE_RESOURCE = True


def bad_policy() -> None:
    tcp_listener(
        "tcp",  # violates
        port=8443,
        ssl_policy=MODERN,
    )


def bad_alpn_and_an_unknown_certificate() -> None:
    tcp_listener(
        "tcp",  # violates
        certificate_arn=unknown("certificate"),
        alpn_policy="HTTP2Preferred",
    )


def bad_udp() -> None:
    tcp_listener(
        "dns",  # violates
        port=853,
        protocol="UDP",
        certificate_arn=CERTIFICATE,
    )


def bad_http_with_a_certificate() -> None:
    listener(
        "web",  # violates
        REDIRECT,
        **PLAIN | {"certificate_arn": CERTIFICATE},
    )


def bad_certificate_of_this_stack() -> None:
    tcp_listener(
        "tcp",  # violates
        certificate_arn=certificate().arn,
    )


def bad_protocol_left_to_the_provider() -> None:
    listener(
        "web",  # violates
        REDIRECT,
        protocol=None,
    )


def clean_passthrough_on_443() -> None:
    tcp_listener("tcp")


def clean_empty_settings() -> None:
    tcp_listener("tcp", ssl_policy="", certificate_arn="", alpn_policy="")
    tcp_listener("default", port=8443, alpn_policy="None")


def clean_listeners_that_end_tls() -> None:
    listener("tls", NOT_FOUND, balancer=NLB, protocol="TLS", alpn_policy="HTTP2Preferred")
    listener("https", NOT_FOUND)


def clean_redirect() -> None:
    listener("http", REDIRECT, **PLAIN)


def undecided_protocol_is_an_output() -> None:
    listener("tls", NOT_FOUND, balancer=NLB, protocol=unknown("protocol"))


def undecided_setting_is_an_output() -> None:
    tcp_listener("tcp", ssl_policy=unknown("policy"))
