from __future__ import annotations

from tests.rules.istio.parts import LABELS, istio
from tests.rules.istio.server_parts import listener, peer, sidecar
from tests.unknowns import unknown


def bad_only_one_for_the_namespace() -> None:
    peer("STRICT")
    sidecar(
        name="namespace",  # violates
    )


def bad_only_one_for_other_pods() -> None:
    peer("STRICT", {"8443": "DISABLE"}, labels={"app": "other"})
    peer("STRICT", {"8443": "DISABLE"}, labels=LABELS, namespace="orders", name="elsewhere")
    sidecar(
        name="pods",  # violates
    )


def bad_whole_namespace() -> None:
    istio(
        "Sidecar",
        "default",  # violates
        {"ingress": [listener()]},
    )


def clean_excepted() -> None:
    sidecar()
    peer("STRICT", {"8443": "DISABLE"}, labels=LABELS)


def clean_matter_of_another_rule() -> None:
    sidecar()
    peer("STRICT", labels=LABELS)


def clean_namespace_without_mutual_tls() -> None:
    sidecar()
    peer("DISABLE")


def clean_more_labels() -> None:
    sidecar(labels={**LABELS, "version": "v1"})
    peer("STRICT", {"8443": "DISABLE"}, labels=LABELS)


def clean_without_tls() -> None:
    sidecar(listener({"mode": "PASSTHROUGH"}))


def undecided_mode_is_an_output() -> None:
    sidecar(listener({"mode": unknown("mode")}))


def ambiguous_another_one_may_be_for_the_pods() -> None:
    sidecar()
    peer("STRICT", {"8443": "DISABLE"}, labels={"app": unknown("app")})
