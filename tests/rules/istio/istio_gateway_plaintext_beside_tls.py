from __future__ import annotations

from tests.rules.istio.parts import istio
from tests.rules.istio.server_parts import SHOP, gateway, passthrough, plain, routes, server
from tests.unknowns import unknown


def bad_with_routes_that_do_not_redirect() -> None:
    gateway(
        plain({"httpsRedirect": False}, hosts=[SHOP, "www.example.com"]),
        server(hosts=["www.example.com"]),
        name="both",  # violates
    )
    routes(["istio-ingress/both"])


def clean_redirected() -> None:
    gateway(server(), plain({"httpsRedirect": True}))


def clean_redirected_by_routes() -> None:
    gateway(server(), plain())
    routes(http=[{"redirect": {"scheme": "https"}}])


def clean_only_one_of_both() -> None:
    gateway(plain(), name="behind-a-load-balancer")
    gateway(server(), name="tls")
    gateway(server(hosts=["www.example.com"]), plain(), name="others")


def clean_other_ports() -> None:
    """A redirect leads to port 443."""
    gateway(server(number=8443), plain(), name="high")
    gateway(server(), plain(number=8080), name="second")


def clean_passed_on() -> None:
    gateway(passthrough(), plain())


def clean_patched() -> None:
    gateway(server(), plain())
    istio("GatewayPatch", "patch", {"servers": []}, namespace="istio-ingress", metadata={"name": "public"})


def undecided_redirect_is_an_output() -> None:
    gateway(server(), plain({"httpsRedirect": unknown("redirect")}))


def ambiguous_routes_of_another_gateway() -> None:
    gateway(server(), plain())
    routes([unknown("gateway")], http=[{"redirect": {"scheme": "https"}}])
