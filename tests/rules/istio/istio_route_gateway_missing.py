from __future__ import annotations

from typing import Any

import pulumi

from tests.rules.istio.parts import istio, service
from tests.rules.istio.server_parts import gateway, passthrough, routes, server
from tests.unknowns import unknown


def api_gateway(name: Any) -> Any:
    """A Gateway of the Kubernetes Gateway API."""
    metadata = {"name": name, "namespace": "istio-ingress"}
    return pulumi.CustomResource("kubernetes:gateway.networking.k8s.io/v1:Gateway", "api", {"metadata": metadata})


def bad_own_namespace() -> None:
    gateway(passthrough(hosts=["*/*.example.com"]), name="shop-gateway", namespace="shop")
    routes(
        ["mesh", "shop"],
        name="short",  # violates
    )


def bad_namespace_by_output() -> None:
    space = pulumi.CustomResource("kubernetes:core/v1:Namespace", "space", {"metadata": {"labels": {"a": "b"}}})
    gateway(namespace=space.id)
    routes(
        ["shop"],
        name="shop",  # violates
        namespace=space.id,
    )


def bad_older_form_of_the_name() -> None:
    gateway(server(hosts=["www.example.com"]), server(number=8443))
    routes(
        ["public.istio-system", "ingress.istio-ingress.svc.cluster.local"],
        name="shop",  # violates
    )


def clean_there() -> None:
    gateway(name="private")
    gateway()
    routes()
    routes(["istio-ingress/private", "istio-ingress/elsewhere"], name="second")


def clean_other_hosts() -> None:
    gateway(server(hosts=["www.example.com"]))
    routes(["istio-ingress/private"])


def clean_every_host() -> None:
    gateway(server(hosts=["*"]))
    routes(["istio-ingress/private"])


def clean_another_namespace() -> None:
    gateway()
    routes(["shared/private"])


def clean_of_the_gateway_api() -> None:
    gateway()
    api_gateway("private")
    routes(["istio-ingress/private"])


def clean_no_gateways() -> None:
    gateway(namespace="shop")
    service(hosts=["shop.example.com"])
    service(hosts=["shop.example.com"], name="mesh", gateways=["mesh"])


def clean_patched() -> None:
    gateway()
    routes(["istio-ingress/private"])
    istio("VirtualServicePatch", "patch", {"gateways": ["istio-ingress/public"]}, metadata={"name": "shop"})


def undecided_gateway_is_an_output() -> None:
    gateway()
    routes([unknown("gateway")])


def undecided_host_is_an_output() -> None:
    gateway()
    routes(["istio-ingress/private"], hosts=[unknown("host")])


def ambiguous_another_gateway_may_have_the_name() -> None:
    gateway()
    metadata = {"name": unknown("name")}
    istio("Gateway", "second", {"servers": [server()]}, namespace="istio-ingress", metadata=metadata)
    routes(["istio-ingress/private"])
