from __future__ import annotations

from tests.rules.istio.parts import istio
from tests.rules.istio.server_parts import gateway, passthrough, plain, routes, server
from tests.unknowns import unknown


def bad_http_routes_by_default() -> None:
    gateway(server({"mode": None}), plain(hosts=["www.example.com"]))
    routes(
        name="http",  # violates
    )


def bad_tls_routes_where_tls_is_ended() -> None:
    gateway()
    routes(
        name="tls",  # violates
        kind="tls",
    )


def bad_http_routes_for_tcp() -> None:
    gateway(server(protocol="TLS"), plain(protocol="TCP", number=5432))
    routes(
        name="tcp",  # violates
    )


def bad_tls_routes_of_others_for_other_gateways() -> None:
    gateway(passthrough())
    routes(["istio-ingress/other"], kind="tls", name="elsewhere")
    routes(
        name="http",  # violates
    )


def clean_fitting() -> None:
    gateway(passthrough())
    routes(kind="tls")
    gateway(name="ended")
    routes(["istio-ingress/ended"], name="ended-routes")
    gateway(server(protocol="TLS"), name="stream")
    routes(["istio-ingress/stream"], kind="tcp", name="stream-routes")


def clean_another_server_of_the_host() -> None:
    gateway(passthrough(), plain())
    routes()


def bad_tcp_routes_for_what_is_passed_on() -> None:
    gateway(passthrough(protocol="TLS"))
    routes(
        name="tcp",  # violates
        kind="tcp",
    )


def clean_other_one_has_the_routes() -> None:
    gateway(passthrough())
    routes(kind="tls")
    routes(name="more")


def clean_for_sidecars_too() -> None:
    gateway(passthrough())
    routes(["mesh", "istio-ingress/public"])


def clean_another_gateway_serves_it() -> None:
    gateway(passthrough(), name="internal")
    gateway()
    routes(["istio-ingress/internal", "istio-ingress/public"])


def clean_needs_no_routes() -> None:
    gateway(server({"mode": "AUTO_PASSTHROUGH"}, hosts=["*"]))
    routes()


def clean_server_of_another_host() -> None:
    gateway(passthrough(hosts=["www.example.com"]))
    routes()


def clean_gateway_of_another_stack() -> None:
    routes(kind="tls")


def clean_patched() -> None:
    gateway(passthrough())
    routes()
    istio("VirtualServicePatch", "patch", {"tls": []}, metadata={"name": "shop"})


def undecided_mode_is_an_output() -> None:
    gateway(server({"mode": unknown("mode")}))
    routes()


def ambiguous_another_one_may_have_the_routes() -> None:
    gateway(passthrough())
    routes()
    routes([unknown("gateway")], kind="tls", name="other")


def ambiguous_gateways_of_two_clusters() -> None:
    gateway(passthrough())
    istio("Gateway", "second", {"servers": [server()]}, namespace="istio-ingress", metadata={"name": "public"})
    routes()
