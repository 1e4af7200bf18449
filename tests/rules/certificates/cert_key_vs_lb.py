from typing import Any

import pulumi_aws as aws

from tests.rules.ecs.parts import NOT_FOUND, listener, one_of
from tests.rules.listeners.parts import NLB, certificate
from tests.unknowns import unknown


def tls(name: str, arn: Any) -> Any:
    return listener(name, NOT_FOUND, balancer=NLB, protocol="TLS", certificate_arn=arn)


def bad_further_certificate() -> None:
    given = certificate(
        "shop",  # violates
        key_algorithm="RSA_4096",
    )
    aws.lb.ListenerCertificate("shop", listener_arn=tls("tls", None).arn, certificate_arn=given.arn)


def bad_short_key() -> None:
    given = certificate(
        "shop",  # violates
        key_algorithm="RSA_1024",
    )
    listener("https", NOT_FOUND, certificate_arn=given.arn)


def clean_keys_that_are_taken() -> None:
    for algorithm in (None, "RSA_2048", "RSA_3072", "EC_prime256v1", "EC_secp384r1"):
        name = str(algorithm)
        tls(name, certificate(name, key_algorithm=algorithm).arn)


def clean_long_key_on_an_application_load_balancer() -> None:
    listener("https", NOT_FOUND, certificate_arn=certificate(key_algorithm="RSA_4096").arn)
    certificate("unused", key_algorithm="RSA_4096")


def undecided_algorithm_is_an_output() -> None:
    tls("tls", certificate(key_algorithm=unknown("algorithm")).arn)


def ambiguous_one_of_two() -> None:
    tls("tls", one_of(certificate("blue", key_algorithm="RSA_4096"), certificate("green")))
