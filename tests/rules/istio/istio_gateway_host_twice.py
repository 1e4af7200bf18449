from __future__ import annotations

import pulumi

from tests.rules.istio.parts import istio
from tests.rules.istio.server_parts import INGRESS, SECRET, SHOP, gateway, istiod, passthrough, plain, server
from tests.unknowns import unknown

WWW = "www.example.com"


def bad_among_other_hosts() -> None:
    gateway(server(hosts=[WWW, SHOP]), name="a")
    gateway(
        passthrough(protocol="TLS", hosts=["docs.example.com", f"*/{SHOP}"]),
        name="b",  # violates
        namespace="docs",
    )


def bad_for_one_namespace() -> None:
    gateway(server(hosts=["shop/*.example.com"]), name="a", namespace="docs")
    gateway(
        server(hosts=["./*.example.com"]),
        name="b",  # violates
        namespace="shop",
    )


def bad_in_one_gateway() -> None:
    gateway(
        server(),
        server({**SECRET, "mode": "MUTUAL"}),
        name="public",  # violates
    )


def clean_hosts_of_their_own() -> None:
    gateway(server(hosts=["*.example.com"]), server(hosts=["docs/www.example.com"]), name="a")
    gateway(server(), server(hosts=["shop/www.example.com"]), name="b")


def clean_plain_http_is_joined() -> None:
    gateway(plain(), plain({"httpsRedirect": True}), name="a")
    gateway(plain({"httpsRedirect": True}), name="b")


def clean_other_ports_and_addresses() -> None:
    gateway(server(), server(number=8443), name="a")
    gateway(server(bind="10.0.0.1"), name="b")


def clean_other_pods() -> None:
    gateway(name="public")
    gateway(name="private", selector={"istio": "private"})
    gateway(name="every", selector={})


def clean_between_clusters() -> None:
    """Every cluster's gateway to the others passes TLS on to whatever Service is meant."""
    for name in ("east", "west"):
        gateway(server({"mode": "AUTO_PASSTHROUGH"}, number=15443, hosts=["*.local"]), name=name)


def clean_two_clusters() -> None:
    for name in ("blue", "green"):
        config = {"kubeconfig": f"server: https://{name}.example.com"}
        pulumi.CustomResource(
            "kubernetes:networking.istio.io/v1:Gateway",
            name,
            {
                "metadata": {"name": name, "namespace": "istio-ingress"},
                "spec": {"selector": INGRESS, "servers": [server()]},
            },
            pulumi.ResourceOptions(provider=pulumi.ProviderResource("kubernetes", name, config)),
        )


def clean_pods_of_their_own_namespaces() -> None:
    istiod({"pilot": {"env": {"PILOT_SCOPE_GATEWAY_TO_NAMESPACE": "true"}}})
    gateway(name="a", namespace="shop")
    gateway(name="b", namespace="docs")


def clean_patched() -> None:
    gateway(name="a")
    gateway(name="b")
    istio("GatewayPatch", "patch", {"servers": []}, namespace="istio-ingress", metadata={"name": "b"})


def undecided_host_is_an_output() -> None:
    gateway(name="a")
    gateway(server(hosts=[unknown("host")]), name="b")


def ambiguous_which_pods() -> None:
    gateway(name="a")
    gateway(name="b", selector={"istio": unknown("label")})
