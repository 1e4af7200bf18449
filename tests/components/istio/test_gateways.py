from collections.abc import Mapping
from typing import Any

import pulumi
import pytest

from ..stack import UNKNOWN, build
from .manifests import find
from .programs import gateway

HOSTS = {
    "shop.example.com": {"service": "web", "namespace": "shop", "port": 80},
    "*.example.org": {"service": "api", "namespace": "api", "port": 8080},
}


def test_children() -> None:
    stack = build(lambda: gateway({"hosts": HOSTS}))
    assert stack.children("IstioGateway public") == {
        "networking.istio.io.Gateway public",
        "networking.istio.io.VirtualService public.shop.example.com",
        "networking.istio.io.VirtualService public.example.org-any",
    }
    for key in stack.children("IstioGateway public"):
        assert stack[key].inputs["metadata"]["namespace"] == "istio-ingress"


def test_gateway() -> None:
    stack = build(gateway)
    assert find(stack, "Gateway", "public") == {
        "selector": {"istio": "ingress"},
        "servers": [
            {
                "port": {"number": 443, "name": "https", "protocol": "HTTPS"},
                "hosts": ["./shop.example.com"],
                "tls": {
                    "mode": "SIMPLE",
                    "credentialName": "shop-example-com",
                    "minProtocolVersion": "TLSV1_2",
                },
            },
            {
                "port": {"number": 80, "name": "http", "protocol": "HTTP"},
                "hosts": ["./shop.example.com"],
                "tls": {"httpsRedirect": True},
            },
        ],
    }


def test_routes() -> None:
    stack = build(lambda: gateway({"hosts": HOSTS, "cluster_domain": "corp.internal"}))
    assert find(stack, "VirtualService", "public.shop.example.com") == {
        "exportTo": ["."],
        "hosts": ["shop.example.com"],
        "gateways": ["istio-ingress/public"],
        "http": [
            {"route": [{"destination": {"host": "web.shop.svc.corp.internal", "port": {"number": 80}}}]},
        ],
    }
    wildcard = find(stack, "VirtualService", "public.example.org-any")
    assert wildcard["hosts"] == ["*.example.org"]
    assert wildcard["http"][0]["route"][0]["destination"]["host"] == "api.api.svc.corp.internal"


def test_every_host_of_the_gateway_has_a_route() -> None:
    stack = build(lambda: gateway({"hosts": HOSTS}))
    routed = {f"./{found.inputs['spec']['hosts'][0]}" for found in stack.of_type("networking.istio.io.VirtualService")}
    for server in find(stack, "Gateway", "public")["servers"]:
        assert set(server["hosts"]) == routed


def test_routes_come_after_the_gateway() -> None:
    stack = build(gateway)
    assert stack.follows(
        "networking.istio.io.VirtualService public.shop.example.com", "networking.istio.io.Gateway public"
    )


@pytest.mark.parametrize(
    ("changes", "tls"),
    [
        ({"mode": "MUTUAL"}, {"mode": "MUTUAL"}),
        ({"mode": "OPTIONAL_MUTUAL"}, {"mode": "OPTIONAL_MUTUAL"}),
        ({"min_tls_version": "1.3"}, {"minProtocolVersion": "TLSV1_3"}),
        ({"mode": "MUTUAL", "ca_credential_name": "clients"}, {"caCertCredentialName": "clients-cacert"}),
        ({"mode": "MUTUAL", "ca_credential_name": "clients-cacert"}, {"caCertCredentialName": "clients-cacert"}),
    ],
)
def test_tls(changes: Mapping[str, Any], tls: Mapping[str, str]) -> None:
    found = find(build(lambda: gateway(changes)), "Gateway", "public")["servers"][0]["tls"]
    assert tls.items() <= found.items()
    assert set(found) <= {"mode", "credentialName", "minProtocolVersion", *tls}


def test_without_redirect() -> None:
    stack = build(lambda: gateway({"redirect_http": False, "port": 8443.0}))
    (server,) = find(stack, "Gateway", "public")["servers"]
    assert server["port"] == {"number": 8443, "name": "https", "protocol": "HTTPS"}


def test_intent_and_outputs() -> None:
    def program() -> None:
        pulumi.export("gateway", gateway({"exceptions": {"some-rule": "why"}}).gateway)

    stack = build(program)
    assert stack.outputs == {"gateway": "istio-ingress/public"}
    assert stack["IstioGateway public"].inputs == {
        "mode": "SIMPLE",
        "minTlsVersion": "1.2",
        "hosts": ["shop.example.com"],
        "port": 443,
        "redirectHttp": True,
        "exceptions": {"some-rule": "why"},
    }


def test_unknown_values_are_accepted() -> None:
    def program() -> None:
        unknown = gateway(name="other").istio_gateway.id
        number = unknown.apply(lambda _: 443)
        gateway(
            {
                "namespace": unknown,
                "selector": {"istio": unknown},
                "credential_name": unknown,
                "ca_credential_name": unknown,
                "mode": "MUTUAL",
                "port": number,
                "cluster_domain": unknown,
                "hosts": {"shop.example.com": {"service": unknown, "namespace": unknown, "port": number}},
            }
        )

    stack = build(program)
    server = find(stack, "Gateway", "public")["servers"][0]
    assert server["port"]["number"] == UNKNOWN
    assert server["tls"]["caCertCredentialName"] == UNKNOWN
    assert find(stack, "VirtualService", "public.shop.example.com")["gateways"] == [UNKNOWN]
