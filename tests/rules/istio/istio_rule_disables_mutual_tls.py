from __future__ import annotations

from tests.rules.istio.parts import PLAIN, entry, istio, on_port, rule
from tests.unknowns import unknown

OFF = {"mode": "DISABLE"}


def bad_short_name() -> None:
    rule(
        name="short",  # violates
        host="web",
        policy={"tls": {}},
    )


def bad_whole_mesh() -> None:
    rule(
        name="default",  # violates
        host="*.local",
        namespace="istio-system",
        policy={"tls": OFF},
    )


def bad_one_port_of_a_host_in_the_mesh() -> None:
    entry(PLAIN, location="MESH_INTERNAL")
    rule(
        on_port(80, OFF),
        name="port",  # violates
    )


def clean_other_modes() -> None:
    rule(host="web", policy={"tls": {"mode": "ISTIO_MUTUAL"}})
    rule(name="none", host="web", policy={"connectionPool": {}})


def clean_outside() -> None:
    entry()
    rule(on_port(80, OFF))
    rule(name="other", host="other.example.com", policy={"tls": OFF})


def clean_api_server() -> None:
    rule(host="kubernetes.default.svc.cluster.local", policy={"tls": OFF})


def clean_patch() -> None:
    istio("DestinationRulePatch", "patch", {"host": "web", "trafficPolicy": {"tls": {}}})


def undecided_mode_is_an_output() -> None:
    rule(host="web", policy={"tls": {"mode": unknown("mode")}})


def ambiguous_location_is_an_output() -> None:
    entry(location=unknown("location"))
    rule(on_port(80, OFF))
