"""Envoy's images, and its configuration as it is read from task definitions."""

from __future__ import annotations

import base64
import json
from textwrap import indent
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from container_tls_policies.model import Stack, TaskDefinition, bootstraps, is_loopback, takes_only_tls13
from container_tls_policies.model.task_definition import ImageName

from tests.recorded import records_of
from tests.rules.envoy.parts import downstream, envoy, task, upstream

if TYPE_CHECKING:
    from container_tls_policies.model import Bootstrap


def read(*containers: Any) -> tuple[Bootstrap, ...]:
    """The configurations of a task definition with these containers."""

    def program() -> None:
        task("web", *containers)

    stack = Stack(records_of(program))
    (found,) = stack.all(TaskDefinition)
    return bootstraps(found)


@pytest.mark.parametrize(
    ("image", "parts"),
    [
        ("web", ("web", "", "")),
        ("acme/web:1", ("acme/web", "1", "")),
        ("registry:5000/acme/web", ("registry:5000/acme/web", "", "")),
        ("registry:5000/web:1@sha256:0", ("registry:5000/web", "1", "sha256:0")),
    ],
)
def test_image_name(image: str, parts: tuple[str, str, str]) -> None:
    assert ImageName.of(image) == parts


@pytest.mark.parametrize(
    ("image", "is_envoy", "is_official"),
    [
        ("envoyproxy/envoy:v1.36.2", True, True),
        ("docker.io/envoyproxy/envoy:distroless-v1.36.2", True, True),
        ("envoyproxy/envoy:tools-v1.36.2", True, False),
        ("123456789012.dkr.ecr.us-east-1.amazonaws.com/envoyproxy/envoy:v1.36.2", True, False),
        ("acme/edge-envoy", True, False),
        ("acme/envoy-exporter", False, False),
        ("", False, False),
    ],
)
def test_images_of_envoy(image: str, is_envoy: bool, is_official: bool) -> None:
    name = ImageName.of(image)
    assert (name.is_envoy, name.is_official_envoy) == (is_envoy, is_official)


def test_command_and_environment_are_read() -> None:
    variable = {"name": "ENVOY", "value": json.dumps(upstream())}
    found = read(envoy(downstream()), {"name": "proxy", "image": "acme/proxy:1", "environment": [variable]})
    assert [each.container.name for each in found] == ["envoy", "proxy"]
    assert found[0].application_ports == {8080}
    assert [cluster.name for cluster, _ in found[1].tls_clusters] == ["payments"]


def test_yaml_is_read() -> None:
    given = upstream()
    text = yaml.safe_dump({"staticResources": given["static_resources"]})
    variable = {"name": "ENVOY", "value": text}
    found = read(
        envoy(text), envoy(None, name="eq", command=[f"--config-yaml={text}"]), envoy(None, environment=[variable])
    )
    assert [each.values for each in found] == [{"static_resources": given["static_resources"]}] * 3


@pytest.mark.parametrize(
    ("script", "is_read"),
    [
        ("cat > /etc/envoy.yaml <<EOF\n{}EOF\nenvoy -c /etc/envoy.yaml", True),
        ("cat <<-'EOF' > /etc/envoy.yaml && envoy\n{}\tEOF", True),
        ('cat << "EOF" > envoy.yaml\n{}  # costs $5\nEOF', True),
        ("cat > /etc/envoy.yaml <<EOF\n{}# $EXTRA\nEOF", False),
        ("cat > /etc/envoy.yaml <<EOF\n{}", False),
    ],
)
def test_here_documents_are_read(script: str, is_read: bool) -> None:
    text = yaml.safe_dump(upstream())
    found = read(envoy(None, entryPoint=["sh", "-c"], command=[script.format(text)]))
    indented = read(envoy(None, command=[script.format(indent(text, "  "))]))
    assert [each.values for each in (*found, *indented)] == [upstream()] * 2 * is_read


def test_base64_is_read() -> None:
    text = base64.b64encode(json.dumps(upstream()).encode()).decode()
    other = base64.b64encode(bytes(range(128, 256))).decode()
    found = read(
        envoy(None, command=["sh", "-c", f"echo {other} {text} | base64 -d > /etc/envoy.json; envoy"]),
        envoy(None, environment=[{"name": "ENVOY", "value": text}]),
    )
    assert [each.values for each in found] == [upstream()] * 2


def test_both_spellings_of_keys_are_the_same() -> None:
    (found,) = read(envoy({"staticResources": {"clusters": [{"name": "api", "loadAssignment": {}}]}}))
    assert [cluster.values for cluster in found.clusters] == [{"name": "api", "load_assignment": {}}]


def test_weighted_clusters_are_behind_a_listener() -> None:
    given = downstream()
    (listener,) = given["static_resources"]["listeners"]
    weighted = {"weighted_clusters": {"clusters": [{"name": "blue", "weight": 1}, {"name": "green", "weight": 1}]}}
    (found,) = read(envoy({"static_resources": {"listeners": [{**listener, "filter": weighted}]}}))
    assert found.listeners[0].clusters == {"app", "blue", "green"}


NO_YAML = [
    "static_resources: [",
    "static_resources: 2026-99-99",
    f"static_resources: {'[' * 5000}",
    f"static_resources:\n{'- ' * 5000}",
    "static_resources: &all [*all]",
    "static_resources: {clusters: &one [1], listeners: *one}",
    "static_resources: !!python/object:os.system {}",
    "static_resources: {1: 2}\n---\nstatic_resources: {}",
]


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", "node: {}", '{"a": ' * 3000, "[" * 9000, *NO_YAML])
def test_what_is_no_configuration_is_left_alone(text: str) -> None:
    assert read(envoy(text)) == ()


@pytest.mark.parametrize(
    ("address", "expected"),
    [("127.0.0.1", True), ("::1", True), ("localhost", True), ("0.0.0.0", False), ("::", False)],
)
def test_loopback(address: str, expected: bool) -> None:
    assert is_loopback(address) is expected


TLS13 = {"tls_params": {"tls_minimum_protocol_version": "TLSv1_3"}}
TLS12 = {"tls_params": {"tls_minimum_protocol_version": "TLSv1_2"}}


@pytest.mark.parametrize(
    ("chains", "expected"),
    [
        ([TLS13], True),
        ([TLS13, TLS13], True),
        ([TLS13, TLS12], False),
        ([TLS13, None], False),
        ([{}], False),
        ([], False),
    ],
)
def test_takes_only_tls13(chains: list[Any], expected: bool) -> None:
    bootstrap = downstream()
    (listener,) = bootstrap["static_resources"]["listeners"]
    own = [downstream(common)["static_resources"]["listeners"][0]["filter_chains"][0] for common in chains if common]
    listener["filter_chains"] = [*own, *({} for common in chains if common is None)]

    def program() -> None:
        task("web", envoy(bootstrap))

    (found,) = Stack(records_of(program)).all(TaskDefinition)
    assert takes_only_tls13(found, 8443) is expected
    assert not takes_only_tls13(found, 9000)
