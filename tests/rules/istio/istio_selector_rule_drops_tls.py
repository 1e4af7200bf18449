from __future__ import annotations

from tests.rules.istio.parts import SELECTOR, entry, istio, on_port, rule, secret_tls, tls
from tests.unknowns import unknown

RANDOM = {"loadBalancer": {"simple": "RANDOM"}}


def bad_settings_of_the_port() -> None:
    entry()
    rule()
    rule(
        on_port(80, **RANDOM),
        name="port",  # violates
        **SELECTOR,
    )


def bad_for_every_port() -> None:
    rule(policy={"tls": tls()})
    rule(
        on_port(8080),
        name="other-port",  # violates
        **SELECTOR,
    )
    rule(
        name="subsets-only",  # violates
        policy=RANDOM,
        subsets=[{"name": "v1", "trafficPolicy": {"tls": tls()}}],
        **SELECTOR,
    )


def bad_without_any_policy() -> None:
    rule(exportTo=None)
    istio(
        "DestinationRule",
        "empty",  # violates
        {"host": "api.example.com", **SELECTOR},
        version="v1alpha3",
    )


def clean_tls_of_its_own() -> None:
    entry()
    rule()
    rule(on_port(80, secret_tls()), name="client", **SELECTOR)
    rule(name="every-port", policy={"tls": secret_tls()}, **SELECTOR)


def clean_meant() -> None:
    rule()
    rule(on_port(80, {"mode": "DISABLE"}), name="off", **SELECTOR)


def clean_no_tls_for_anyone() -> None:
    rule(policy=RANDOM)
    rule(name="selected", policy=RANDOM, **SELECTOR)


def clean_mutual_tls_of_the_mesh() -> None:
    rule(host="db", policy={"tls": {"mode": "ISTIO_MUTUAL"}})
    rule(host="db", name="selected", policy=RANDOM, **SELECTOR)


def clean_other_hosts_and_namespaces() -> None:
    rule(namespace="orders")
    rule(host="other.example.com", name="other")
    rule(name="selected", policy=RANDOM, **SELECTOR)


def clean_alone() -> None:
    rule(name="selected", policy=RANDOM, **SELECTOR)


def clean_two_that_select() -> None:
    rule(on_port(80, secret_tls()), **SELECTOR)
    rule(name="batch", policy=RANDOM, workloadSelector={"matchLabels": {"app": "batch"}})


def clean_patched() -> None:
    rule()
    rule(name="selected", policy=RANDOM, **SELECTOR)
    istio("DestinationRulePatch", "patch", {"trafficPolicy": {"tls": tls()}}, metadata={"name": "selected"})


def undecided_mode_is_an_output() -> None:
    rule(on_port(80, tls(unknown("mode"))))
    rule(name="selected", policy=RANDOM, **SELECTOR)


def ambiguous_namespace_may_be_another() -> None:
    rule(namespace=unknown("namespace"))
    rule(name="selected", policy=RANDOM, **SELECTOR)
