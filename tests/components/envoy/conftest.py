"""Fixtures for tests with the real Envoy."""

import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from .running import FileSidecar, Server, free_ports, required_program, secret, stub

_AWS = """
[ "$1 $2 $3 $4 $5" = "secretsmanager get-secret-value --region eu-west-1 --secret-id" ] || exit 2
[ "$7 $8 $9" = "--query SecretString --output" ] || exit 2
name=${6##*:secret:}
cat "$SECRETS/${name%-AbCdEf}"
"""


@pytest.fixture(scope="module")
def application() -> Iterator[Server]:
    """An application without TLS."""
    with Server() as server:
        yield server


@pytest.fixture(scope="module")
def create(application: Server, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., FileSidecar]:
    """Makes sidecars with a certificate and authorities of clients, and no secrets yet."""
    if sys.platform != "linux":
        pytest.skip("the script needs GNU coreutils, as in its image")
    required_program("jq")

    def created(**changes: Any) -> FileSidecar:
        port, admin_port = free_ports(2)
        args = {
            "terminates": {
                "port": port,
                "application_port": application.port,
                "certificate": secret("server"),
                "client_certificates": {"ca": secret("clients")},
            },
            "admin_port": admin_port,
            **changes,
        }
        directory = tmp_path_factory.mktemp("sidecar")
        volume, secrets = directory / "volume", directory / "secrets"
        volume.mkdir()
        secrets.mkdir()
        return FileSidecar(args, volume, secrets, stub(directory, "aws", _AWS), directory)

    return created
