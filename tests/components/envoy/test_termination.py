"""TLS of clients: what real handshakes do."""

import contextlib
import http.client
import json
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Any

import pytest

from .certificates import authority
from .running import Answer, Envoy, Server, client, free_ports, get, running_envoy, secret

OURS = authority("ours")
CLIENTS = authority("clients")
ROGUE = authority("rogue")
SERVER = OURS.issue("localhost")
SECRETS = {"server": SERVER.secret, "clients": CLIENTS.secret}

Start = Callable[..., AbstractContextManager[tuple[Envoy, int]]]


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Start:
    """Starts an Envoy before an application; answers it and its port."""

    @contextlib.contextmanager
    def started(**changes: Any) -> Iterator[tuple[Envoy, int]]:
        port, admin_port = free_ports(2)
        with Server() as application:
            terminates = {
                "port": port,
                "application_port": application.port,
                "certificate": secret("server"),
                **changes,
            }
            args = {"terminates": terminates, "admin_port": admin_port, "certificate_delivery": "environment"}
            with running_envoy(args, SECRETS, tmp_path_factory.mktemp("envoy")) as envoy:
                yield envoy, port

    return started


@pytest.fixture(scope="module")
def plain(start: Start) -> Iterator[tuple[Envoy, int]]:
    with start() as found:
        yield found


@pytest.fixture(scope="module")
def mutual(start: Start) -> Iterator[tuple[Envoy, int]]:
    clients = {"ca": secret("clients"), "allowed_sans": ["orders.test", "spiffe://shop/orders"]}
    with start(client_certificates=clients, min_tls_version="1.3") as found:
        yield found


def only(version: ssl.TLSVersion, context: ssl.SSLContext) -> ssl.SSLContext:
    context.minimum_version = context.maximum_version = version
    return context


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
def test_tls_1_2_and_1_3_by_default(plain: tuple[Envoy, int], version: ssl.TLSVersion) -> None:
    _, port = plain
    assert get(port, only(version, client(OURS.certificate))).status == 200


@pytest.mark.filterwarnings("ignore:ssl.TLSVersion.TLSv1_1 is deprecated:DeprecationWarning")
def test_nothing_older(plain: tuple[Envoy, int]) -> None:
    _, port = plain
    context = only(ssl.TLSVersion.TLSv1_1, client(OURS.certificate))
    context.set_ciphers("ALL:@SECLEVEL=0")
    with pytest.raises(ssl.SSLError, match="PROTOCOL_VERSION"):
        get(port, context)


def test_http_2_and_1_1_are_offered(plain: tuple[Envoy, int]) -> None:
    _, port = plain
    for offered in ("h2", "http/1.1"):
        context = client(OURS.certificate)
        context.set_alpn_protocols([offered])
        with (
            socket.create_connection(("127.0.0.1", port), timeout=5) as connection,
            context.wrap_socket(connection, server_hostname="localhost") as tls,
        ):
            assert tls.selected_alpn_protocol() == offered


def test_plaintext_is_cut(plain: tuple[Envoy, int]) -> None:
    envoy, port = plain
    before = envoy.stats("^http.termination.downstream_rq_total")
    with pytest.raises((http.client.RemoteDisconnected, ConnectionResetError)):
        get(port)
    assert envoy.stats("^http.termination.downstream_rq_total") == before


def test_what_the_application_sees(plain: tuple[Envoy, int]) -> None:
    _, port = plain
    forged = {"x-forwarded-proto": "http", "x-forwarded-for": "1.2.3.4", "x-forwarded-client-cert": "By=forged"}
    headers = get(port, client(OURS.certificate), headers=forged).seen["headers"]
    assert headers["x-forwarded-proto"] == "https"
    assert headers["x-forwarded-for"].startswith("1.2.3.4,")
    assert headers.get("x-envoy-external-address") != "1.2.3.4"
    assert "x-forwarded-client-cert" not in headers


def test_a_trusted_load_balancer_names_the_client(start: Start) -> None:
    with start(trusted_hops=1) as (_, port):
        stated = {"x-forwarded-proto": "http", "x-forwarded-for": "1.2.3.4"}
        headers = get(port, client(OURS.certificate), headers=stated).seen["headers"]
    assert headers["x-forwarded-proto"] == "http"
    assert headers["x-envoy-external-address"] == "1.2.3.4"


