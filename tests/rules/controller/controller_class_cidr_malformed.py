from typing import Any

from tests.unknowns import unknown

from .parts import resource

SINGLE_RESOURCE = True


def params(name: str, *clients: Any, group: str = "elbv2.k8s.aws/v1beta1") -> None:
    resource(f"kubernetes:{group}:IngressClassParams", name, None, {"inboundCIDRs": [*clients]}, name=name)


def bad_host_bits_and_worse() -> None:
    params(
        "bits",  # violates
        "10.0.0.1/8",
    )
    params(
        "six",  # violates
        "::/0",
        "2001:db8::1/64",
        group="eks.amazonaws.com/v1",
    )
    params(
        "address",  # violates
        unknown("client"),
        "10.0.0.1",
    )
    params(
        "name",  # violates
        "office",
    )


def clean_networks() -> None:
    params("networks", "10.0.0.0/8", "0.0.0.0/0", "192.0.2.1/32", "2001:db8::/32", "::/0", "2001:db8::1/128")
    params("nobody")
    resource("kubernetes:elbv2.k8s.aws/v1beta1:IngressClassParams", "empty", None, {"scheme": "internal"})


def undecided_clients_are_an_output() -> None:
    spec = {"inboundCIDRs": unknown("clients")}
    resource("kubernetes:elbv2.k8s.aws/v1beta1:IngressClassParams", "params", None, spec)
