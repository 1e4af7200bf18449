"""What the CloudWatch agent is told to send is what the real Envoy has."""

import contextlib
import json
import re
import socket
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from container_tls._envoy_metrics import METRICS
from cryptography import x509

from .certificates import authority
from .running import Envoy, FileSidecar, client, containers, eventually, free_ports, get, secret

OURS = authority("ours")
CERTIFICATE = OURS.issue("localhost", days=10)


@dataclass(frozen=True)
class Series:
    """A metric as Prometheus reads it."""

    labels: Mapping[str, str]
    value: float

    @property
    def name(self) -> str:
        return self.labels["__name__"]


@pytest.fixture(scope="module")
def found(create: Callable[..., FileSidecar]) -> FileSidecar:
    """A sidecar that ends TLS and calls two servers, one of them of a public authority."""
    ports = free_ports(3)
    servers = {
        name: {"host": "localhost", "port": ports[0], "local_port": port, **ca}
        for name, port, ca in zip(["private", "public"], ports[1:], [{"ca": secret("clients")}, {}], strict=True)
    }
    return create(originates=servers, metrics={}, max_connections=10)


@pytest.fixture(scope="module")
def envoy(found: FileSidecar) -> Iterator[Envoy]:
    found.put("server", CERTIFICATE.secret)
    found.put("clients", OURS.secret)
    with found.writer():
        eventually(lambda: found.written, 10)
        with found.envoy() as envoy:
            yield envoy


@pytest.fixture(scope="module")
def agent(found: FileSidecar) -> dict[str, Any]:
    """The configuration of the agent, and under `scrape` what it reads."""
    environment = containers(found.args)["envoy-metrics"]["environment"]
    (scrape,) = json.loads(str(environment["PROMETHEUS_CONFIG_CONTENT"]))["scrape_configs"]
    return {**json.loads(str(environment["CW_CONFIG_CONTENT"])), "scrape": scrape}


def scraped(envoy: Envoy, scrape: Mapping[str, Any]) -> list[Series]:
    """What the agent gets: Envoy's series after relabeling, as Prometheus does it."""
    ((target,), labels) = (scrape["static_configs"][0]["targets"], scrape["static_configs"][0]["labels"])
    assert target == f"127.0.0.1:{envoy.admin_port}"
    text = get(envoy.admin_port, path=scrape["metrics_path"]).body
    series = []
    for name, own, value in re.findall(r"^([a-z_]+)\{(.*)\} (\S+)$", text, re.MULTILINE):
        series.append(Series({"__name__": name, **dict(re.findall(r'(\w+)="([^"]*)"', own)), **labels}, float(value)))
    return [one for one in series if kept(one, scrape["metric_relabel_configs"])]


def kept(series: Series, rules: list[dict[str, Any]]) -> bool:
    for rule in rules:
        text = ";".join(series.labels.get(label, "") for label in rule["source_labels"])
        if bool(re.fullmatch(rule["regex"], text)) != (rule["action"] == "keep"):
            return False
    return True


def test_envoy_has_these_metrics(envoy: Envoy, agent: dict[str, Any]) -> None:
    assert {one.name for one in scraped(envoy, agent["scrape"])} == set(METRICS)


def test_each_goes_to_cloudwatch_with_its_dimension(envoy: Envoy, agent: dict[str, Any]) -> None:
    processor = agent["logs"]["metrics_collected"]["prometheus"]["emf_processor"]
    (declaration,) = processor["metric_declaration"]
    assert processor["metric_namespace"] == "container-tls/envoy"
    assert declaration["dimensions"] == [["Sidecar"]]
    for one in scraped(envoy, agent["scrape"]):
        text = ";".join(one.labels[label] for label in declaration["source_labels"])
        assert re.search(declaration["label_matcher"], text)
        assert [s for s in declaration["metric_selectors"] if re.search(s, one.name)] == [f"^{one.name}$"]
        assert one.labels["Sidecar"] == "shop/test/orders"


def test_ends_of_certificates(envoy: Envoy, agent: dict[str, Any]) -> None:
    ends = {
        (one.labels.get("envoy_cluster_name"), one.labels["envoy_tls_certificate"]): one.value
        for one in scraped(envoy, agent["scrape"])
        if one.name.endswith("expiration_unix_time_seconds")
    }
    server, ca = (
        x509.load_pem_x509_certificate(pem.encode()).not_valid_after_utc.timestamp()
        for pem in (CERTIFICATE.certificate, OURS.certificate)
    )
    assert {key: round(value) for key, value in ends.items()} == {
        (None, "termination-certificate"): round(server),
        (None, "termination-ca"): round(ca),
        ("private", "private-ca"): round(ca),
    }


def test_load(envoy: Envoy, found: FileSidecar, agent: dict[str, Any]) -> None:
    assert get(found.port, client(OURS.certificate, CERTIFICATE)).status == 200

    def percent(resource: str) -> float:
        values = {one.name: one.value for one in scraped(envoy, agent["scrape"])}
        return values[f"envoy_overload_envoy_resource_monitors_{resource}_pressure"]

    eventually(lambda: 0 < percent("fixed_heap") < 80, 6)
    with contextlib.ExitStack() as connections:
        for _ in range(5):
            connections.enter_context(socket.create_connection(("127.0.0.1", found.port)))
        eventually(lambda: percent("global_downstream_max_connections") >= 50, 6)


def test_servers_that_cannot_be_verified(envoy: Envoy, found: FileSidecar, agent: dict[str, Any]) -> None:
    def failures() -> float:
        return sum(
            one.value
            for one in scraped(envoy, agent["scrape"])
            if one.name == "envoy_cluster_upstream_cx_connect_fail" and one.labels["envoy_cluster_name"] == "public"
        )

    assert failures() == 0
    assert get(found.args["originates"]["public"]["local_port"]).status == 503
    eventually(lambda: failures() == 1, 6)
