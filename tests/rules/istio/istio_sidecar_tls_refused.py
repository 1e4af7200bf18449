from __future__ import annotations

from tests.rules.istio.parts import LABELS
from tests.rules.istio.server_parts import listener, peer, peer_patch, sidecar
from tests.unknowns import unknown


def bad_another_port() -> None:
    sidecar()
    peer(
        "STRICT",
        {"8080": "DISABLE"},
        name="other-port",  # violates
        labels=LABELS,
    )


def bad_permissive_on_the_port() -> None:
    sidecar()
    peer(
        "DISABLE",
        {"8443": "PERMISSIVE"},
        name="permissive",  # violates
        labels=LABELS,
    )


def bad_fewer_labels() -> None:
    sidecar(labels={"app": "frontend", "version": "v1"})
    peer(
        "PERMISSIVE",
        {"8443": "UNSET"},
        name="fewer",  # violates
        labels=LABELS,
    )
    peer("STRICT", {"8443": "DISABLE"}, name="others", labels={"app": "other", "version": "v1"})


def clean_excepted() -> None:
    sidecar()
    peer("STRICT", {"8443": "DISABLE"}, labels=LABELS)


def clean_all_ports_excepted() -> None:
    sidecar()
    peer("DISABLE", labels=LABELS)


def clean_left_to_the_namespace() -> None:
    sidecar()
    peer("UNSET", labels=LABELS)
    peer("STRICT", name="whole")


def clean_other_pods() -> None:
    sidecar()
    peer(labels={"app": "other"})
    peer(labels=LABELS, namespace="orders", name="elsewhere")
    peer(name="whole")


def clean_passed_on() -> None:
    sidecar(listener({}), listener({"mode": "PASSTHROUGH"}, number=9443))
    peer(labels=LABELS)


def clean_patched() -> None:
    sidecar()
    peer(labels=LABELS)
    peer_patch({"8443": "DISABLE"})


def undecided_mode_is_an_output() -> None:
    sidecar()
    peer("STRICT", {"8443": unknown("mode")}, labels=LABELS)


def undecided_label_is_an_output() -> None:
    sidecar()
    peer(labels={"app": unknown("app")})


def clean_two_for_the_same_pods() -> None:
    sidecar()
    peer(labels=LABELS)
    peer("STRICT", {"8443": "DISABLE"}, labels=LABELS, name="second")


def ambiguous_one_with_more_labels() -> None:
    sidecar()
    peer(labels=LABELS)
    peer("STRICT", {"8443": "DISABLE"}, labels={**LABELS, "version": "v1"}, name="second")
