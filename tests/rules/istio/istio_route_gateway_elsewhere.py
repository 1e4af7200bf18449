from __future__ import annotations

import pulumi

from tests.rules.istio.parts import istio
from tests.rules.istio.server_parts import gateway, plain, routes, server
from tests.unknowns import unknown


def bad_beside_the_mesh() -> None:
    gateway(server(hosts=["*.example.com"]))
    routes(
        ["mesh", "public"],
        name="both",  # violates
    )


def bad_namespace_of_the_stack() -> None:
    pulumi.CustomResource("kubernetes:core/v1:Namespace", "ingress", {"metadata": {"name": "istio-ingress"}})
    gateway(plain(), server())
    routes(
        ["public"],
        name="short",  # violates
        namespace="orders",
    )


def clean_with_namespace() -> None:
    gateway()
    routes()


def clean_own_namespace() -> None:
    gateway(namespace="shop")
    routes(["public"])


def clean_another_one_in_its_own_namespace() -> None:
    gateway()
    gateway(name="own", namespace="shop")
    routes(["own"])
    istio("Gateway", "same", {"servers": [server()]}, namespace="shop", metadata={"name": "public"})
    routes(["public"], name="second")


def clean_other_hosts() -> None:
    """One of the same name is in another stack."""
    gateway(server(hosts=["www.example.com"]))
    routes(["public"])


def clean_every_host() -> None:
    gateway(server(hosts=["*"]))
    routes(["public"])


def clean_unknown_here() -> None:
    gateway()
    routes(["internal"])


def undecided_namespace_is_an_output() -> None:
    gateway(namespace=unknown("namespace"))
    routes(["public"])


def undecided_namespace_is_left_to_the_provider() -> None:
    gateway(namespace=None)
    routes(["public"])


def ambiguous_another_gateway_may_have_the_name() -> None:
    gateway()
    istio("Gateway", "second", {"servers": [server()]}, namespace="shop", metadata={"name": unknown("name")})
    routes(["public"])
