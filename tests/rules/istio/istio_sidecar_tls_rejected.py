from __future__ import annotations

from tests.rules.istio.parts import istio
from tests.rules.istio.server_parts import FILES, gateway, listener, sidecar
from tests.unknowns import unknown

SINGLE_RESOURCE = True


def bad_other_protocol() -> None:
    sidecar(
        listener(protocol="HTTP"),
        name="protocol",  # violates
    )


def bad_without_key() -> None:
    sidecar(
        listener({"mode": "SIMPLE", "serverCertificate": "/etc/certs/tls.crt"}),
        name="key",  # violates
    )


def bad_clients_without_authority() -> None:
    sidecar(
        listener({"mode": "MUTUAL", **FILES}, protocol="tls"),
        name="authority",  # violates
    )


def bad_mesh_s_own() -> None:
    sidecar(
        listener({"mode": "ISTIO_MUTUAL"}),
        name="mesh",  # violates
    )


def bad_redirect() -> None:
    sidecar(
        listener({"mode": "SIMPLE", **FILES, "httpsRedirect": True}),
        name="redirect",  # violates
    )


def clean_complete() -> None:
    sidecar(
        listener(),
        listener({"mode": "MUTUAL", **FILES, "caCertificates": "/etc/certs/ca.crt"}, number=9443, protocol="TLS"),
    )


def clean_without_tls() -> None:
    istio(
        "Sidecar",
        "plain",
        {
            "ingress": [
                {"port": {"number": 8080, "name": "http", "protocol": "HTTP"}, "defaultEndpoint": "127.0.0.1:80"}
            ]
        },
    )


def clean_gateway_with_a_secret() -> None:
    gateway()


def undecided_mode_is_an_output() -> None:
    sidecar(listener({"mode": unknown("mode"), **FILES}))


def undecided_certificate_is_an_output() -> None:
    sidecar(listener({"mode": "SIMPLE", "serverCertificate": unknown("file"), "privateKey": "/etc/certs/tls.key"}))
