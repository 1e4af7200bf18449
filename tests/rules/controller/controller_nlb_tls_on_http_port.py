from typing import Any

from tests.unknowns import unknown

from .controller_manages_custom_groups import NLB, SERVICE, annotated
from .controller_ssl_policy_weak import CERTIFICATE

SINGLE_RESOURCE = True

HTTP, HTTPS = {"name": "http", "port": 80}, {"name": "https", "port": 443}


def service(name: str, *ports: Any, class_name: Any = "service.k8s.aws/nlb", **annotations: Any) -> None:
    found = {f"{NLB}ssl-cert": CERTIFICATE, **{f"{NLB}{key.replace('_', '-')}": x for key, x in annotations.items()}}
    annotated(SERVICE, name, found, type="LoadBalancer", loadBalancerClass=class_name, ports=list(ports))


def bad_any_order() -> None:
    service(
        "shop",  # violates
        HTTPS,
        HTTP | {"protocol": "TCP"},
    )


def bad_empty_list_of_ports() -> None:
    service(
        "shop",  # violates
        HTTP,
        HTTPS,
        ssl_ports="",
    )


def clean_ports_are_stated() -> None:
    service("shop", HTTP, HTTPS, ssl_ports="https")
    service("by-output", HTTP, HTTPS, ssl_ports=unknown("ports"))


def clean_other_ports() -> None:
    service("one", HTTPS)
    service("only-80", HTTP)
    service("udp", HTTP | {"protocol": "UDP"}, HTTPS)
    service("two", {"port": 8443}, HTTPS)


def clean_passthrough() -> None:
    service("shop", HTTP, HTTPS, ssl_cert="")


def clean_classic_load_balancer() -> None:
    service("shop", HTTP, HTTPS, class_name=None)


def undecided_port_is_an_output() -> None:
    service("shop", {"port": unknown("port")}, HTTPS)
