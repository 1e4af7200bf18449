from __future__ import annotations

from typing import Any

from tests.rules.istio.parts import LABELS, SELECTOR, entry, istio, on_port, rule, secret_tls
from tests.unknowns import unknown


def egress(*hosts: Any, name: str = "frontend", labels: Any = None, **spec: Any) -> Any:
    """What pods see."""
    given = {"workloadSelector": {"labels": labels or LABELS}, "egress": [{"hosts": [*hosts]}], **spec}
    return istio("Sidecar", name, given)


def bad_other_host_and_namespace() -> None:
    entry()
    rule(on_port(80, secret_tls()), **SELECTOR)
    egress(
        "./other.example.com",
        "orders/*",
        "~/*",
        name="hosts",  # violates
    )


def bad_rule_for_fewer_pods() -> None:
    entry()
    rule(workloadSelector={"matchLabels": {**LABELS, "version": "v1"}})
    egress(
        "istio-system/*",
        name="more",  # violates
        outboundTrafficPolicy={"mode": "REGISTRY_ONLY"},
    )


def clean_shown() -> None:
    entry()
    rule(**SELECTOR)
    egress("istio-system/*", "./*")


def clean_shown_by_name() -> None:
    entry()
    rule(**SELECTOR)
    egress("shop/*.example.com")


def clean_shown_from_everywhere() -> None:
    entry()
    rule(**SELECTOR)
    egress("*/*")


def clean_everything_by_default() -> None:
    entry()
    rule(**SELECTOR)
    istio("Sidecar", "ingress", {"workloadSelector": {"labels": LABELS}, "ingress": []})


def clean_rule_for_all_pods() -> None:
    entry()
    rule()
    egress("istio-system/*")


def clean_other_pods() -> None:
    entry()
    rule(**SELECTOR)
    egress("istio-system/*", labels={"app": "other"})


def clean_without_tls() -> None:
    entry()
    rule(on_port(80, {"mode": "ISTIO_MUTUAL"}), **SELECTOR)
    egress("istio-system/*")


def clean_two_sidecars() -> None:
    entry()
    rule(**SELECTOR)
    egress("istio-system/*")
    egress("./*", name="second")


def clean_patched() -> None:
    entry()
    rule(**SELECTOR)
    egress("istio-system/*")
    istio("SidecarPatch", "patch", {"egress": []}, metadata={"name": "frontend"})


def undecided_host_is_an_output() -> None:
    entry()
    rule(**SELECTOR)
    egress("istio-system/*", unknown("host"))


def ambiguous_another_entry_may_have_the_host() -> None:
    entry()
    entry(name="second", namespace="istio-system", hosts=[unknown("host")])
    rule(**SELECTOR)
    egress("istio-system/*")


def ambiguous_another_sidecar_may_be_for_the_pods() -> None:
    entry()
    rule(**SELECTOR)
    egress("istio-system/*")
    egress("./*", name="second", labels={"app": unknown("app")})
