from __future__ import annotations

import pulumi

from tests.rules.istio.server_parts import gateway, secret, server
from tests.unknowns import unknown

NAME = "shop-example-com"
PAIR = ("tls.crt", "tls.key")
MUTUAL = {"mode": "MUTUAL", "credentialName": NAME}


def bad_optional_and_old_names() -> None:
    secret(
        "shop-example-com",  # violates
        "cert",
        "key",
    )
    gateway(server({**MUTUAL, "mode": "OPTIONAL_MUTUAL"}))


def clean_in_the_same_secret() -> None:
    secret(NAME, *PAIR, "ca.crt")
    gateway(server(MUTUAL))


def clean_in_a_secret_beside_it() -> None:
    secret(NAME, *PAIR)
    secret(f"{NAME}-cacert", "ca.crt")
    gateway(server(MUTUAL))


def clean_named() -> None:
    secret(NAME, *PAIR)
    gateway(server({**MUTUAL, "caCertCredentialName": "clients-cacert"}))


def clean_no_clients_verified() -> None:
    secret(NAME, *PAIR)
    gateway()


def clean_other_namespace() -> None:
    secret(NAME, *PAIR, namespace="shop")
    gateway(server(MUTUAL))


def clean_filled_by_others() -> None:
    secret(NAME)
    gateway(server(MUTUAL))


def undecided_entries_are_an_output() -> None:
    gateway(server(MUTUAL))
    metadata = {"name": NAME, "namespace": "istio-ingress"}
    pulumi.CustomResource("kubernetes:core/v1:Secret", "s", {"metadata": metadata, "data": unknown("data")})


def ambiguous_another_secret_may_be_that_of_the_ca() -> None:
    secret(NAME, *PAIR)
    secret(unknown("name"), "ca.crt", resource="authority")
    gateway(server(MUTUAL))
