from __future__ import annotations

from typing import Any

from tests.rules.istio.parts import SELECTOR, on_port, rule, secret_tls, workload
from tests.rules.istio.server_parts import INGRESS, gateway, secret
from tests.unknowns import unknown

NAME = "shop-example-com"
PAIR = ("tls.crt", "tls.key")


def pods(name: str = "ingress", **more: Any) -> Any:
    """The gateway's pods."""
    return workload(name, {**INGRESS, "app": name}, namespace=more.pop("namespace", "istio-ingress"), **more)


def bad_beside_the_gateway() -> None:
    pods()
    gateway(namespace="shop")
    secret(
        "shop-example-com",  # violates
        *PAIR,
        namespace="shop",
    )


def bad_beside_the_host() -> None:
    rule(on_port(80, secret_tls()), namespace="orders", **SELECTOR)
    secret(
        "client",  # violates
        *PAIR,
        namespace="shop",
    )


def clean_where_the_pods_are() -> None:
    pods()
    gateway(namespace="shop")
    secret(NAME, *PAIR)


def clean_in_both() -> None:
    pods()
    gateway()
    secret(NAME, *PAIR)
    secret(NAME, *PAIR, namespace="shop", resource="copy")


def clean_pods_of_another_stack() -> None:
    gateway()
    secret(NAME, *PAIR, namespace="shop")
    pods(namespace="istio-egress", name="other")
    gateway(name="egress", selector={"istio": "egress"})


def clean_pods_in_two_namespaces() -> None:
    pods()
    pods("second", namespace="shop")
    gateway()
    secret(NAME, *PAIR, namespace="shop")


def clean_also_used_by_others() -> None:
    pods()
    gateway()
    secret(NAME, *PAIR, namespace="shop")
    rule(on_port(80, secret_tls(NAME)), **SELECTOR)


def clean_other_name() -> None:
    pods()
    gateway()
    secret("other", *PAIR, namespace="shop")


def undecided_where_some_of_the_pods_are() -> None:
    pods()
    pods("others", namespace=unknown("namespace"))
    gateway(namespace="shop")
    secret(NAME, *PAIR, namespace="shop")


def undecided_namespace_is_an_output() -> None:
    pods()
    gateway()
    secret(NAME, *PAIR, namespace=unknown("namespace"))


def ambiguous_another_secret_may_be_there() -> None:
    pods()
    gateway()
    secret(NAME, *PAIR, namespace="shop")
    secret(unknown("name"), *PAIR, resource="second")
