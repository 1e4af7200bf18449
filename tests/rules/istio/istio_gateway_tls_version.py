from __future__ import annotations

from tests.rules.istio.server_parts import SECRET, gateway, server
from tests.unknowns import unknown

SINGLE_RESOURCE = True


def bad_both_ends() -> None:
    gateway(
        server({**SECRET, "minProtocolVersion": "TLSV1_1", "cipherSuites": ["ECDHE-RSA-AES128-SHA"]}),
        name="old",  # violates
    )


def bad_upper_end() -> None:
    gateway(
        server({**SECRET, "maxProtocolVersion": "TLSV1_1"}, protocol="TLS"),
        name="upper",  # violates
    )


def clean_newer() -> None:
    gateway(
        server(),
        server({**SECRET, "minProtocolVersion": "TLSV1_3", "maxProtocolVersion": "TLSV1_3"}, number=8443),
        server({**SECRET, "minProtocolVersion": "TLS_AUTO"}, number=8444),
    )


def clean_not_ended_here() -> None:
    gateway(server({"mode": "PASSTHROUGH", "minProtocolVersion": "TLSV1_0"}))


def undecided_version_is_an_output() -> None:
    gateway(server({**SECRET, "minProtocolVersion": unknown("version")}))
