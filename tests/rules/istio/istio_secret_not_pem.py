from __future__ import annotations

import base64
from typing import Any

import pulumi

from tests.rules.istio.server_parts import gateway, server
from tests.unknowns import unknown

NAME = "shop-example-com"
PEM = "-----BEGIN CERTIFICATE-----"


def secret(name: str, namespace: Any = "istio-ingress", **entries: Any) -> None:
    metadata = {"name": NAME, "namespace": namespace}
    pulumi.CustomResource("kubernetes:core/v1:Secret", name, {"metadata": metadata, **entries})


def named() -> None:
    gateway(server({"mode": "SIMPLE", "credentialName": NAME}))


def bad_encoded_twice() -> None:
    twice = base64.b64encode(base64.b64encode(PEM.encode())).decode()
    secret(
        "shop-example-com",  # violates
        data={"tls.crt": twice, "tls.key": twice},
    )
    named()


def clean_pem() -> None:
    secret("shop-example-com", stringData={"tls.crt": PEM, "tls.key": PEM, "note": "of 2027"})
    named()


def clean_encoded_once() -> None:
    once = base64.b64encode(PEM.encode()).decode()
    secret("shop-example-com", data={"tls.crt": once, "tls.key": once})
    named()


def clean_nobody_names_it() -> None:
    secret("shop-example-com", stringData={"tls.crt": "file"})


def clean_value_is_an_output() -> None:
    secret("shop-example-com", stringData={"tls.crt": unknown("certificate"), "tls.key": unknown("key")})
    named()


def undecided_entries_are_an_output() -> None:
    secret("shop-example-com", stringData=unknown("entries"))
    named()


def ambiguous_namespace_of_the_secret() -> None:
    secret("shop-example-com", unknown("namespace"), stringData={"tls.crt": "file", "tls.key": PEM})
    named()
