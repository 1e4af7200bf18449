from __future__ import annotations

from tests.rules.istio.parts import istio
from tests.rules.istio.server_parts import gateway, passthrough, plain, routes, server
from tests.unknowns import unknown


def bad_second_server() -> None:
    gateway(
        server(),
        server(number=8443, hosts=["www.example.com", "*.example.net"]),
        name="public",  # violates
    )
    routes()


def bad_host_of_another_namespace() -> None:
    gateway(
        server(),
        passthrough(number=8443, hosts=["orders/*"]),
        name="public",  # violates
    )
    routes()


def bad_routes_for_sidecars_only() -> None:
    gateway(
        name="public",  # violates
    )
    routes([])


def clean_routes_for_sidecars_beside_others() -> None:
    gateway()
    routes([])
    routes(name="second")


def clean_routes_for_sidecars_to_another_host() -> None:
    gateway(server(hosts=["*.example.com"]))
    routes([])


def clean_routes_for_sidecars_of_another_namespace() -> None:
    gateway(server(hosts=["orders/shop.example.com"]))
    routes([])


def clean_host_is_an_output_and_nothing_names_the_gateway() -> None:
    gateway(server(hosts=[unknown("host")]))
    routes([])


def clean_patched_routes() -> None:
    gateway()
    routes([])
    istio("VirtualServicePatch", "patch", {}, namespace="shop", metadata={"name": "shop"})


def clean_all_bound() -> None:
    gateway(server(), server(number=8443, hosts=["*.example.net"]), plain({"httpsRedirect": True}, hosts=["*"]))
    routes()
    routes(name="second", hosts=["a.example.net"])


def clean_routes_of_other_stacks() -> None:
    gateway()
    routes(["istio-ingress/other"])


def clean_needs_none() -> None:
    gateway(server(), server({"mode": "AUTO_PASSTHROUGH"}, number=15443, hosts=["*.local"]))
    routes()


def clean_patched() -> None:
    gateway(server(), server(number=8443, hosts=["www.example.com"]))
    routes()
    istio("GatewayPatch", "patch", {"servers": []}, namespace="istio-ingress", metadata={"name": "public"})


def undecided_host_is_an_output() -> None:
    gateway(server(), server(number=8443, hosts=[unknown("host")]))
    routes()


def ambiguous_other_routes_may_be_for_it() -> None:
    gateway(server(), server(number=8443, hosts=["www.example.com"]))
    routes()
    routes([unknown("gateway")], name="second", hosts=["www.example.com"])
