from __future__ import annotations

import pulumi

from tests.rules.istio.parts import SELECTOR, on_port, rule, secret_tls, tls, workload
from tests.rules.istio.server_parts import INGRESS, gateway, secret, server
from tests.unknowns import unknown

NAME = "shop-example-com"


def bad_half() -> None:
    secret(
        "shop-example-com",  # violates
        "tls.crt",
        "key",
    )
    gateway(server({"mode": "OPTIONAL_MUTUAL", "credentialName": NAME}))


def bad_client_certificate() -> None:
    secret(
        "client",  # violates
        "ca.crt",
        namespace="shop",
    )
    rule(on_port(80, secret_tls()), **SELECTOR)


def bad_one_of_several() -> None:
    secret(
        "ecdsa",  # violates
        "certificate",
    )
    gateway(server({"mode": "SIMPLE", "credentialNames": ["rsa", "ecdsa"]}))


def bad_beside_one_that_is_not_known() -> None:
    secret(
        "ecdsa",  # violates
        "certificate",
    )
    gateway(server({"mode": "SIMPLE", "credentialNames": [unknown("name"), "ecdsa"]}))


def bad_where_the_pods_are() -> None:
    workload("ingress", INGRESS, namespace="istio-ingress")
    secret(
        "shop-example-com",  # violates
        "tls.crt",
    )
    gateway(namespace="shop")


def bad_where_some_of_the_pods_are() -> None:
    workload("ingress", INGRESS, namespace="istio-ingress")
    workload("others", INGRESS, namespace=unknown("namespace"))
    secret(
        "shop-example-com",  # violates
        "tls.crt",
    )
    gateway(namespace="shop")


def clean_known_names() -> None:
    secret(NAME, "tls.crt", "tls.key")
    gateway()
    secret("client", "cert", "key", "cacert", namespace="shop")
    rule(on_port(80, secret_tls()), **SELECTOR)


def clean_filled_by_others() -> None:
    secret(NAME)
    gateway()


def clean_only_trusted() -> None:
    secret("partner-ca", "ca.crt", namespace="shop")
    rule(on_port(80, tls(credentialName="partner-ca")), **SELECTOR)
    secret("clients-cacert", "ca.crt")
    gateway(server({"mode": "MUTUAL", "credentialName": NAME, "caCertCredentialName": "clients-cacert"}))


def clean_other_namespace() -> None:
    secret(NAME, "password", namespace="shop")
    gateway()


def clean_other_use() -> None:
    secret(NAME, "password")
    gateway(server({"mode": "PASSTHROUGH", "credentialName": NAME}))


def clean_not_where_the_pods_are() -> None:
    workload("ingress", INGRESS, namespace="istio-ingress")
    secret(NAME, "keystore.p12", namespace="shop")
    gateway(namespace="shop")


def clean_patch() -> None:
    gateway()
    metadata = {"name": NAME, "namespace": "istio-ingress"}
    pulumi.CustomResource("kubernetes:core/v1:SecretPatch", "patch", {"metadata": metadata, "data": {"more": "eA=="}})


def undecided_entries_are_an_output() -> None:
    gateway()
    metadata = {"name": NAME, "namespace": "istio-ingress"}
    pulumi.CustomResource("kubernetes:core/v1:Secret", "s", {"metadata": metadata, "data": unknown("data")})


def ambiguous_secret_may_be_that_of_the_gateway() -> None:
    gateway()
    secret(unknown("name"), "password", resource="certificate")
