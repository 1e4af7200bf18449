from __future__ import annotations

from tests.rules.istio.parts import entry, istio, route, service, web
from tests.unknowns import unknown


def bad_second_route() -> None:
    web()
    entry()
    service(
        route("web", 443),
        route("web.shop.svc", 443),
        name="short",  # violates
    )


def clean_full_and_short_names() -> None:
    web()
    service(route("web", 443), route("web.shop.svc.cluster.local", 443))


def clean_service_of_another_stack() -> None:
    web(namespace="docs")
    service(route("web.shop", 443), route("example.com", 443))


def clean_without_requests() -> None:
    web()
    service({"route": [{"destination": {"host": "web"}, "weight": 1}, {"destination": {"host": "web.shop"}}]})


def clean_entry_of_this_name() -> None:
    web()
    entry(hosts=["web.shop"], location="MESH_INTERNAL")
    service(route("web.shop", 443))


def clean_patched() -> None:
    web()
    service(route("web.shop", 443))
    istio("VirtualServicePatch", "patch", {"http": []}, metadata={"name": "routes"})


def undecided_host_is_an_output() -> None:
    web()
    service(route(unknown("host"), 443))


def ambiguous_an_entry_may_have_it() -> None:
    web()
    entry(hosts=[unknown("host")])
    service(route("web.shop", 443))
