"""Certificates as files: the container that writes them, with a stand-in for the AWS CLI, and the real Envoy."""

import base64
import binascii
import contextlib
import dataclasses
import json
import os
import signal
import ssl
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from .certificates import Authority, Certificate, authority
from .running import (
    Container,
    Envoy,
    EnvoyEndedError,
    FileSidecar,
    client,
    containers,
    envoy_directory,
    eventually,
    get,
    secret,
    served_certificate,
)

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the script needs GNU coreutils, as in its image")

OURS = authority("ours")
CLIENTS = authority("clients")


@dataclasses.dataclass
class Running:
    """A sidecar that runs."""

    sidecar: FileSidecar
    writer: Container
    envoy: Envoy

    def put(self, name: str, text: str) -> None:
        self.sidecar.put(name, text)

    @property
    def served(self) -> int:
        """Serial number of the certificate that Envoy serves."""
        return served_certificate(self.sidecar.port)

    @property
    def current(self) -> Path:
        """The directory whose files are in force."""
        return (self.sidecar.volume / "current").resolve()

    def serves(self, context: ssl.SSLContext) -> bool:
        """Whether a client is served."""
        with contextlib.suppress(OSError):
            return get(self.sidecar.port, context).status == 200
        return False


@pytest.fixture(scope="module")
def running_sidecar(create: Callable[..., FileSidecar]) -> Iterator[Running]:
    found = create()
    found.put("server", OURS.issue("localhost").secret)
    found.put("clients", CLIENTS.secret)
    with found.writer() as writer:
        eventually(lambda: found.written, 10)
        with found.envoy() as envoy:
            yield Running(found, writer, envoy)


@pytest.fixture
def run(running_sidecar: Running) -> Iterator[Running]:
    """One sidecar for all tests, which finds the right secrets again after each."""
    yield running_sidecar
    certificate = OURS.issue("localhost")
    running_sidecar.put("server", certificate.secret)
    running_sidecar.put("clients", CLIENTS.secret)
    eventually(lambda: running_sidecar.served == certificate.serial_number, 5)
    eventually(lambda: running_sidecar.serves(right(CLIENTS)), 5)


def right(clients: Authority) -> ssl.SSLContext:
    """A client with a certificate of that authority."""
    return client(OURS.certificate, clients.issue("orders.test"))


def decoded(document: object) -> str:
    """All texts of a document, those that are base64 decoded."""
    if isinstance(document, str):
        with contextlib.suppress(binascii.Error, UnicodeDecodeError):
            return base64.b64decode(document, validate=True).decode()
        return document
    if isinstance(document, dict):
        document = list(document.values())
    return "\n".join(map(decoded, document)) if isinstance(document, list) else ""


def test_a_new_certificate_without_a_restart(run: Running) -> None:
    new = OURS.issue("localhost")
    assert run.serves(right(CLIENTS))
    assert run.served != new.serial_number
    run.put("server", new.secret)
    eventually(lambda: run.served == new.serial_number, 5)
    assert run.serves(right(CLIENTS))
    assert run.envoy.container.process.poll() is None


def test_new_authorities_without_a_restart(run: Running) -> None:
    others = authority("others")
    before, after = right(CLIENTS), right(others)
    assert run.serves(before)
    assert not run.serves(after)
    run.put("clients", others.secret)
    eventually(lambda: run.serves(after), 5)
    assert not run.serves(before)


def test_a_certificate_that_does_not_fit_its_key_is_not_taken(run: Running) -> None:
    old, new = OURS.issue("localhost"), OURS.issue("localhost")
    run.put("server", old.secret)
    eventually(lambda: run.served == old.serial_number, 5)
    run.put("server", Certificate(new.certificate, old.private_key).secret)
    failures = "sds.termination-certificate.key_rotation_failed"
    eventually(lambda: run.envoy.stats(f"^{failures}$")[failures] > 0, 5)
    assert run.served == old.serial_number
    run.put("server", new.secret)
    eventually(lambda: run.served == new.serial_number, 5)


