from __future__ import annotations

import pulumi

from tests.rules.istio.parts import istio
from tests.rules.istio.server_parts import FILES, SECRET, SHOP, gateway, passthrough, plain, server
from tests.unknowns import unknown

SINGLE_RESOURCE = True


def bad_tls_for_http() -> None:
    gateway(
        plain(SECRET),
        name="http",  # violates
    )


def bad_tls_for_tcp() -> None:
    gateway(
        plain({"httpsRedirect": True}, number=5432, protocol="TCP"),
        name="tcp",  # violates
    )


def bad_key_without_certificate() -> None:
    gateway(
        server({"mode": "SIMPLE", "privateKey": "/etc/certs/tls.key"}, protocol="https"),
        name="files",  # violates
    )


def bad_clients_without_authority() -> None:
    gateway(
        server({"mode": "MUTUAL", **FILES}),
        name="mutual",  # violates
    )


def bad_two_sources() -> None:
    gateway(
        server({**SECRET, "credentialNames": ["rsa", "ecdsa"]}),
        name="two",  # violates
    )


def bad_secret_beside_the_mesh_s() -> None:
    gateway(
        server({"mode": "ISTIO_MUTUAL", "credentialName": "shop"}),
        name="mesh",  # violates
    )


def clean_complete() -> None:
    gateway(
        server(),
        plain({"httpsRedirect": True}),
        server({"mode": "SIMPLE", **FILES}, number=8443),
        server({"mode": "MUTUAL", **FILES, "caCertificates": "/etc/certs/ca.crt"}, number=8444),
        server({"mode": "MUTUAL", "credentialName": "shop"}, number=8445),
        server({"mode": "SIMPLE", "credentialNames": ["rsa", "ecdsa"]}, number=8446),
        server({"mode": "ISTIO_MUTUAL"}, number=8447),
        server({"mode": "SIMPLE", "tlsCertificates": [FILES]}, number=8448),
    )


def clean_passed_on() -> None:
    """PASSTHROUGH is the default."""
    gateway(
        passthrough(), server({"httpsRedirect": False}, number=8443), server({"mode": "AUTO_PASSTHROUGH"}, number=1)
    )


def clean_without_tls() -> None:
    gateway(
        plain(), plain({"mode": "PASSTHROUGH", "httpsRedirect": True}, number=8080), plain(number=1, protocol="TCP")
    )


def clean_patch() -> None:
    istio("GatewayPatch", "patch", {"servers": [{"port": {"number": 443, "protocol": "HTTPS"}}]})


def clean_gateway_of_kubernetes() -> None:
    pulumi.CustomResource(
        "kubernetes:gateway.networking.k8s.io/v1:Gateway",
        "public",
        {"metadata": {"name": "public"}, "spec": {"listeners": [{"name": "https", "port": 443, "protocol": "HTTPS"}]}},
    )


def undecided_mode_is_an_output() -> None:
    gateway(server({"mode": unknown("mode")}))


def undecided_protocol_is_an_output() -> None:
    gateway({"port": {"number": 443, "protocol": unknown("protocol")}, "hosts": [SHOP]})


def undecided_secret_is_an_output() -> None:
    gateway(server({"mode": "SIMPLE", "credentialName": unknown("secret")}))
