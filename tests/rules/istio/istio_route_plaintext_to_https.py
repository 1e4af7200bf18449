from __future__ import annotations

from typing import Any

import pulumi

from tests.rules.istio.parts import istio, on_port, rule
from tests.rules.istio.server_parts import routes
from tests.unknowns import unknown


def web(*, name: Any = "web", **port: Any) -> None:
    """The Service to which routes lead."""
    ports = [{"name": "https", "port": 8443, **port}]
    pulumi.CustomResource(
        "kubernetes:core/v1:Service",
        "web",
        {"metadata": {"name": name, "namespace": "shop"}, "spec": {"selector": {"app": "web"}, "ports": ports}},
    )


def bad_app_protocol() -> None:
    web(name="web", appProtocol="HTTPS")
    routes(
        name="app-protocol",  # violates
    )
    rule(host="web", policy={"tls": {"mode": "ISTIO_MUTUAL"}})


def bad_only_port() -> None:
    web()
    routes(
        ["mesh"],
        name="only-port",  # violates
        http=[{"route": [{"destination": {"host": "web.shop.svc.cluster.local"}}]}],
    )
    rule(on_port(80, {"mode": "SIMPLE"}), host="web")


def clean_tls_started() -> None:
    web()
    routes()
    rule(host="web", policy={"tls": {"mode": "SIMPLE"}})


def clean_tls_started_by_a_wildcard() -> None:
    web()
    routes()
    rule(host="*.shop.svc.cluster.local", policy={"tls": {"mode": "MUTUAL", "credentialName": "client"}})


def clean_speaks_http() -> None:
    web(appProtocol="http")
    routes()


def clean_passed_on() -> None:
    web()
    routes(kind="tls")


def clean_service_of_another_stack() -> None:
    routes()


def clean_patched() -> None:
    web()
    routes()
    istio("VirtualServicePatch", "patch", {"http": []}, metadata={"name": "shop"})


def undecided_mode_is_an_output() -> None:
    web()
    routes()
    rule(host="web", policy={"tls": {"mode": unknown("mode")}})


def ambiguous_rule_may_be_for_the_host() -> None:
    web()
    routes()
    rule(host=unknown("host"), policy={"tls": {"mode": "SIMPLE"}})
