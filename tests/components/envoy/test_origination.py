"""TLS to servers: what real handshakes do."""

import contextlib
import ssl
from collections.abc import Iterator
from typing import Any

import pytest

from .certificates import authority
from .running import Envoy, Server, free_ports, get, running_envoy, secret

OURS = authority("ours")
ROGUE = authority("rogue")
SECRETS = {
    "ours": OURS.secret,
    "client": OURS.issue("orders.test").secret,
    "rogue-client": ROGUE.issue("a.test").secret,
}
CA = {"ca": secret("ours")}

# Name, the server, what differs from {host: localhost, ca: ours}.
CASES: dict[str, tuple[Server, dict[str, Any]]] = {
    "right": (Server(OURS.issue("localhost")), {}),
    "rogue-authority": (Server(ROGUE.issue("localhost")), {}),
    "wrong-host": (Server(OURS.issue("other.test")), {}),
    "other-name": (Server(OURS.issue("other.test")), {"sans": ["another.test", "other.test"]}),
    "uri": (Server(OURS.issue("spiffe://shop/payments")), {"sans": ["spiffe://shop/payments"]}),
    "wrong-uri": (Server(OURS.issue("spiffe://shop/orders")), {"sans": ["spiffe://shop/payments"]}),
    "wildcard": (Server(OURS.issue("*.example.test")), {"sans": ["payments.example.test"]}),
    "sni": (Server(OURS.issue("localhost")), {"sni": "payments.example.test"}),
    "plaintext": (Server(), {}),
    "public": (Server(OURS.issue("localhost")), {"ca": None}),
    "only-tls12": (Server(OURS.issue("localhost"), max_version=ssl.TLSVersion.TLSv1_2), {}),
    "floor-tls13": (
        Server(OURS.issue("localhost"), max_version=ssl.TLSVersion.TLSv1_2),
        {"min_tls_version": "1.3"},
    ),
    "ceiling-tls12": (Server(OURS.issue("localhost")), {"max_tls_version": "1.2"}),
    "mutual": (
        Server(OURS.issue("localhost"), client_authority=OURS.certificate),
        {"client_certificate": secret("client")},
    ),
    "mutual-without": (Server(OURS.issue("localhost"), client_authority=OURS.certificate), {}),
    "mutual-rogue": (
        Server(OURS.issue("localhost"), client_authority=OURS.certificate),
        {"client_certificate": secret("rogue-client")},
    ),
    "tcp": (Server(OURS.issue("localhost")), {"protocol": "tcp"}),
    "tcp-wrong-host": (Server(OURS.issue("other.test")), {"protocol": "tcp"}),
}


@pytest.fixture(scope="module")
def ports() -> dict[str, int]:
    return dict(zip([*CASES, "admin"], free_ports(len(CASES) + 1), strict=True))


@pytest.fixture(scope="module")
def envoy(ports: dict[str, int], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Envoy]:
    """One Envoy that calls all servers."""
    with contextlib.ExitStack() as servers:
        originates = {
            name: {
                "host": "localhost",
                "port": servers.enter_context(server).port,
                "local_port": ports[name],
                **CA,
                **changes,
            }
            for name, (server, changes) in CASES.items()
        }
        args = {"originates": originates, "admin_port": ports["admin"], "certificate_delivery": "environment"}
        yield servers.enter_context(running_envoy(args, SECRETS, tmp_path_factory.mktemp("envoy")))


@pytest.mark.parametrize(
    ("name", "version"),
    [
        ("right", "TLSv1.3"),
        ("other-name", "TLSv1.3"),
        ("uri", "TLSv1.3"),
        ("wildcard", "TLSv1.3"),
        ("only-tls12", "TLSv1.2"),
        ("ceiling-tls12", "TLSv1.2"),
        ("mutual", "TLSv1.3"),
        ("tcp", "TLSv1.3"),
    ],
)
def test_the_right_server_is_reached(envoy: Envoy, ports: dict[str, int], name: str, version: str) -> None:
    answer = get(ports[name])
    assert answer.status == 200
    assert answer.seen["version"] == version
    assert answer.seen["sni"] == "localhost"


@pytest.mark.parametrize(
    ("name", "statistic"),
    [
        ("rogue-authority", "ssl.fail_verify_error"),
        ("wrong-host", "ssl.fail_verify_san"),
        ("wrong-uri", "ssl.fail_verify_san"),
        ("public", "ssl.fail_verify_error"),
        ("plaintext", "ssl.connection_error"),
        ("floor-tls13", "ssl.connection_error"),
    ],
)
def test_the_wrong_server_is_refused(envoy: Envoy, ports: dict[str, int], name: str, statistic: str) -> None:
    assert get(ports[name]).status == 503
    stats = envoy.stats(f"^cluster.{name}.ssl")
    assert stats[f"cluster.{name}.{statistic}"] > 0
    assert stats[f"cluster.{name}.ssl.handshake"] == 0


@pytest.mark.parametrize("name", ["mutual-without", "mutual-rogue"])
def test_a_server_that_asks_for_another_certificate_is_not_reached(
    envoy: Envoy, ports: dict[str, int], name: str
) -> None:
    assert get(ports[name]).status == 503


def test_tcp_to_the_wrong_server_is_cut(envoy: Envoy, ports: dict[str, int]) -> None:
    with pytest.raises(OSError):
        get(ports["tcp-wrong-host"])
    assert envoy.stats("^cluster.tcp-wrong-host.ssl")["cluster.tcp-wrong-host.ssl.fail_verify_san"] > 0


def test_the_server_is_asked_for_by_name(envoy: Envoy, ports: dict[str, int]) -> None:
    seen = get(ports["sni"]).seen
    assert seen["sni"] == "payments.example.test"


def test_the_host_header_is_the_server(envoy: Envoy, ports: dict[str, int]) -> None:
    server, _ = CASES["right"]
    assert get(ports["right"]).seen["headers"]["host"] == f"localhost:{server.port}"


def test_the_server_learns_nothing_of_the_way(envoy: Envoy, ports: dict[str, int]) -> None:
    """Above all not that the application spoke HTTP without TLS, for which some servers redirect for ever."""
    assert get(ports["right"]).seen["headers"].keys() == {"host", "accept-encoding"}


def test_nothing_deprecated(envoy: Envoy) -> None:
    assert "eprecated" not in envoy.container.output.replace("deprecated_", "")
