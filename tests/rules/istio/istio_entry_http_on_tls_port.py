from __future__ import annotations

from tests.rules.istio.parts import HTTPS, ORIGINATE, entry, istio, on_port, rule
from tests.unknowns import unknown

HTTP443 = {"number": 443, "name": "http", "protocol": "http2"}


def bad_beside_another_port() -> None:
    entry(
        ORIGINATE,
        HTTP443,
        name="two",  # violates
    )
    rule()


def bad_rule_for_another_port() -> None:
    entry(
        HTTP443,
        name="other",  # violates
        location=None,
    )
    rule(on_port(80))


def clean_tls() -> None:
    entry(HTTPS)


def clean_started_there() -> None:
    entry(HTTP443)
    rule(on_port(443))


def clean_started_by_a_wildcard() -> None:
    entry(HTTP443)
    rule(host="*.example.com", policy={"tls": {"mode": "SIMPLE"}})


def clean_leads_elsewhere() -> None:
    entry({**HTTP443, "targetPort": 8080})
    entry(HTTP443, name="inside", location="MESH_INTERNAL")


def clean_patched() -> None:
    entry(HTTP443)
    istio("ServiceEntryPatch", "patch", {"ports": []}, metadata={"name": "entry"})


def undecided_protocol_is_an_output() -> None:
    entry({**HTTP443, "protocol": unknown("protocol")})


def ambiguous_rule_may_be_for_the_host() -> None:
    entry(HTTP443)
    rule(on_port(443), host=unknown("host"))
