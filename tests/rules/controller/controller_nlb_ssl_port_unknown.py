from typing import Any

from tests.unknowns import unknown

from .controller_manages_custom_groups import NLB, SERVICE, annotated, release

SINGLE_RESOURCE = True

WEB = {"name": "web", "port": 443}
CLASS = "service.k8s.aws/nlb"


def service(name: str, ssl_ports: Any, *ports: Any, class_name: Any = CLASS) -> None:
    annotations = {f"{NLB}ssl-ports": ssl_ports}
    annotated(SERVICE, name, annotations, type="LoadBalancer", loadBalancerClass=class_name, ports=list(ports or [WEB]))


def bad_one_of_them() -> None:
    service(
        "number",  # violates
        "web, 8443",
    )
    service(
        "star",  # violates
        "*",
    )


def clean_names_and_numbers() -> None:
    service("shop", "web,443 , 8443", WEB, {"port": 8443}, {"name": "other", "port": unknown("port")})
    service("empty", " ,")


def clean_port_may_be_the_unknown_one() -> None:
    service("shop", "web", {"name": unknown("name"), "port": 443}, WEB)


def clean_of_others() -> None:
    service("classic", "*", class_name=None)
    service("cilium", "*", class_name="io.cilium/l2")


def clean_described_elsewhere() -> None:
    annotated("kubernetes:core/v1:ServicePatch", "patch", {f"{NLB}ssl-ports": "https"}, loadBalancerClass=CLASS)
    release("shop", {"service": {"annotations": {f"{NLB}ssl-ports": "https", f"{NLB}type": "nlb-ip"}}}, "traefik")


def undecided_ports_are_an_output() -> None:
    service("shop", unknown("ports"))


def undecided_number_is_an_output() -> None:
    service("shop", "8443", {"name": "web", "port": unknown("port")})
