from __future__ import annotations

from tests.rules.istio.parts import HTTPS, ORIGINATE, PLAIN, SELECTOR, entry, istio, on_port, rule, secret_tls, tls
from tests.unknowns import unknown

RANDOM = {"loadBalancer": {"simple": "RANDOM"}}
EVERY_PORT = {"tls": tls()}


def bad_database() -> None:
    entry({"number": 5432, "name": "tcp", "protocol": "TCP"})
    rule(
        on_port(5432, **RANDOM),
        name="database",  # violates
        policy={"tls": secret_tls()},
        **SELECTOR,
    )


def bad_beside_other_ports() -> None:
    entry(HTTPS, ORIGINATE)
    rule(
        on_port(443, **RANDOM),
        on_port(80, **RANDOM),
        name="both",  # violates
        policy=EVERY_PORT,
    )


def clean_repeated() -> None:
    entry()
    rule(on_port(80, tls(), **RANDOM), policy=EVERY_PORT)


def clean_clients_that_speak_tls() -> None:
    entry(ORIGINATE, HTTPS)
    rule(on_port(443, **RANDOM), policy=EVERY_PORT)


def clean_plain_port_beside_tls() -> None:
    entry(PLAIN, {"number": 8443, "name": "http-tls", "protocol": "HTTP"})
    rule(on_port(80, **RANDOM), policy=EVERY_PORT)


def clean_meant() -> None:
    entry()
    rule(on_port(80, {"mode": "DISABLE"}), policy=EVERY_PORT)


def clean_mutual_tls_of_the_mesh() -> None:
    """Istio finds out by itself who has it."""
    entry(location="MESH_INTERNAL")
    rule(on_port(80, **RANDOM), policy={"tls": {"mode": "ISTIO_MUTUAL"}})


def clean_ports_of_others() -> None:
    entry()
    rule(on_port(8080, **RANDOM), policy=EVERY_PORT)
    rule(on_port(80, **RANDOM), policy=EVERY_PORT, name="other-stack", host="other.example.com")
    rule(on_port(80, **RANDOM), policy=EVERY_PORT, name="elsewhere", namespace="elsewhere")


def clean_patched() -> None:
    entry()
    rule(on_port(80, **RANDOM), policy=EVERY_PORT)
    level = {"portLevelSettings": [on_port(80)]}
    istio("DestinationRulePatch", "patch", {"trafficPolicy": level}, metadata={"name": "rule"})


def undecided_mode_is_an_output() -> None:
    entry()
    rule(on_port(80, **RANDOM), policy={"tls": tls(unknown("mode"))})


def ambiguous_patch_may_be_for_the_rule() -> None:
    entry()
    rule(on_port(80, **RANDOM), policy=EVERY_PORT)
    istio("DestinationRulePatch", "patch", {}, metadata={"name": unknown("name")})
