"""What the components write is what Kubernetes, the controller and its chart read."""

import json
import tomllib
from pathlib import Path
from typing import Any

import jsonschema
import kubernetes_validate  # type: ignore[import-untyped]
import pytest

from tests.components.stack import Stack, build

from .programs import SETTINGS, controller, ingress, nlb_service

SCHEMAS = Path(__file__).parent / "schemas"
ALB = "alb.ingress.kubernetes.io/"
SERVICE = "service.beta.kubernetes.io/"
# The controller of the oldest chart that a LoadBalancerController installs.
OLDEST_CONTROLLER = (2, 8, 0)
INGRESS_CHANGES: dict[str, Any] = {
    "group": {"name": "web", "order": 1},
    "tags": {"team": "shop"},
    "backend_protocol": "HTTPS",
    "health_check": {"port": 8443},
    "rules": [
        {"host": "shop.example.com", "service_name": "orders", "service_port": 443},
        {"path": "/api/*", "path_type": "ImplementationSpecific", "service_name": "api", "service_port_name": "tls"},
    ],
}


def schema(name: str) -> dict[str, Any]:
    return dict(json.loads((SCHEMAS / f"{name}.json").read_text()))


def known_annotations(kind: str) -> dict[str, tuple[int, ...]]:
    table = tomllib.loads((SCHEMAS / "annotations.toml").read_text())
    return {suffix: version(since) for suffix, since in table[kind].items()}


def version(text: str) -> tuple[int, ...]:
    return tuple(map(int, text.split(".")))


def objects(mode: str) -> Stack:
    def program() -> None:
        ingress(mode, INGRESS_CHANGES)
        nlb_service(mode, {"tags": {"team": "shop"}})

    return build(program)


@pytest.mark.parametrize("mode", SETTINGS)
@pytest.mark.parametrize(
    ("key", "api_version", "kind"),
    [
        ("networking.k8s.io.Ingress orders", "networking.k8s.io/v1", "Ingress"),
        ("core.Service payments", "v1", "Service"),
    ],
)
def test_kubernetes(mode: str, key: str, api_version: str, kind: str) -> None:
    found = objects(mode)[key].inputs
    assert (found["apiVersion"], found["kind"]) == (api_version, kind)
    kubernetes_validate.validate(found, kubernetes_validate.latest_version(), strict=True)


def test_kubernetes_would_refuse_a_number() -> None:
    found = objects("custom")["networking.k8s.io.Ingress orders"].inputs
    found["metadata"]["annotations"][f"{ALB}ssl-redirect"] = 443
    with pytest.raises(kubernetes_validate.ValidationError):
        kubernetes_validate.validate(found, kubernetes_validate.latest_version(), strict=True)


@pytest.mark.parametrize("mode", SETTINGS)
@pytest.mark.parametrize(
    ("kind", "key", "prefix"),
    [("ingress", "networking.k8s.io.Ingress orders", ALB), ("service", "core.Service payments", SERVICE)],
)
def test_annotations(mode: str, kind: str, key: str, prefix: str) -> None:
    known = known_annotations(kind)
    for name, value in objects(mode)[key].inputs["metadata"]["annotations"].items():
        assert name.startswith(prefix)
        assert known[name.removeprefix(prefix)] <= OLDEST_CONTROLLER, name
        assert isinstance(value, str)
        assert value


@pytest.mark.parametrize("chart", ["1.8.0", "1.13.0", "3.5.0"])
@pytest.mark.parametrize("mode", SETTINGS)
@pytest.mark.parametrize("identity", ["irsa", "pod-identity"])
def test_helm_values(mode: str, identity: str, chart: str) -> None:
    settings = SETTINGS[mode]
    if version(chart) < (1, 14):
        settings = {key: value for key, value in settings.items() if key != "prefix_list_ids"}
    changes = {
        "security_groups": settings,
        "chart_version": chart,
        "default_tags": {"team": "shop"},
        "image_repository": "registry.example.com/lbc",
    }
    found = build(lambda: controller(mode, changes, identity=identity))["helm.sh.Release shop"].inputs["values"]
    _check_values(found, chart)


def test_misspelt_values_and_booleans_as_text_are_found() -> None:
    for values in (
        {"clusterName": "shop", "vpcID": "vpc-0"},
        {"clusterName": "shop", "enableBackendSecurityGroup": "false"},
    ):
        with pytest.raises(jsonschema.ValidationError):
            _check_values(values, "3.5.0")
    with pytest.raises(AssertionError):
        _check_values({"clusterName": "shop", "enableManageBackendSecurityGroupRules": False}, "1.12.0")


def _check_values(values: dict[str, Any], chart: str) -> None:
    _check(values, "helm_values", chart)
    _check(values.get("ingressClassParams", {}).get("spec", {}), "ingress_class_params", chart)


def _check(values: dict[str, Any], name: str, chart: str) -> None:
    found = schema(name)
    jsonschema.Draft202012Validator.check_schema(found)
    jsonschema.validate(values, found)
    for key in values:
        assert version(found["properties"][key].get("x-since", "1.8.0")) <= version(chart), key
