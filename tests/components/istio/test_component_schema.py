"""The Istio components as other languages see them, and the examples of their documentation."""

import inspect
import json
import re
import subprocess
import sys
from typing import Any

import pulumi
import pytest
from container_tls import istio
from pulumi.provider.experimental.component import ComponentProvider

from ..stack import build
from .manifests import find, objects, validate

COMPONENTS = [
    istio.IstioEgressGateway,
    istio.IstioGateway,
    istio.IstioMutualTls,
    istio.IstioSidecar,
    istio.IstioTlsOrigination,
]


@pytest.fixture(scope="module")
def provider() -> ComponentProvider:
    return ComponentProvider(COMPONENTS, "container-tls", version="0.1.0")


@pytest.fixture(scope="module")
def schema(provider: ComponentProvider) -> dict[str, Any]:
    return dict(json.loads(str(provider.schema)))


def test_every_component_is_here() -> None:
    exported = [getattr(istio, name) for name in istio.__all__]
    assert [found for found in exported if issubclass(found, pulumi.ComponentResource)] == COMPONENTS


def test_everything_is_documented(schema: dict[str, Any]) -> None:
    assert len(schema["resources"]) == len(COMPONENTS)
    for token, found in {**schema["resources"], **schema["types"]}.items():
        assert found.get("description"), token
        for kind in ("properties", "inputProperties"):
            for name, value in found.get(kind, {}).items():
                assert value.get("description"), f"{token}.{name}"


def test_what_is_optional_states_its_default(schema: dict[str, Any]) -> None:
    for token, found in {**schema["resources"], **schema["types"]}.items():
        inputs = found.get("inputProperties", found.get("properties", {}))
        required = found.get("requiredInputs", found.get("required", []))
        for name in inputs.keys() - set(required):
            assert "Default:" in inputs[name]["description"], f"{token}.{name}"


def test_every_registered_output_is_in_the_schema(schema: dict[str, Any]) -> None:
    for component in COMPONENTS:
        declared = schema["resources"][f"container-tls:index:{component.__name__}"].get("properties", {})
        assert set(declared) == {
            re.sub("_(.)", lambda found: found[1].upper(), name) for name in inspect.get_annotations(component)
        }


def test_construct_as_another_language_does(provider: ComponentProvider) -> None:
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
        result = provider.construct("frontend", "container-tls:index:IstioSidecar", inputs, pulumi.ResourceOptions())
        pulumi.export("state", sorted(result.state))

    stack = build(program)
    for item in objects(stack):
        validate(item)
    assert find(stack, "PeerAuthentication", "frontend")["portLevelMtls"]["8443"] == {"mode": "DISABLE"}
    assert find(stack, "Sidecar", "frontend")["ingress"][0]["defaultEndpoint"] == "127.0.0.1:8080"
    assert stack.outputs["state"] == ["istiodValues", "podAnnotations", "targetPort"]


@pytest.mark.parametrize("component", COMPONENTS, ids=lambda component: component.__name__)
def test_documentation(component: type[pulumi.ComponentResource]) -> None:
    text = inspect.getdoc(component) or ""
    (_, after_the_picture) = text.split("```text\n")
    assert text.index("```text") == text.index("\n\n") + 2
    assert after_the_picture.index("```\n\n") < after_the_picture.index("```python\n")
    (example,) = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    stack = build(lambda: exec(compile(example, component.__name__, "exec"), {}))
    assert any(key.startswith(f"{component.__name__} ") for key in stack.resources)
    for item in objects(stack):
        if item["apiVersion"].split("/")[0].endswith("istio.io"):
            validate(item)


def test_without_istio_kubernetes_is_not_loaded() -> None:
    program = "import container_tls, sys; print('pulumi_kubernetes' in sys.modules)"
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert result.stdout == "False\n"
