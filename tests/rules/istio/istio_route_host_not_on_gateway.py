from __future__ import annotations

from tests.rules.istio.parts import istio
from tests.rules.istio.server_parts import SHOP, gateway, plain, routes, server
from tests.unknowns import unknown


def bad_other_host() -> None:
    gateway(server(hosts=["www.example.com"]), plain(hosts=["*.example.net"]))
    routes(
        name="other",  # violates
    )


def bad_other_namespace() -> None:
    gateway(server(hosts=["orders/*"]))
    routes(
        name="namespace",  # violates
    )


def bad_same_namespace_by_short_name() -> None:
    gateway(server(hosts=["*.example.net"]), namespace="shop")
    routes(
        ["public", "mesh"],
        name="short",  # violates
    )


def bad_short_name_of_a_service() -> None:
    gateway(server(hosts=["web.orders.svc.cluster.local"]))
    routes(
        name="service",  # violates
        hosts=["web"],
    )


def clean_same_host() -> None:
    gateway()
    routes()


def clean_wildcards() -> None:
    gateway(server(hosts=["*.example.com"]))
    routes()
    gateway(server(hosts=[SHOP]), name="exact")
    routes(["istio-ingress/exact"], name="wild", hosts=["*"])
    gateway(server(hosts=["*/*"]), name="all")
    routes(["istio-ingress/all"], name="to-all")


def clean_own_namespace() -> None:
    gateway(server(hosts=[f"./{SHOP}"]), namespace="shop")
    routes(["public", "./public"])


def clean_named_namespace() -> None:
    gateway(server(hosts=["shop/*.example.com", "orders/*"]))
    routes()
    routes(["public.istio-ingress.svc.cluster.local"], name="old-spelling")


def clean_gateway_of_another_stack() -> None:
    gateway(server(hosts=["www.example.com"]))
    routes(["istio-ingress/other"])
    routes(["public"], name="own-namespace")


def clean_another_gateway_serves_it() -> None:
    gateway(server(hosts=["*.internal"]), name="internal")
    gateway()
    routes(["istio-ingress/internal", "istio-ingress/public"])
    routes(["istio-ingress/internal", "istio-ingress/of-another-stack"], name="second")


def clean_sidecars_only() -> None:
    gateway(server(hosts=["www.example.com"]))
    routes([], name="default")
    routes(["mesh"], name="mesh")


def clean_patched() -> None:
    gateway(server(hosts=["www.example.com"]))
    istio("GatewayPatch", "patch", {"servers": []}, namespace="istio-ingress", metadata={"name": "public"})
    routes()


def clean_delegate() -> None:
    gateway()
    istio("VirtualService", "delegate", {"http": [{"route": [{"destination": {"host": "web"}}]}]})


def undecided_host_is_an_output() -> None:
    gateway(server(hosts=[unknown("host")]))
    routes()


def undecided_route_s_host_is_an_output() -> None:
    gateway()
    routes(hosts=[unknown("host")])


def ambiguous_gateways_of_two_clusters() -> None:
    gateway(server(hosts=["www.example.com"]))
    istio("Gateway", "second", {"servers": [server()]}, namespace="istio-ingress", metadata={"name": "public"})
    routes()
