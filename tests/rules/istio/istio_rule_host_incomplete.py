from __future__ import annotations

from tests.rules.istio.parts import entry, istio, rule, web
from tests.unknowns import unknown


def bad_from_another_namespace() -> None:
    web()
    entry()
    rule(
        host="web.shop.svc",
        name="web-tls",  # violates
        namespace="docs",
    )


def clean_full_and_short_names() -> None:
    web()
    rule(host="web")
    rule(host="web.shop.svc.cluster.local", name="full", namespace="docs")
    rule(host="*.shop.svc.cluster.local", name="wide")


def clean_service_of_another_stack() -> None:
    web(namespace="docs")
    rule(host="web.shop")
    rule(host="example.com", name="outside")


def clean_entry_of_this_name() -> None:
    web()
    entry(hosts=["web.shop"], location="MESH_INTERNAL")
    rule(host="web.shop")


def clean_patched() -> None:
    web()
    rule(host="web.shop")
    istio("DestinationRulePatch", "patch", {"host": "web"}, metadata={"name": "rule"})


def undecided_host_is_an_output() -> None:
    web()
    rule(host=unknown("host"))


def ambiguous_an_entry_may_have_it() -> None:
    web()
    entry(hosts=[unknown("host")])
    rule(host="web.shop")
