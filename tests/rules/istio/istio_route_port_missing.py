from __future__ import annotations

from typing import Any

import pulumi

from tests.rules.istio.parts import HOST, HTTPS, PLAIN, entry, istio, route, service
from tests.rules.istio.server_parts import routes
from tests.unknowns import unknown

TLS = {"name": "https", "port": 443, "targetPort": 8443}
WEB = "web.shop.svc.cluster.local"


def web(*ports: Any, name: Any = "web", resource: str = "web", namespace: Any = "shop") -> Any:
    """The Service, by default with port 443."""
    given = {"metadata": {"name": name, "namespace": namespace}, "spec": {"ports": [*(ports or (TLS,))]}}
    return pulumi.CustomResource("kubernetes:core/v1:Service", resource, given)


def bad_port_of_the_pods() -> None:
    web({"name": "http", "port": 80}, TLS)
    routes(
        name="shop",  # violates
        hosts=["shop.example.com"],
    )


def bad_from_another_namespace() -> None:
    web()
    service(
        {
            "route": [
                {"destination": {"host": "api.example.com"}, "weight": 50},
                {**route(WEB, 80)["route"][0], "weight": 50},
            ]
        },
        name="both",  # violates
        namespace="docs",
    )


def bad_host_outside() -> None:
    entry(PLAIN)
    service(
        {"match": [{"port": 80}], **route(HOST, 443)},
        name="outside",  # violates
    )


def clean_ports_of_the_service() -> None:
    web({"name": "http", "port": 80}, {"name": "https", "port": 8443})
    routes()
    service(route(WEB, 80), {"route": [{"destination": {"host": "web"}}]}, name="second")


def clean_ports_of_two_entries() -> None:
    entry(PLAIN)
    entry(HTTPS, name="second")
    service({"match": [{"port": 80}], **route(HOST, 443)})


def clean_without_requests() -> None:
    web()
    service({"route": [{**route("web", 443)["route"][0], "weight": 1}, route("web", 8443)["route"][0]]})


def clean_alias() -> None:
    """It has the ports of the host for which it stands."""
    given = {"metadata": {"name": "web", "namespace": "shop"}, "spec": {"type": "ExternalName", "externalName": HOST}}
    pulumi.CustomResource("kubernetes:core/v1:Service", "web", given)
    routes()


def clean_host_of_another_stack() -> None:
    web(namespace="docs")
    routes()


def clean_patched() -> None:
    web()
    routes()
    given = {"metadata": {"name": "web", "namespace": "shop"}, "spec": {"ports": [{"port": 8443}]}}
    pulumi.CustomResource("kubernetes:core/v1:ServicePatch", "patch", given)


def clean_routes_patched() -> None:
    web()
    routes()
    istio("VirtualServicePatch", "patch", {"http": [route("web", 443)]}, metadata={"name": "shop"})


def undecided_port_is_an_output() -> None:
    web()
    service(route("web", unknown("port")))


def undecided_port_of_the_service_is_an_output() -> None:
    web({"name": "https", "port": unknown("port")})
    routes()


def ambiguous_two_services_of_the_name() -> None:
    web()
    web({"name": "https", "port": 8443}, resource="second")
    routes()


def ambiguous_another_entry_may_have_it() -> None:
    entry(PLAIN)
    entry(HTTPS, name="second", hosts=[unknown("host")])
    service(route(HOST, 443))
