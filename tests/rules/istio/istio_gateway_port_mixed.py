from __future__ import annotations

from tests.rules.istio.parts import istio
from tests.rules.istio.server_parts import gateway, istiod, passthrough, plain, server
from tests.unknowns import unknown


def bad_in_one_gateway() -> None:
    gateway(
        server(),
        plain(number=443, hosts=["www.example.com"]),
        name="public",  # violates
    )


def bad_connections_beside_passthrough() -> None:
    gateway(plain(protocol="mysql", number=8443), name="a", namespace="db")
    gateway(plain(), name="b")
    gateway(
        passthrough(protocol="TLS", number=8443),
        name="c",  # violates
    )


def clean_a_port_each() -> None:
    gateway(plain({"httpsRedirect": True}), server())
    gateway(plain(), passthrough(protocol="TLS", hosts=["www.example.com"]), name="second")


def clean_all_of_one_kind() -> None:
    gateway(plain(), plain(protocol="GRPC", hosts=["rpc.example.com"]), name="a")
    gateway(server(), passthrough(protocol="TLS", hosts=["www.example.com"]), name="b")


def clean_other_pods_and_addresses() -> None:
    gateway(server(), name="a")
    gateway(plain(number=443), name="b", selector={"istio": "internal"})
    gateway({**plain(number=443), "bind": "10.0.0.1"}, name="c")


def clean_pods_of_their_own_namespaces() -> None:
    istiod({"pilot": {"env": {"PILOT_SCOPE_GATEWAY_TO_NAMESPACE": "true"}}})
    gateway(name="a", namespace="shop")
    gateway(plain(number=443), name="b", namespace="docs")


def clean_patched() -> None:
    gateway(name="a")
    gateway(plain(number=443), name="b")
    istio("GatewayPatch", "patch", {"servers": []}, namespace="istio-ingress", metadata={"name": "b"})


def undecided_protocol_is_an_output() -> None:
    gateway(name="a")
    gateway(plain(number=443, protocol=unknown("protocol")), name="b")


def undecided_port_is_an_output() -> None:
    gateway(name="a")
    gateway(plain(number=unknown("port")), name="b")


def ambiguous_which_pods() -> None:
    gateway(name="a")
    gateway(plain(number=443), name="b", selector={"istio": unknown("label")})
