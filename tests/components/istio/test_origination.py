from collections.abc import Mapping
from typing import Any

import pulumi
import pulumi_kubernetes
import pytest

from ..stack import UNKNOWN, Stack, build
from .manifests import find
from .programs import CLIENT_FILES, LABELS, gateway, origination

HOST = "api.example.com"
VERIFIED = {"sni": HOST, "subjectAltNames": [HOST]}
SYSTEM = {"mode": "SIMPLE", **VERIFIED, "caCertificates": "system"}
CA_SECRET = {"tls": {"ca_credential_name": "partner-ca"}, "workload_labels": LABELS}
CLIENT_SECRET = {
    "tls": {"client_credential_name": "partner-client"},
    "workload_labels": LABELS,
    "service_account": "frontend",
}


def tls(stack: Stack, name: str = "payments") -> Any:
    """What a DestinationRule says of the calls to port 80; it must say nothing else."""
    policy = find(stack, "DestinationRule", name)["trafficPolicy"]
    (level,) = policy.pop("portLevelSettings")
    assert policy == {}
    assert level.keys() == {"port", "tls"}
    assert level["port"] == {"number": 80}
    return level["tls"]


def test_children() -> None:
    assert build(origination).children("IstioTlsOrigination payments") == {
        "networking.istio.io.DestinationRule payments",
        "networking.istio.io.ServiceEntry payments",
    }


def test_service_entry() -> None:
    assert find(build(origination), "ServiceEntry", "payments") == {
        "exportTo": ["."],
        "hosts": [HOST],
        "location": "MESH_EXTERNAL",
        "resolution": "DNS",
        "ports": [{"number": 80, "name": "http-originate", "protocol": "HTTP", "targetPort": 443}],
    }


def test_direct_https() -> None:
    stack = build(lambda: origination({"direct_https": True, "target_port": 8443}))
    assert find(stack, "ServiceEntry", "payments")["ports"] == [
        {"number": 80, "name": "http-originate", "protocol": "HTTP", "targetPort": 8443},
        {"number": 8443, "name": "https", "protocol": "HTTPS"},
    ]
    assert tls(stack) == SYSTEM


def test_every_pod_of_the_namespace_starts_tls() -> None:
    rule = find(build(origination), "DestinationRule", "payments")
    assert rule["host"] == HOST
    assert rule["exportTo"] == ["shop"]
    assert "workloadSelector" not in rule


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, SYSTEM),
        ({"sni": "edge.example.net"}, {**SYSTEM, "sni": "edge.example.net", "subjectAltNames": ["edge.example.net"]}),
        ({"subject_alt_names": ["a.example.com"]}, {**SYSTEM, "subjectAltNames": ["a.example.com"]}),
        ({"ca_file": "/etc/ca.pem"}, {**SYSTEM, "caCertificates": "/etc/ca.pem"}),
        ({"ca_config_map": "partner"}, {"mode": "SIMPLE", **VERIFIED, "credentialName": "configmap://shop/partner"}),
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
        (
            {**CLIENT_FILES, "ca_file": "/etc/client/ca.crt"},
            {
                "mode": "MUTUAL",
                **VERIFIED,
                "clientCertificate": "/etc/client/tls.crt",
                "privateKey": "/etc/client/tls.key",
                "caCertificates": "/etc/client/ca.crt",
            },
        ),
    ],
)
def test_tls(given: Mapping[str, Any], expected: Mapping[str, Any]) -> None:
    assert tls(build(lambda: origination({"tls": given}))) == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (CA_SECRET, {"mode": "SIMPLE", **VERIFIED, "credentialName": "partner-ca"}),
        (CLIENT_SECRET, {"mode": "MUTUAL", **VERIFIED, "credentialName": "partner-client"}),
    ],
)
def test_a_secret_is_for_selected_pods(changes: Mapping[str, Any], expected: Mapping[str, Any]) -> None:
    stack = build(lambda: origination(changes))
    assert tls(stack, "payments-credential") == expected
    rule = find(stack, "DestinationRule", "payments-credential")
    assert rule["workloadSelector"] == {"matchLabels": LABELS}
    assert rule["exportTo"] == ["."]


