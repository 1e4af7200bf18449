from __future__ import annotations

import pulumi

from tests.rules.istio.parts import HTTPS, SELECTOR, entry, istio, on_port, rule, secret_tls, tls
from tests.unknowns import unknown


def bad_exported_to_others() -> None:
    entry()
    rule(
        name="exported",  # violates
        exportTo=["orders", "billing"],
    )


def bad_for_a_client_who_does_not_see_the_host() -> None:
    entry(exportTo=[".", "orders"])
    entry(HTTPS, name="direct")
    rule(
        on_port(80, secret_tls()),
        name="billing",  # violates
        namespace="billing",
        exportTo=None,
        **SELECTOR,
    )


def bad_exported_to_nobody() -> None:
    entry(exportTo=None)
    rule(
        name="nobody",  # violates
        exportTo=["~"],
        policy={"tls": tls()},
    )


def clean_same_namespace() -> None:
    entry()
    rule()
    rule(name="by-name", exportTo=["shop"])
    rule(name="default", exportTo=None)


def clean_namespace_of_the_stack() -> None:
    namespace = pulumi.CustomResource("kubernetes:core/v1:Namespace", "shop", {"metadata": {"name": "shop"}})
    place = namespace.id.apply(lambda _: "shop")
    entry(namespace=place)
    rule(namespace=place)


def clean_namespace_is_the_provider_s() -> None:
    entry(namespace=None)
    rule(namespace=None)


def clean_client_of_another_namespace() -> None:
    """Each team shows a certificate of its own."""
    entry(exportTo=["*"])
    rule(on_port(80, secret_tls()), namespace="orders", **SELECTOR)


def clean_named_client() -> None:
    entry(exportTo=["shop", "orders"])
    rule(namespace="orders")
    rule(name="for-orders", exportTo=["orders"])


def clean_root_namespace() -> None:
    entry()
    rule(namespace="istio-system", exportTo=["*"])


def clean_without_tls() -> None:
    entry()
    rule(on_port(80, {"mode": "ISTIO_MUTUAL"}), namespace="orders")


def clean_host_of_another_stack() -> None:
    rule(namespace="orders")
    entry(name="wide", hosts=["*.example.com"])


def clean_other_entry() -> None:
    entry()
    entry(name="orders", namespace="orders")
    rule(namespace="orders")


def undecided_export_is_an_output() -> None:
    entry()
    rule(exportTo=[unknown("namespace")])


def undecided_namespace_is_left_to_the_provider() -> None:
    entry(namespace=None)
    rule(namespace="platform")


def ambiguous_entry_may_be_of_another_host() -> None:
    entry()
    entry(name="second", namespace="platform", hosts=[unknown("host")])
    rule(namespace="platform")


def clean_patched() -> None:
    entry()
    rule(exportTo=["orders"])
    istio("DestinationRulePatch", "all", {"exportTo": ["*"]}, metadata={"name": "rule"})
