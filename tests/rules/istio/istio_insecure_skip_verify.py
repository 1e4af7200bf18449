from __future__ import annotations

from tests.rules.istio.parts import HOST, SELECTOR, entry, istio, on_port, rule, secret_tls, tls
from tests.unknowns import unknown

SINGLE_RESOURCE = True


def bad_for_every_port_of_a_service() -> None:
    rule(
        name="inside",  # violates
        host="db",
        policy={"tls": {"mode": "SIMPLE", "insecureSkipVerify": "true"}},
    )


def bad_client_certificate() -> None:
    rule(
        on_port(80, {**secret_tls(), "insecureSkipVerify": True}),
        name="mutual",  # violates
        host=unknown("host"),
        **SELECTOR,
    )


def bad_patch() -> None:
    istio(
        "DestinationRulePatch",
        "patch",  # violates
        {"host": HOST, "trafficPolicy": {"tls": {"mode": "SIMPLE", "insecureSkipVerify": True}}},
    )


def clean_verified() -> None:
    entry()
    rule()
    rule(on_port(80, tls(insecureSkipVerify=False)), name="default")


def clean_no_tls() -> None:
    rule(on_port(80, {"mode": "DISABLE", "insecureSkipVerify": True}), on_port(81, {"insecureSkipVerify": True}))


def undecided_verification_is_an_output() -> None:
    rule(on_port(80, tls(insecureSkipVerify=unknown("skip"))))


def undecided_mode_is_an_output() -> None:
    rule(on_port(80, {"mode": unknown("mode"), "insecureSkipVerify": True}))
