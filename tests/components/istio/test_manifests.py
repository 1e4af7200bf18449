"""Every object that the components build is one that Kubernetes takes whole, in every mode."""

from collections.abc import Callable
from typing import Any

import pulumi
import pytest

from ..stack import build
from .manifests import REFUSED, SCHEMAS, objects, unknown_paths, validate
from .programs import INGRESS, MODES, egress, gateway, mutual_tls, origination, sidecar


@pytest.mark.parametrize("program", MODES.values(), ids=MODES)
def test_valid(program: Callable[[], object]) -> None:
    built = objects(build(program))
    assert built
    for item in built:
        validate(item)
        assert not unknown_paths(item)


def test_components_of_one_name_share_a_namespace() -> None:
    def program() -> None:
        gateway({"namespace": "istio-system"}, name="shop")
        egress({"namespace": "istio-system"}, name="shop")
        origination({"namespace": "istio-system", "host": "other.example.com"}, name="shop")

    names = [(item["kind"], item["metadata"]["name"]) for item in objects(build(program))]
    assert sorted(names) == sorted(set(names))


def test_labels_may_be_one_output() -> None:
    def program() -> None:
        labels = pulumi.Output.from_input({"app": "shop"})
        gateway({"selector": labels})
        egress({"selector": labels})
        sidecar({"workload_labels": labels, "ingress": INGRESS})
        mutual_tls({"workload_labels": labels})
        origination({"workload_labels": labels, "tls": {"ca_credential_name": "ca"}})

    built = objects(build(program))
    selectors = [
        {"Gateway": ("selector",), "Sidecar": ("workloadSelector", "labels")}.get(
            item["kind"], ("selector" if item["kind"] == "PeerAuthentication" else "workloadSelector", "matchLabels")
        )
        for item in built
    ]
    found = [_at(item["spec"], keys) for item, keys in zip(built, selectors, strict=True)]
    assert [labels for labels in found if labels is not None] == [{"app": "shop"}] * 7
    for item in built:
        validate(item)


def _at(value: Any, keys: tuple[str, ...]) -> Any:
    for key in keys:
        value = (value or {}).get(key)
    return value


def test_every_schema_is_used() -> None:
    kinds = {
        f"{item['apiVersion'].replace('/', '_')}_{item['kind']}"
        for program in MODES.values()
        for item in objects(build(program))
    }
    assert {found.stem for found in SCHEMAS.iterdir()} == {found for found in kinds if "istio.io" in found}


def _renamed(value: Any, old: str, new: str) -> Any:
    if isinstance(value, dict):
        return {new if key == old else key: _renamed(item, old, new) for key, item in value.items()}
    return [_renamed(item, old, new) for item in value] if isinstance(value, list) else value


@pytest.mark.parametrize(
    ("mode", "kind", "old", "new"),
    [
        ("gateway-mutual", "Gateway", "credentialName", "credentialname"),
        ("gateway-simple", "Gateway", "selector", "labels"),
        ("gateway-simple", "VirtualService", "gateways", "gateway"),
        ("origination-simple", "DestinationRule", "subjectAltNames", "subjectAltName"),
        ("origination-client-secret", "DestinationRule", "matchLabels", "labels"),
        ("origination-simple", "ServiceEntry", "targetPort", "targetport"),
        ("sidecar-simple", "Sidecar", "labels", "matchLabels"),
        ("mutual-tls-exception", "PeerAuthentication", "portLevelMtls", "portLevelMTLS"),
        ("origination-client-secret", "Role", "apiGroups", "apigroups"),
        ("origination-client-secret", "RoleBinding", "roleRef", "roleref"),
    ],
)
def test_misspelt_fields_are_found(mode: str, kind: str, old: str, new: str) -> None:
    item = next(found for found in objects(build(MODES[mode])) if found["kind"] == kind)
    validate(item)
    with pytest.raises(REFUSED):
        validate(_renamed(item, old, new))


def test_an_exception_for_a_port_without_selector_is_found() -> None:
    item = next(found for found in objects(build(MODES["mutual-tls-exception"])))
    del item["spec"]["selector"]
    with pytest.raises(REFUSED):
        validate(item)


def test_names_of_components_name_the_objects() -> None:
    built = objects(build(lambda: origination(name="partner")))
    assert {item["metadata"]["name"] for item in built} == {"partner"}