@pytest.mark.parametrize(
    "broken",
    ["", "not JSON", "[]", '"text"', '{"certificate": "only"}', '{"certificate": 1, "private_key": null}', None],
)
def test_a_secret_that_cannot_be_used_changes_nothing(run: Running, broken: str | None) -> None:
    before, failures = run.current, run.writer.output.count("the certificates stay as they were")
    if broken is None:
        (run.sidecar.secrets / "server").unlink()
    else:
        run.put("server", broken)
    eventually(lambda: run.writer.output.count("the certificates stay as they were") > failures + 1, 6)
    assert run.current == before
    assert len(list(run.sidecar.volume.glob(".version-*"))) <= 2


def test_files_are_for_envoy_only(run: Running) -> None:
    files = list(run.current.iterdir())
    assert {file.name: oct(stat.S_IMODE(file.stat().st_mode)) for file in files} == dict.fromkeys(
        [
            "termination-ca.ca.pem",
            "termination-ca.json",
            "termination-certificate.certificate.pem",
            "termination-certificate.json",
            "termination-certificate.private_key.pem",
        ],
        "0o640",
    )
    assert oct(stat.S_IMODE(run.current.stat().st_mode)) == "0o750"
    assert {file.stat().st_gid for file in files} == {os.getgid()}


def test_a_secret_is_nowhere_but_in_its_files(run: Running) -> None:
    certificate = OURS.issue("localhost")
    run.put("server", certificate.secret)
    eventually(lambda: run.served == certificate.serial_number, 5)
    key = certificate.private_key.splitlines()[1]
    assert key not in run.writer.output
    assert key not in run.envoy.container.output
    dump = decoded(json.loads(get(run.envoy.admin_port, path="/config_dump").body))
    assert certificate.certificate.splitlines()[1] in dump
    assert key not in dump
    with_key = [file.name for file in run.current.iterdir() if key in file.read_text()]
    assert with_key == ["termination-certificate.private_key.pem"]


def test_the_same_secret_leaves_the_files_alone(run: Running) -> None:
    before = run.current
    with pytest.raises(AssertionError, match="not within"):
        eventually(lambda: run.current != before, 1)


def test_nothing_starts_without_the_first_certificate(create: Callable[..., FileSidecar]) -> None:
    found = create()
    found.put("clients", CLIENTS.secret)
    certificate = OURS.issue("localhost")
    with found.writer() as writer:
        eventually(lambda: writer.output.count("there are no certificates yet") > 1, 5)
        assert not found.written
        with pytest.raises(EnvoyEndedError), found.envoy():
            pass
        found.put("server", certificate.secret)
        eventually(lambda: found.written, 5)
        with found.envoy():
            assert served_certificate(found.port) == certificate.serial_number


def test_the_writer_ends_at_once(create: Callable[..., FileSidecar]) -> None:
    with create().writer() as writer:
        eventually(lambda: "yet" in writer.output, 5)
        writer.process.send_signal(signal.SIGTERM)
        assert writer.process.wait(timeout=2) == 0


def test_envoy_accepts_the_configuration(create: Callable[..., FileSidecar]) -> None:
    """Envoy's own validation of everything at once."""
    found = create()
    originates = {
        protocol: {
            "host": f"{protocol}.example.test",
            "local_port": local_port,
            "protocol": protocol,
            "ca": secret("clients"),
            "client_certificate": secret("server"),
        }
        for local_port, protocol in enumerate(["http", "http2", "tcp"], start=9001)
    }
    everything = dataclasses.replace(found, args={**found.args, "originates": originates})
    found.put("server", OURS.issue("localhost").secret)
    found.put("clients", CLIENTS.secret)
    with everything.writer():
        eventually(lambda: everything.written, 5)
    container = containers(everything.args)["envoy"]
    command = [part.replace("/certificates", str(found.volume)) for part in container["command"]]
    done = subprocess.run(
        [f"{envoy_directory()}/envoy", "--mode", "validate", *command], capture_output=True, text=True, check=False
    )
    assert done.stdout.rstrip().endswith("OK"), done.stderr[-2000:]
    assert "eprecated field" not in done.stderr
