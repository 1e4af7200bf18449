import pulumi_aws as aws

from tests.rules.ecs.parts import CERTIFICATE, NOT_FOUND, REDIRECT, listener
from tests.unknowns import unknown

from .parts import NLB, PLAIN, certificate, tcp_listener

SINGLE_RESOURCE = True


def bad_tls_on_another_port() -> None:
    tcp_listener(
        "tls",  # violates
        port=8443,
        protocol="TLS",
    )


def bad_empty() -> None:
    listener(
        "https",  # violates
        NOT_FOUND,
        module=aws.alb,
        certificate_arn="",
    )


def bad_only_a_further_certificate() -> None:
    https = listener(
        "https",  # violates
        NOT_FOUND,
        certificate_arn=None,
    )
    aws.lb.ListenerCertificate("shop", listener_arn=https.arn, certificate_arn=CERTIFICATE)


def clean_certificates() -> None:
    listener("https", NOT_FOUND, certificate_arn=certificate().arn)
    listener("tls", NOT_FOUND, balancer=NLB, protocol="TLS")


def clean_passthrough_on_443() -> None:
    tcp_listener("tcp")


def clean_redirect_and_no_protocol() -> None:
    listener("http", REDIRECT, **PLAIN)
    listener("other", NOT_FOUND, **PLAIN | {"protocol": None})


def undecided_protocol_is_an_output() -> None:
    listener("https", NOT_FOUND, certificate_arn=None, protocol=unknown("protocol"))
