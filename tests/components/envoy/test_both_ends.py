"""Two sidecars: one begins TLS, the other ends it."""

from pathlib import Path

import pytest

from .certificates import authority
from .running import Server, free_ports, get, running_envoy, secret

OURS = authority("ours")
SECRETS = {
    "orders": OURS.issue("orders.test").secret,
    "localhost": OURS.issue("localhost").secret,
    "ours": OURS.secret,
}


@pytest.mark.parametrize("protocol", ["http", "http2", "tcp"])
def test_mutual_tls(protocol: str, application: Server, tmp_path: Path) -> None:
    port, local_port, *admin_ports = free_ports(4)
    inwards = {
        "terminates": {
            "port": port,
            "application_port": application.port,
            "certificate": secret("localhost"),
            "client_certificates": {"ca": secret("ours"), "allowed_sans": ["orders.test"]},
            "min_tls_version": "1.3",
        },
        "admin_port": admin_ports[0],
        "certificate_delivery": "environment",
    }
    outwards = {
        "originates": {
            "localhost": {
                "host": "localhost",
                "port": port,
                "local_port": local_port,
                "protocol": protocol,
                "ca": secret("ours"),
                "client_certificate": secret("orders"),
            }
        },
        "admin_port": admin_ports[1],
        "certificate_delivery": "environment",
    }
    with running_envoy(inwards, SECRETS, tmp_path) as server, running_envoy(outwards, SECRETS, tmp_path):
        headers = get(local_port).seen["headers"]
        connections = server.stats("^http.termination.downstream_cx_http[12]_total$")
    assert "DNS=orders.test" in headers["x-forwarded-client-cert"]
    assert headers["x-forwarded-proto"] == "https"
    assert connections == {
        "http.termination.downstream_cx_http1_total": int(protocol != "http2"),
        "http.termination.downstream_cx_http2_total": int(protocol == "http2"),
    }