@pytest.mark.parametrize("changes", [CA_SECRET, CLIENT_SECRET])
def test_other_pods_start_tls_too(changes: Mapping[str, Any]) -> None:
    stack = build(lambda: origination(changes))
    assert tls(stack) == SYSTEM
    rule = find(stack, "DestinationRule", "payments")
    assert "workloadSelector" not in rule
    assert rule["exportTo"] == ["shop"]


def test_permission_to_list_secrets() -> None:
    stack = build(lambda: origination(CLIENT_SECRET))
    assert stack.children("IstioTlsOrigination payments") == {
        "networking.istio.io.DestinationRule payments",
        "networking.istio.io.DestinationRule payments-credential",
        "networking.istio.io.ServiceEntry payments",
        "rbac.authorization.k8s.io.Role payments-list-secrets",
        "rbac.authorization.k8s.io.RoleBinding payments-list-secrets",
    }
    role = stack["rbac.authorization.k8s.io.Role payments-list-secrets"].inputs
    assert role["metadata"] == {"name": "payments-list-secrets", "namespace": "shop"}
    assert role["rules"] == [{"apiGroups": [""], "resources": ["secrets"], "verbs": ["list"]}]
    binding = stack["rbac.authorization.k8s.io.RoleBinding payments-list-secrets"].inputs
    assert binding["metadata"] == {"name": "payments-list-secrets", "namespace": "shop"}
    assert binding["roleRef"] == {
        "apiGroup": "rbac.authorization.k8s.io",
        "kind": "Role",
        "name": "payments-list-secrets",
    }
    assert binding["subjects"] == [{"kind": "ServiceAccount", "name": "frontend", "namespace": "shop"}]


def test_a_ca_needs_no_permission() -> None:
    stack = build(lambda: origination(CA_SECRET))
    assert not stack.of_type("rbac.authorization.k8s.io.Role")
    assert not stack.of_type("rbac.authorization.k8s.io.RoleBinding")


@pytest.mark.parametrize("changes", [{}, CA_SECRET, CLIENT_SECRET])
def test_there_is_no_way_to_the_host_without_tls_at_any_time(changes: Mapping[str, Any]) -> None:
    stack = build(lambda: origination(changes))
    entry = "networking.istio.io.ServiceEntry payments"
    for key in stack.children("IstioTlsOrigination payments") - {entry}:
        assert stack.follows(entry, key), key


def test_intent_and_outputs() -> None:
    def program() -> None:
        pulumi.export("url", origination({**CLIENT_SECRET, "exceptions": {"some-rule": "why"}}).url)

    stack = build(program)
    assert stack.outputs == {"url": "http://api.example.com"}
    assert stack["IstioTlsOrigination payments"].inputs == {
        "host": HOST,
        "targetPort": 443,
        "mode": "MUTUAL",
        "directHttps": False,
        "exceptions": {"some-rule": "why"},
    }


@pytest.mark.parametrize("preview", [True, False])
def test_outputs_are_accepted(preview: bool) -> None:
    def program() -> None:
        id_ = gateway().istio_gateway.id
        host = id_.apply(lambda found: f"{found}.example.com")
        origination(
            {
                "namespace": id_,
                "host": host,
                "target_port": id_.apply(lambda _: 8443.0),
                "tls": {"client_credential_name": id_, "sni": host, "subject_alt_names": [host]},
                "workload_labels": {"app": id_},
                "service_account": id_,
            }
        )
        origination({"namespace": id_, "tls": {"ca_config_map": id_}}, name="other")

    stack = build(program, preview=preview)
    entry = find(stack, "ServiceEntry", "payments")
    assert entry["hosts"] == [UNKNOWN if preview else "public-id.example.com"]
    assert entry["ports"][0]["targetPort"] == (UNKNOWN if preview else 8443)
    assert tls(stack, "payments-credential")["credentialName"] == (UNKNOWN if preview else "public-id")
    assert tls(stack, "other")["credentialName"] == (UNKNOWN if preview else "configmap://public-id/public-id")


def test_the_provider_of_the_component_is_that_of_its_children() -> None:
    def program() -> None:
        cluster = pulumi_kubernetes.Provider("cluster")
        origination(opts=pulumi.ResourceOptions(providers=[cluster]))

    stack = build(program)
    for key in stack.children("IstioTlsOrigination payments"):
        assert "cluster" in (stack[key].provider or "")
