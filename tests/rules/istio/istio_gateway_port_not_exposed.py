from __future__ import annotations

from typing import Any

import pulumi

from tests.rules.istio.parts import istio
from tests.rules.istio.server_parts import INGRESS, gateway, plain, server
from tests.unknowns import unknown

HTTP = {"name": "http", "port": 80, "targetPort": 8080}
HTTPS = {"name": "https", "port": 443, "targetPort": 8443}


def ingress(*ports: Any, name: str = "ingress", namespace: Any = "istio-ingress", **spec: Any) -> Any:
    """The Service of the gateway's pods; by default it has no port for HTTPS."""
    given = {"selector": {**INGRESS, "app": "gateway"}, "ports": [*(ports or (HTTP,))], **spec}
    metadata = {"name": name, "namespace": namespace}
    return pulumi.CustomResource("kubernetes:core/v1:Service", name, {"metadata": metadata, "spec": given})


def bad_port_of_a_gateway_for_other_namespaces() -> None:
    ingress(HTTP, HTTPS, {"name": "status", "port": 15021})
    gateway(
        plain(),
        server(number=9443),
        name="partners",  # violates
        namespace="partners",
    )


def bad_service_for_the_node() -> None:
    ingress(type="NodePort")
    ingress(HTTPS, name="web", namespace="shop", selector={"app": "web"})
    gateway(
        name="public",  # violates
    )


def clean_port_of_the_service() -> None:
    ingress(HTTP, HTTPS)
    gateway(plain(), server())


def clean_port_of_the_pods() -> None:
    ingress(HTTP, HTTPS, {"name": "tls", "port": 9443})
    gateway(plain(number=8080), server(number=8443), server(number=9443))


def clean_another_service_of_the_pods() -> None:
    ingress()
    ingress(HTTPS, name="internal", selector={"app": "gateway"}, type="LoadBalancer")
    gateway()


def clean_pods_in_two_namespaces() -> None:
    ingress()
    ingress(HTTPS, name="second", namespace="istio-second")
    gateway()


def clean_port_by_name() -> None:
    ingress(HTTP, {**HTTPS, "port": 8443, "targetPort": "https"})
    gateway()


def clean_bound_to_an_address() -> None:
    ingress()
    gateway(server(bind="127.0.0.1"))


def clean_service_of_another_stack() -> None:
    ingress(selector={"app": "gateway"})
    gateway()


def clean_patched() -> None:
    ingress()
    gateway()
    pulumi.CustomResource(
        "kubernetes:core/v1:ServicePatch",
        "patch",
        {"metadata": {"name": "ingress", "namespace": "istio-ingress"}, "spec": {"ports": [HTTPS]}},
    )
    istio("GatewayPatch", "gateway-patch", {"servers": []}, namespace="istio-ingress", metadata={"name": "other"})


def undecided_port_is_an_output() -> None:
    ingress()
    gateway(server(number=unknown("port")))


def undecided_port_of_the_service_is_an_output() -> None:
    ingress({**HTTPS, "port": unknown("port")})
    gateway()


def ambiguous_which_service() -> None:
    ingress()
    ingress(HTTPS, name="second", selector={"istio": unknown("label")})
    gateway()
