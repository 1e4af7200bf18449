from collections.abc import Mapping
from typing import Any

import pulumi
import pytest

from ..stack import UNKNOWN, build
from .manifests import find
from .programs import CLIENT_FILES, egress, gateway
from .test_origination import HOST, SYSTEM, VERIFIED, tls

GATEWAY = "istio-egressgateway.istio-egress.svc.cluster.local"
VISIBLE_IN = ["istio-egress", "shop"]


def test_children() -> None:
    stack = build(egress)
    assert stack.children("IstioEgressGateway payments") == {
        "networking.istio.io.Gateway payments-egress",
        "networking.istio.io.VirtualService payments-egress",
        "networking.istio.io.DestinationRule payments-egress",
        "networking.istio.io.DestinationRule payments-egress-gateway",
        "networking.istio.io.DestinationRule payments-egress-originate",
        "networking.istio.io.ServiceEntry payments-egress",
    }
    for key in stack.children("IstioEgressGateway payments"):
        assert stack[key].inputs["metadata"]["namespace"] == "istio-egress"


def test_the_gateway_takes_mutual_tls_of_the_mesh() -> None:
    assert find(build(egress), "Gateway", "payments-egress") == {
        "selector": {"istio": "egressgateway"},
        "servers": [
            {
                "port": {"number": 443, "name": "https", "protocol": "HTTPS"},
                "hosts": [f"./{HOST}"],
                "tls": {"mode": "ISTIO_MUTUAL"},
            }
        ],
    }


def test_sidecars_ask_the_gateway_for_the_host() -> None:
    assert find(build(lambda: egress({"port": 8443})), "DestinationRule", "payments-egress-gateway") == {
        "host": GATEWAY,
        "subsets": [
            {
                "name": "payments-egress",
                "trafficPolicy": {
                    "portLevelSettings": [{"port": {"number": 8443}, "tls": {"mode": "ISTIO_MUTUAL", "sni": HOST}}]
                },
            }
        ],
    }


def test_the_way_leads_to_the_gateway_and_on_to_the_host() -> None:
    assert find(build(egress), "VirtualService", "payments-egress") == {
        "exportTo": VISIBLE_IN,
        "hosts": [HOST],
        "gateways": ["mesh", "istio-egress/payments-egress"],
        "http": [
            {
                "match": [{"gateways": ["mesh"], "port": 80}],
                "route": [{"destination": {"host": GATEWAY, "subset": "payments-egress", "port": {"number": 443}}}],
            },
            {
                "match": [{"gateways": ["istio-egress/payments-egress"], "port": 443}],
                "route": [{"destination": {"host": HOST, "port": {"number": 80}}}],
            },
        ],
    }


def test_the_host_is_known_to_the_gateway_and_its_clients() -> None:
    stack = build(lambda: egress({"client_namespaces": ["shop", "billing"], "target_port": 8443}))
    assert find(stack, "ServiceEntry", "payments-egress") == {
        "exportTo": ["istio-egress", "shop", "billing"],
        "hosts": [HOST],
        "location": "MESH_EXTERNAL",
        "resolution": "DNS",
        "ports": [{"number": 80, "name": "http-originate", "protocol": "HTTP", "targetPort": 8443}],
    }


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, SYSTEM),
        ({"ca_credential_name": "ca"}, {"mode": "SIMPLE", **VERIFIED, "credentialName": "ca"}),
        ({"ca_config_map": "ca"}, {"mode": "SIMPLE", **VERIFIED, "credentialName": "configmap://istio-egress/ca"}),
        ({"client_credential_name": "client"}, {"mode": "MUTUAL", **VERIFIED, "credentialName": "client"}),
        (
            CLIENT_FILES,
            {
                "mode": "MUTUAL",
                **VERIFIED,
                "clientCertificate": "/etc/client/tls.crt",
                "privateKey": "/etc/client/tls.key",
                "caCertificates": "system",
            },
        ),
    ],
)
def test_the_gateway_starts_tls(given: Mapping[str, Any], expected: Mapping[str, Any]) -> None:
    stack = build(lambda: egress({"tls": given}))
    assert tls(stack, "payments-egress-originate") == expected
    rule = find(stack, "DestinationRule", "payments-egress-originate")
    assert rule["workloadSelector"] == {"matchLabels": {"istio": "egressgateway"}}
    assert rule["exportTo"] == ["."]


def test_whoever_knows_the_host_starts_tls_without_the_way_to_the_gateway() -> None:
    stack = build(lambda: egress({"tls": {"client_credential_name": "client"}}))
    assert tls(stack, "payments-egress") == SYSTEM
    rule = find(stack, "DestinationRule", "payments-egress")
    assert "workloadSelector" not in rule
    assert rule["exportTo"] == find(stack, "ServiceEntry", "payments-egress")["exportTo"] == VISIBLE_IN


def test_order() -> None:
    stack = build(egress)
    entry = "networking.istio.io.ServiceEntry payments-egress"
    for key in stack.children("IstioEgressGateway payments") - {entry}:
        assert stack.follows(entry, key), key
    way = "networking.istio.io.VirtualService payments-egress"
    assert stack.follows(way, "networking.istio.io.Gateway payments-egress")
    assert stack.follows(way, "networking.istio.io.DestinationRule payments-egress-gateway")


def test_intent_and_outputs() -> None:
    def program() -> None:
        built = egress({"exceptions": {"some-rule": "why"}})
        pulumi.export("url", built.url)
        pulumi.export("host", built.sidecar_egress_host)

    stack = build(program)
    assert stack.outputs == {"url": "http://api.example.com", "host": "istio-egress/api.example.com"}
    assert stack["IstioEgressGateway payments"].inputs == {
        "host": HOST,
        "targetPort": 443,
        "port": 443,
        "mode": "SIMPLE",
        "exceptions": {"some-rule": "why"},
    }


@pytest.mark.parametrize("preview", [True, False])
def test_outputs_are_accepted(preview: bool) -> None:
    def program() -> None:
        id_ = gateway().istio_gateway.id
        egress(
            {
                "namespace": id_,
                "selector": {"istio": id_},
                "service": id_,
                "client_namespaces": [id_.apply(lambda found: f"{found}-1"), "shop"],
                "host": id_.apply(lambda found: f"{found}.example.com"),
                "target_port": id_.apply(lambda _: 8443),
                "port": id_.apply(lambda _: 443),
                "cluster_domain": id_,
                "tls": {"client_credential_name": id_},
            }
        )

    stack = build(program, preview=preview)
    route = find(stack, "VirtualService", "payments-egress")
    assert route["gateways"] == ["mesh", UNKNOWN if preview else "public-id/payments-egress"]
    assert route["exportTo"] == ([UNKNOWN, UNKNOWN, "shop"] if preview else ["public-id", "public-id-1", "shop"])
    assert find(stack, "DestinationRule", "payments-egress-gateway")["host"] == (
        UNKNOWN if preview else "public-id.public-id.svc.public-id"
    )
