from __future__ import annotations

from tests.rules.istio.parts import LABELS, SELECTOR, entry, on_port, rule, secret_tls, workload
from tests.unknowns import unknown

CLIENT = on_port(80, secret_tls())


def bad_one_label_too_many() -> None:
    entry()
    workload("frontend")
    rule(
        CLIENT,
        name="client",  # violates
        workloadSelector={"matchLabels": {**LABELS, "version": "v2"}},
    )


def bad_pods_of_another_namespace() -> None:
    workload("frontend", namespace="orders")
    workload("nightly", {"app": "nightly"}, kind="kubernetes:batch/v1:Job")
    rule(
        CLIENT,
        name="client",  # violates
        **SELECTOR,
    )


def clean_one_of_several() -> None:
    entry()
    workload("frontend", {**LABELS, "version": "v1"}, kind="kubernetes:apps/v1:StatefulSet")
    workload("backend", {"app": "backend"})
    rule(CLIENT, **SELECTOR)


def clean_pods_of_another_stack() -> None:
    entry()
    workload("frontend", {"app": "other"}, namespace="orders")
    rule(CLIENT, **SELECTOR)


def clean_without_selector() -> None:
    workload("frontend", {"app": "other"})
    rule()
    rule(name="empty", workloadSelector={"matchLabels": {}})


def clean_without_tls() -> None:
    workload("frontend", {"app": "other"})
    rule(on_port(80, {"mode": "DISABLE"}), **SELECTOR)


def undecided_labels_are_an_output() -> None:
    workload("frontend", {"app": unknown("label")})
    rule(CLIENT, **SELECTOR)


def undecided_selector_is_an_output() -> None:
    workload("frontend")
    rule(CLIENT, workloadSelector={"matchLabels": {"app": unknown("label")}})


def ambiguous_namespace_may_be_another() -> None:
    workload("frontend", namespace=unknown("namespace"))
    workload("backend", {"app": "backend"})
    rule(CLIENT, **SELECTOR)