def test_tls_1_2_under_a_floor_of_1_3(mutual: tuple[Envoy, int]) -> None:
    _, port = mutual
    context = client(OURS.certificate, CLIENTS.issue("orders.test"))
    with pytest.raises(ssl.SSLError, match="PROTOCOL_VERSION"):
        get(port, only(ssl.TLSVersion.TLSv1_2, context))


@pytest.mark.parametrize(
    ("name", "header"), [("orders.test", "DNS=orders.test"), ("spiffe://shop/orders", "URI=spiffe://shop/orders")]
)
def test_the_right_client_certificate(mutual: tuple[Envoy, int], name: str, header: str) -> None:
    _, port = mutual
    context = client(OURS.certificate, CLIENTS.issue(name))
    answer = get(port, context, headers={"x-forwarded-client-cert": "By=forged"})
    assert answer.status == 200
    found = answer.seen["headers"]["x-forwarded-client-cert"]
    assert header in found
    assert "Hash=" in found
    assert "forged" not in found


@pytest.mark.parametrize(
    ("context", "statistic"),
    [
        (client(OURS.certificate), "fail_verify_no_cert"),
        (client(OURS.certificate, ROGUE.issue("orders.test")), "fail_verify_error"),
        (client(OURS.certificate, CLIENTS.issue("billing.test")), "fail_verify_san"),
    ],
    ids=["none", "other authority", "other name"],
)
def test_the_wrong_client_certificate(mutual: tuple[Envoy, int], context: ssl.SSLContext, statistic: str) -> None:
    envoy, port = mutual
    name = f"listener.termination.ssl.{statistic}"
    before = envoy.stats(f"^{name}$")[name]
    with pytest.raises((ssl.SSLError, ConnectionResetError)):
        get(port, context)
    assert envoy.stats(f"^{name}$")[name] == before + 1


def test_any_client_certificate_of_the_authority(start: Start) -> None:
    with start(client_certificates={"ca": secret("clients")}) as (_, port):
        assert get(port, client(OURS.certificate, CLIENTS.issue("any.test"))).status == 200
        with pytest.raises((ssl.SSLError, ConnectionResetError)):
            get(port, client(OURS.certificate))


def test_websockets(start: Start) -> None:
    """The application answers a request to change the protocol, and then with what it gets."""

    def echo(listener: socket.socket) -> None:
        connection, _ = listener.accept()
        with connection:
            assert b"upgrade: websocket" in connection.recv(65536).lower()
            connection.sendall(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n")
            connection.sendall(connection.recv(65536))

    with socket.create_server(("127.0.0.1", 0)) as listener:
        threading.Thread(target=echo, args=[listener], daemon=True).start()
        with (
            start(application_port=listener.getsockname()[1]) as (_, port),
            socket.create_connection(("127.0.0.1", port), timeout=5) as connection,
            client(OURS.certificate).wrap_socket(connection, server_hostname="localhost") as tls,
        ):
            tls.sendall(b"GET / HTTP/1.1\r\nHost: a.test\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n")
            assert tls.recv(65536).startswith(b"HTTP/1.1 101 ")
            tls.sendall(b"frame")
            assert tls.recv(65536) == b"frame"


def test_tcp(start: Start) -> None:
    with start(protocol="tcp") as (_, port):
        answer: Answer = get(port, client(OURS.certificate))
        assert answer.status == 200
        assert not {"x-forwarded-proto", "x-envoy-expected-rq-timeout-ms"} & answer.seen["headers"].keys()


def test_http_2_to_the_application(start: Start) -> None:
    """The application of the tests knows only HTTP/1.1, and does not understand."""
    statistic = "cluster.application.upstream_cx_http2_total"
    with start(protocol="http2") as (envoy, port):
        assert get(port, client(OURS.certificate)).status == 502
        assert envoy.stats(f"^{statistic}$")[statistic] > 0


def test_the_administration_listens_on_loopback_only(plain: tuple[Envoy, int]) -> None:
    envoy, _ = plain
    assert get(envoy.admin_port, path="/ready").status == 200
    document = json.loads(get(envoy.admin_port, path="/listeners?format=json").body)
    addresses = {
        found["name"]: found["local_address"]["socket_address"]["address"] for found in document["listener_statuses"]
    }
    assert addresses == {"termination": "0.0.0.0"}
    with pytest.raises(OSError):
        socket.create_connection(("127.0.0.2", envoy.admin_port), timeout=5)
