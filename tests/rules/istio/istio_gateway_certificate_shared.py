from __future__ import annotations

import pulumi

from tests.rules.istio.parts import istio
from tests.rules.istio.server_parts import FILES, INGRESS, SECRET, SHOP, gateway, istiod, passthrough, server
from tests.unknowns import unknown

WWW = "www.example.com"
OTHER = {"mode": "SIMPLE", "credentialName": "www-example-com"}


def bad_in_two_namespaces() -> None:
    gateway(server(), name="a", namespace="shop")
    gateway(
        server(hosts=[f"docs/{WWW}"]),
        name="b",  # violates
        namespace="docs",
    )


def bad_in_one_gateway() -> None:
    gateway(
        server({"mode": "MUTUAL", **FILES}, hosts=["example.com"]),
        server({"mode": "SIMPLE", **FILES}, hosts=["*.example.com"]),
        name="public",  # violates
    )


def bad_one_of_several_secrets() -> None:
    gateway(server(hosts=["*"]), name="all")
    gateway(
        server({"mode": "SIMPLE", "credentialNames": ["shop-ecdsa", "shop-example-com"]}),
        name="shop",  # violates
    )


def clean_a_certificate_each() -> None:
    gateway(server(), name="a")
    gateway(server(OTHER, hosts=[WWW]), name="b")


def clean_all_in_one_server() -> None:
    gateway(server(hosts=["shop.example.com", WWW]))


def clean_same_hosts() -> None:
    gateway(server(), name="blue")
    gateway(server(hosts=["*/shop.example.com"]), name="green")


def clean_other_ports() -> None:
    gateway(server(), server(number=8443, hosts=[WWW]))


def clean_other_pods() -> None:
    gateway(server(), name="public")
    gateway(server(hosts=[WWW]), name="private", selector={"istio": "private"})
    gateway(server(hosts=["all.example.com"]), name="every", selector={})


def clean_two_clusters() -> None:
    for name, host in (("blue", SHOP), ("green", WWW)):
        config = {"kubeconfig": f"server: https://{name}.example.com"}
        pulumi.CustomResource(
            "kubernetes:networking.istio.io/v1:Gateway",
            name,
            {
                "metadata": {"name": name, "namespace": "istio-ingress"},
                "spec": {"selector": INGRESS, "servers": [server(hosts=[host])]},
            },
            pulumi.ResourceOptions(provider=pulumi.ProviderResource("kubernetes", name, config)),
        )


def clean_not_http_inside() -> None:
    gateway(
        server(),
        server(protocol="TLS", hosts=[WWW]),
        passthrough(hosts=["docs.example.com"]),
        server({"mode": "ISTIO_MUTUAL"}, hosts=["mesh.example.com"]),
    )


def clean_other_addresses() -> None:
    gateway(server(bind="10.0.0.1"), name="a")
    gateway(server(bind="10.0.0.2", hosts=[WWW]), name="b")


def clean_pods_of_their_own_namespaces() -> None:
    istiod({"pilot": {"env": {"PILOT_SCOPE_GATEWAY_TO_NAMESPACE": "true"}}})
    gateway(server(), name="a", namespace="shop")
    gateway(server(hosts=[WWW]), name="b", namespace="docs")


def clean_patched() -> None:
    gateway(server(), name="a")
    gateway(server(hosts=[WWW]), name="b")
    istio("GatewayPatch", "patch", {"servers": []}, namespace="istio-ingress", metadata={"name": "b"})


def undecided_certificate_is_an_output() -> None:
    gateway(server(), name="a")
    gateway(server({**SECRET, "credentialName": unknown("secret")}, hosts=[WWW]), name="b")


def undecided_hosts_are_an_output() -> None:
    gateway(server(), name="a")
    gateway(server(hosts=[unknown("host")]), name="b")


def ambiguous_which_pods() -> None:
    gateway(server(), name="a")
    gateway(server(hosts=[WWW]), name="b", selector={"istio": unknown("label")})
