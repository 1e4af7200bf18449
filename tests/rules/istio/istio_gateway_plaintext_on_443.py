from __future__ import annotations

from typing import Any

import pulumi

from tests.rules.istio.server_parts import INGRESS, gateway, plain, server
from tests.unknowns import unknown

PREFIX = "service.beta.kubernetes.io/aws-load-balancer-"
CERTIFICATE = {f"{PREFIX}ssl-cert": "arn:aws:acm:eu-west-1:111122223333:certificate/a"}


def load_balancer(annotations: Any = None, *, name: str = "ingress", **spec: Any) -> Any:
    """The Service of the gateway's pods; by default its load balancer passes all ports on."""
    ports = [{"name": "https", "port": 443, "targetPort": 8443}]
    given = {"type": "LoadBalancer", "selector": INGRESS, "ports": ports, **spec}
    metadata = {"name": name, "namespace": "istio-ingress", "annotations": annotations or {}}
    return pulumi.CustomResource("kubernetes:core/v1:Service", name, {"metadata": metadata, "spec": given})


def bad_certificate_for_another_port() -> None:
    load_balancer({**CERTIFICATE, f"{PREFIX}ssl-ports": "8443"})
    gateway(
        plain(number=443, protocol="HTTP2"),
        name="port",  # violates
    )


def clean_ended_at_the_gateway() -> None:
    load_balancer()
    gateway(server(), plain())


def clean_ended_at_the_load_balancer() -> None:
    load_balancer(CERTIFICATE)
    gateway(plain(number=443))


def clean_other_load_balancer() -> None:
    """Another stack has it."""
    gateway(plain(number=443))
    load_balancer(selector={"istio": "internal"})


def clean_other_ports() -> None:
    load_balancer(ports=[{"name": "http", "port": 80}])
    gateway(plain(number=443), plain())


def clean_several_load_balancers() -> None:
    load_balancer()
    load_balancer(CERTIFICATE, name="second")
    gateway(plain(number=443))


def undecided_ports_are_an_output() -> None:
    load_balancer({**CERTIFICATE, f"{PREFIX}ssl-ports": unknown("ports")})
    gateway(plain(number=443))


def ambiguous_another_service_may_have_the_pods() -> None:
    load_balancer()
    load_balancer(CERTIFICATE, name="second", selector={"istio": unknown("label")})
    gateway(plain(number=443))
