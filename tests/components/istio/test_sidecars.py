import json

import pulumi
import pytest

from ..stack import UNKNOWN, build
from .manifests import find
from .programs import EXCEPTION, INGRESS, LABELS, gateway, sidecar


def test_egress_only() -> None:
    stack = build(lambda: sidecar({"egress_hosts": ["orders/*", "*/api.example.com"]}))
    assert stack.children("IstioSidecar frontend") == {"networking.istio.io.Sidecar frontend"}
    assert find(stack, "Sidecar", "frontend") == {
        "workloadSelector": {"labels": LABELS},
        "outboundTrafficPolicy": {"mode": "REGISTRY_ONLY"},
        "egress": [{"hosts": ["./*", "istio-system/*", "orders/*", "*/api.example.com"]}],
    }


def test_the_whole_mesh() -> None:
    stack = build(lambda: sidecar({"egress_hosts": ["*/*"]}))
    assert find(stack, "Sidecar", "frontend")["egress"] == [{"hosts": ["*/*"]}]


def test_other_control_plane() -> None:
    stack = build(lambda: sidecar({"control_plane_namespace": "mesh"}))
    assert find(stack, "Sidecar", "frontend")["egress"] == [{"hosts": ["./*", "mesh/*"]}]


def test_termination() -> None:
    stack = build(lambda: sidecar({"ingress": INGRESS}))
    assert stack.children("IstioSidecar frontend") == {
        "networking.istio.io.Sidecar frontend",
        "security.istio.io.PeerAuthentication frontend",
    }
    assert find(stack, "Sidecar", "frontend") == {
        "workloadSelector": {"labels": LABELS},
        "outboundTrafficPolicy": {"mode": "REGISTRY_ONLY"},
        "egress": [{"hosts": ["./*", "istio-system/*"]}],
        "ingress": [
            {
                "port": {"number": 8443, "name": "https", "protocol": "HTTPS"},
                "defaultEndpoint": "127.0.0.1:8080",
                "tls": {
                    "mode": "SIMPLE",
                    "minProtocolVersion": "TLSV1_2",
                    "serverCertificate": "/etc/sidecar-tls/tls.crt",
                    "privateKey": "/etc/sidecar-tls/tls.key",
                },
            }
        ],
    }
    assert find(stack, "PeerAuthentication", "frontend") == {
        "selector": {"matchLabels": LABELS},
        "mtls": {"mode": "STRICT"},
        "portLevelMtls": {"8443": {"mode": "DISABLE"}},
    }


def test_mutual() -> None:
    ingress = {**INGRESS, "mode": "MUTUAL", "min_tls_version": "1.3", "mount_path": "/etc/tls"}
    (listener,) = find(build(lambda: sidecar({"ingress": ingress})), "Sidecar", "frontend")["ingress"]
    assert listener["tls"] == {
        "mode": "MUTUAL",
        "minProtocolVersion": "TLSV1_3",
        "serverCertificate": "/etc/tls/tls.crt",
        "privateKey": "/etc/tls/tls.key",
        "caCertificates": "/etc/tls/ca.crt",
    }


def test_the_sidecar_takes_tls_only_after_the_port_is_excepted() -> None:
    stack = build(lambda: sidecar({"ingress": INGRESS}))
    assert stack.follows("networking.istio.io.Sidecar frontend", "security.istio.io.PeerAuthentication frontend")


def test_what_the_workload_needs() -> None:
    def program() -> None:
        built = sidecar({"ingress": {**INGRESS, "port": 8443.0, "mount_path": "/etc/tls"}})
        pulumi.export("annotations", built.pod_annotations)
        pulumi.export("values", built.istiod_values)
        pulumi.export("port", built.target_port)

    outputs = build(program).outputs
    annotations = {key: json.loads(value) for key, value in outputs["annotations"].items()}
    (volume,) = annotations["sidecar.istio.io/userVolume"]
    assert annotations == {
        "sidecar.istio.io/userVolume": {volume: {"secret": {"secretName": "frontend-tls"}}},
        "sidecar.istio.io/userVolumeMount": {volume: {"mountPath": "/etc/tls", "readOnly": True}},
    }
    assert outputs["values"] == {"pilot": {"env": {"ENABLE_TLS_ON_SIDECAR_INGRESS": "true"}}}
    assert outputs["port"] == 8443


def test_without_ingress_the_workload_needs_nothing() -> None:
    def program() -> None:
        built = sidecar()
        pulumi.export("none", [built.pod_annotations, built.istiod_values, built.target_port])

    assert build(program).outputs == {"none": [None, None, None]}


def test_other_ports_may_be_excepted() -> None:
    stack = build(lambda: sidecar({"ingress": {**INGRESS, "port_exceptions": {"9000": EXCEPTION}}}))
    assert find(stack, "PeerAuthentication", "frontend")["portLevelMtls"] == {
        "8443": {"mode": "DISABLE"},
        "9000": {"mode": "PERMISSIVE"},
    }
    annotations = stack["security.istio.io.PeerAuthentication frontend"].inputs["metadata"]["annotations"]
    assert annotations["container-tls.reason/port-9000"] == "scanners outside the mesh"
    assert "sidecar" in annotations["container-tls.reason/port-8443"]


def test_intent() -> None:
    stack = build(lambda: sidecar({"ingress": {**INGRESS, "port_exceptions": {"9000": EXCEPTION}}}))
    assert stack["IstioSidecar frontend"].inputs == {
        "outboundTrafficPolicy": "REGISTRY_ONLY",
        "ingress": {
            "port": 8443,
            "applicationPort": 8080,
            "mode": "SIMPLE",
            "minTlsVersion": "1.2",
            "portExceptions": {"8443": "DISABLE", "9000": "PERMISSIVE"},
        },
    }


@pytest.mark.parametrize("preview", [True, False])
def test_outputs_are_accepted(preview: bool) -> None:
    def program() -> None:
        id_ = gateway().istio_gateway.id
        built = sidecar(
            {
                "namespace": id_,
                "workload_labels": {"app": id_},
                "egress_hosts": [id_.apply(lambda found: f"{found}/*")],
                "control_plane_namespace": id_,
                "ingress": {
                    **INGRESS,
                    "application_port": id_.apply(lambda _: 8080),
                    "secret_name": id_,
                    "mount_path": id_.apply(lambda found: f"/etc/{found}"),
                },
            }
        )
        pulumi.export("annotations", built.pod_annotations)

    stack = build(program, preview=preview)
    listener = find(stack, "Sidecar", "frontend")["ingress"][0]
    assert listener["defaultEndpoint"] == (UNKNOWN if preview else "127.0.0.1:8080")
    assert listener["tls"]["privateKey"] == (UNKNOWN if preview else "/etc/public-id/tls.key")
    hosts = ["./*", UNKNOWN, UNKNOWN] if preview else ["./*", "public-id/*", "public-id/*"]
    assert find(stack, "Sidecar", "frontend")["egress"] == [{"hosts": hosts}]
    assert (stack.outputs["annotations"] == UNKNOWN) is preview
