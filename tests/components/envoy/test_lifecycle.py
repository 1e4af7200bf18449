"""The start, the health check and the end of Envoy's container."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from .certificates import authority
from .running import (
    EnvoyEndedError,
    Server,
    client,
    containers,
    envoy_directory,
    eventually,
    free_ports,
    get,
    post,
    running_envoy,
    secret,
)

OURS = authority("ours")
SECRETS = {"server": OURS.issue("localhost").secret}


def arguments(application: Server, **changes: Any) -> dict[str, Any]:
    port, admin_port = free_ports(2)
    return {
        "terminates": {"port": port, "application_port": application.port, "certificate": secret("server")},
        "admin_port": admin_port,
        "certificate_delivery": "environment",
        **changes,
    }


def healthy(admin_port: int) -> bool:
    """Whether the health check of an Envoy's container succeeds, as ECS runs it."""
    found = containers({"originates": {"a": {"host": "a.test", "local_port": 1024}}, "admin_port": admin_port})
    kind, *command = found["envoy"]["health_check"]["command"]
    assert kind == "CMD"
    return subprocess.run(command, capture_output=True, timeout=1, check=False).returncode == 0


def test_health_check(application: Server, tmp_path: Path) -> None:
    args = arguments(application)
    assert not healthy(args["admin_port"])
    with running_envoy(args, SECRETS, tmp_path) as envoy:
        assert healthy(envoy.admin_port)
        for other in (*free_ports(1), args["terminates"]["port"]):
            assert not healthy(other)
        post(envoy.admin_port, "/healthcheck/fail")
        assert not healthy(envoy.admin_port)
        post(envoy.admin_port, "/healthcheck/ok")
        assert healthy(envoy.admin_port)
        os.killpg(envoy.container.process.pid, signal.SIGSTOP)
        with pytest.raises(subprocess.TimeoutExpired):
            healthy(envoy.admin_port)


def test_it_drains_before_it_ends(application: Server, tmp_path: Path) -> None:
    args = arguments(application, drain_seconds=2)
    port = args["terminates"]["port"]
    with running_envoy(args, SECRETS, tmp_path) as envoy:
        start = time.monotonic()
        envoy.container.process.send_signal(signal.SIGTERM)
        eventually(lambda: not healthy(envoy.admin_port), 1)
        answer = get(port, client(OURS.certificate))
        assert answer.status == 200
        assert envoy.stats("^listener_manager.total_listeners_draining")
        assert envoy.container.process.wait(timeout=10) == 0
        assert 1.9 < time.monotonic() - start < 4


def test_a_request_under_way_is_answered(tmp_path: Path) -> None:
    """SIGTERM arrives while the application works."""
    with Server(seconds=1) as slow:
        args = arguments(slow, drain_seconds=3)
        answers = []
        with running_envoy(args, SECRETS, tmp_path) as envoy:
            request = threading.Thread(
                target=lambda: answers.append(get(args["terminates"]["port"], client(OURS.certificate)))
            )
            request.start()
            time.sleep(0.3)
            envoy.container.process.send_signal(signal.SIGTERM)
            request.join(timeout=5)
        assert [answer.status for answer in answers] == [200]


def test_without_draining(application: Server, tmp_path: Path) -> None:
    args = arguments(application, drain_seconds=0)
    with running_envoy(args, SECRETS, tmp_path) as envoy:
        start = time.monotonic()
        envoy.container.process.send_signal(signal.SIGTERM)
        assert envoy.container.process.wait(timeout=10) == 0
        assert time.monotonic() - start < 2


def test_it_ends_with_the_status_of_an_envoy_that_fails(application: Server, tmp_path: Path) -> None:
    args = arguments(application)
    nonsense = {"server": json.dumps({"certificate": "none", "private_key": "none"})}
    with pytest.raises(EnvoyEndedError) as raised, running_envoy(args, nonsense, tmp_path):
        pass
    assert raised.value.status == 1
    assert "Failed to load certificate chain" in raised.value.output


def test_connections_beyond_the_limit_are_closed(application: Server, tmp_path: Path) -> None:
    args = arguments(application, max_connections=2)
    port = args["terminates"]["port"]
    statistic = "listener.termination.downstream_cx_active"

    def served() -> bool:
        with contextlib.suppress(OSError):
            return get(port, client(OURS.certificate)).status == 200
        return False

    with running_envoy(args, SECRETS, tmp_path) as envoy:
        taken = [socket.create_connection(("127.0.0.1", port)) for _ in range(2)]
        eventually(lambda: envoy.stats(f"^{statistic}$")[statistic] == 2, 2)
        assert not served()
        for connection in taken:
            connection.close()
        eventually(served, 5)


def test_envoy_accepts_the_configuration(application: Server, tmp_path: Path) -> None:
    """Envoy's own validation of everything at once."""
    originates = {
        protocol: {
            "host": f"{protocol}.example.test",
            "local_port": local_port,
            "protocol": protocol,
            "client_certificate": secret("server"),
        }
        for local_port, protocol in enumerate(["http", "http2", "tcp"], start=9001)
    }
    container = containers({**arguments(application), "originates": originates})["envoy"]
    values = json.loads(SECRETS["server"])
    environment = {key: values[arn.split(":")[7]] for key, arn in container["secrets"].items()}
    command = [f"{envoy_directory()}/envoy", "--mode", "validate", *container["command"]]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.stdout.rstrip().endswith("OK"), done.stderr[-2000:]
    assert "eprecated field" not in done.stderr
