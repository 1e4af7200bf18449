from __future__ import annotations

from tests.rules.istio.parts import (
    HOST,
    HTTPS,
    PLAIN,
    SELECTOR,
    entry,
    istio,
    on_port,
    route,
    rule,
    secret_tls,
    service,
)
from tests.unknowns import unknown


def bad_named_client() -> None:
    entry(
        name="named",  # violates
        exportTo=[".", "orders"],
    )
    rule()


def bad_everyone_sees_the_host_and_two_the_rule() -> None:
    entry(
        name="everyone",  # violates
        exportTo=["*"],
    )
    rule(exportTo=["shop", "orders"])
    rule(on_port(80, secret_tls()), name="elsewhere", namespace="billing", exportTo=None, **SELECTOR)


def bad_second_of_two_namespaces() -> None:
    entry()
    rule()
    entry(
        name="second",  # violates
        namespace="orders",
    )


def clean_exported_alike() -> None:
    entry(exportTo=[".", "orders"])
    rule(exportTo=["shop", "orders"])


def clean_for_everyone() -> None:
    entry(exportTo=None)
    rule(exportTo=["*"])


def clean_for_one_namespace() -> None:
    entry()
    rule()


def clean_selected_pods() -> None:
    entry()
    rule(on_port(80, secret_tls()), **SELECTOR)


def clean_one_rule_for_each_client() -> None:
    entry(exportTo=[".", "orders"])
    rule()
    rule(name="orders", namespace="orders")


def clean_root_namespace() -> None:
    entry(exportTo=None)
    rule(namespace="istio-system", exportTo=["*"])


def clean_wildcard() -> None:
    entry(exportTo=["orders"])
    rule(host="*.example.com", exportTo=["orders"])


def clean_rules_of_other_rules_of_the_pack() -> None:
    entry(name="none", hosts=["other.example.com"], exportTo=None)
    entry(exportTo=["."])
    rule(namespace="orders")


def clean_without_tls_port() -> None:
    entry(PLAIN, HTTPS, exportTo=None)
    rule()


def clean_led_away() -> None:
    entry(exportTo=None)
    rule()
    service(route("proxy.shop.svc.cluster.local", 8080), exportTo=["*"])


def clean_patched() -> None:
    entry(exportTo=None)
    istio("ServiceEntryPatch", "patch", {"exportTo": ["."]}, metadata={"name": "entry"})
    rule()


def undecided_export_is_an_output() -> None:
    entry(exportTo=[".", unknown("namespace")])
    rule()


def undecided_namespace_is_left_to_the_provider() -> None:
    entry(exportTo=["shop"], namespace=None)
    rule(namespace=None)


def ambiguous_rule_may_be_for_the_host() -> None:
    entry(exportTo=None)
    rule()
    rule(name="all", host=unknown("host"), exportTo=None)


def ambiguous_requests_may_be_led_away() -> None:
    entry(exportTo=None)
    rule()
    service(route(HOST, 443), hosts=[unknown("host")])
