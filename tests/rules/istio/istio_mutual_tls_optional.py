from __future__ import annotations

from tests.rules.istio.parts import LABELS, istio
from tests.rules.istio.server_parts import peer, sidecar
from tests.unknowns import unknown

REASON = "container-tls.reason/"


def bad_port() -> None:
    peer(
        "STRICT",
        {"8080": "PERMISSIVE"},
        name="port",  # violates
        labels=LABELS,
    )


def bad_off() -> None:
    peer(
        "DISABLE",
        name="off",  # violates
        metadata={"annotations": {f"{REASON}port-8080": "scanners"}},
    )


def bad_sidecar_ends_tls_on_another_port() -> None:
    sidecar()
    peer(
        "STRICT",
        {"8080": "DISABLE"},
        name="other-port",  # violates
        labels=LABELS,
    )


def clean_strict() -> None:
    peer("STRICT")
    peer("UNSET", {"8080": "STRICT"}, name="inherited", labels=LABELS)
    istio("PeerAuthentication", "empty", {})


def clean_with_reasons() -> None:
    peer("PERMISSIVE", metadata={"annotations": {f"{REASON}mtls": "migration until June"}})
    reasons = {f"{REASON}port-9000": "scanners"}
    peer("STRICT", {"9000": "PERMISSIVE"}, name="port", labels=LABELS, metadata={"annotations": reasons})


def clean_ended_by_the_sidecar() -> None:
    sidecar()
    peer("STRICT", {"8443": "DISABLE"}, labels=LABELS)


def undecided_mode_is_an_output() -> None:
    peer(unknown("mode"))


def ambiguous_sidecar_may_be_for_the_pods() -> None:
    sidecar(labels={"app": unknown("app")})
    peer("STRICT", {"8443": "DISABLE"}, labels=LABELS)
