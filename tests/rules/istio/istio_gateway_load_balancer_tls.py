from __future__ import annotations

from typing import Any

import pulumi

from tests.rules.istio.parts import istio
from tests.rules.istio.server_parts import INGRESS, gateway, passthrough, plain, server
from tests.unknowns import unknown

PREFIX = "service.beta.kubernetes.io/aws-load-balancer-"
CERTIFICATE = {f"{PREFIX}ssl-cert": "arn:aws:acm:eu-west-1:111122223333:certificate/a"}
HTTPS = {"name": "https", "port": 443, "targetPort": 8443}
HTTP = {"name": "http", "port": 80, "targetPort": 8080}


def load_balancer(annotations: Any = None, *, ports: Any = None, name: str = "ingress", **spec: Any) -> Any:
    """The Service of the gateway's pods; by default its load balancer ends TLS."""
    given = {"type": "LoadBalancer", "selector": {**INGRESS, "app": "gateway"}, "ports": ports or [HTTPS, HTTP], **spec}
    metadata = {
        "name": name,
        "namespace": "istio-ingress",
        "annotations": CERTIFICATE if annotations is None else annotations,
    }
    return pulumi.CustomResource("kubernetes:core/v1:Service", name, {"metadata": metadata, "spec": given})


def bad_port_by_name() -> None:
    load_balancer({**CERTIFICATE, f"{PREFIX}ssl-ports": "admin, https"})
    gateway(
        passthrough(protocol="TLS"),
        name="by-name",  # violates
    )


def bad_tls_to_plaintext() -> None:
    load_balancer({**CERTIFICATE, f"{PREFIX}backend-protocol": "ssl"})
    gateway(
        plain(number=443),
        name="again",  # violates
    )


def bad_namespace_of_its_own() -> None:
    load_balancer({**CERTIFICATE, f"{PREFIX}backend-protocol": "tcp"})
    gateway(
        server({"mode": "MUTUAL", "credentialName": "shop"}),
        name="elsewhere",  # violates
        namespace="shop",
    )


def clean_ended_at_the_gateway() -> None:
    load_balancer({f"{PREFIX}type": "external"})
    gateway(server(), plain())


def clean_ended_at_the_load_balancer() -> None:
    load_balancer(ports=[{"name": "https", "port": 443, "targetPort": 8080}])
    gateway(plain(number=443))


def clean_started_again() -> None:
    load_balancer({**CERTIFICATE, f"{PREFIX}backend-protocol": "SSL", f"{PREFIX}ssl-ports": "443"})
    gateway(server(), plain())


def clean_other_ports() -> None:
    load_balancer({**CERTIFICATE, f"{PREFIX}ssl-ports": "8443"}, ports=[HTTPS, {**HTTPS, "name": "x", "port": 8443}])
    gateway()


def clean_both_ports_lead_to_one() -> None:
    load_balancer(ports=[{**HTTPS, "targetPort": 8080}, HTTP])
    gateway(server(), plain())


def clean_port_without_load_balancer() -> None:
    load_balancer(ports=[HTTP])
    gateway()


def clean_other_pods() -> None:
    load_balancer(selector={"istio": "internal"})
    gateway()


def clean_several_load_balancers() -> None:
    load_balancer()
    load_balancer({}, name="internal")
    gateway()


def clean_within_the_cluster() -> None:
    load_balancer(type="ClusterIP")
    gateway()


def clean_patched() -> None:
    load_balancer()
    gateway()
    istio("GatewayPatch", "patch", {"servers": []}, namespace="istio-ingress", metadata={"name": "public"})


def undecided_protocol_is_an_output() -> None:
    load_balancer({**CERTIFICATE, f"{PREFIX}backend-protocol": unknown("protocol")})
    gateway()


def ambiguous_another_service_may_have_the_pods() -> None:
    load_balancer()
    load_balancer({}, name="second", selector={"istio": unknown("label")})
    gateway()
