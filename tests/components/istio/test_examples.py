"""An Istio component as other languages construct it, and the manifests of the documentation's examples."""

import pulumi
import pytest
from container_tls import istio
from container_tls._plugin import Plugin

from ..stack import build
from ..test_examples import run
from .manifests import find, objects, validate

COMPONENTS = [found for name in istio.__all__ if issubclass(found := getattr(istio, name), pulumi.ComponentResource)]


def test_construct_as_another_language_does() -> None:
    plugin = Plugin(COMPONENTS, "container-tls", "0.1.0")
    inputs = {
        "namespace": "shop",
        "workloadLabels": {"app": "frontend"},
        "egressHosts": ["orders/*"],
        "ingress": {
            "port": 8443.0,
            "applicationPort": 8080.0,
            "secretName": "frontend-tls",
            "mode": "MUTUAL",
            "minTlsVersion": "1.3",
            "portExceptions": {"9000": {"mode": "DISABLE", "reason": "scanners"}},
        },
    }

    def program() -> None:
        result = plugin.construct("frontend", "container-tls:index:IstioSidecar", inputs, pulumi.ResourceOptions())
        pulumi.export("state", sorted(result.state))

    stack = build(program)
    for item in objects(stack):
        validate(item)
    assert find(stack, "PeerAuthentication", "frontend")["portLevelMtls"]["8443"] == {"mode": "DISABLE"}
    assert find(stack, "Sidecar", "frontend")["ingress"][0]["defaultEndpoint"] == "127.0.0.1:8080"
    assert stack.outputs["state"] == ["istiodValues", "podAnnotations", "targetPort"]


@pytest.mark.parametrize("component", COMPONENTS, ids=lambda component: component.__name__)
def test_manifests_of_the_example(component: type[pulumi.ComponentResource]) -> None:
    found = [item for item in objects(run(component)) if item["apiVersion"].split("/")[0].endswith("istio.io")]
    assert found
    for item in found:
        validate(item)
