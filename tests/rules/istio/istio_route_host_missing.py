from __future__ import annotations

from typing import Any

import pulumi

from tests.rules.istio.parts import entry, namespace, route, service
from tests.rules.istio.server_parts import istiod, routes
from tests.unknowns import unknown


def web(name: Any = "site", *, resource: str = "site", place: Any = "shop", kind: str = "Service") -> Any:
    """A Service of another name than the one that routes lead to by default."""
    spec = {"ports": [{"name": "https", "port": 8443}]}
    metadata = {"name": name, "namespace": place}
    return pulumi.CustomResource(f"kubernetes:core/v1:{kind}", resource, {"metadata": metadata, "spec": spec})


def bad_from_another_namespace() -> None:
    namespace({})
    web()
    service(
        {"route": [{"destination": {"host": "site.shop.svc.cluster.local"}, "weight": 9}]},
        {"route": [{"destination": {"host": "web.shop.svc.cluster.local"}}]},
        name="both",  # violates
        namespace="docs",
    )


def bad_namespace_by_output() -> None:
    space = namespace({}, name=unknown("name"))
    web(place=space.id)
    routes(
        name="shop",  # violates
        namespace=space.id,
    )


def bad_beside_charts_of_other_namespaces() -> None:
    namespace({})
    web()
    web("web", resource="other", place="docs")
    istiod(namespace="istio-system")
    entry()
    routes(
        name="shop",  # violates
    )


def clean_there() -> None:
    namespace({})
    web()
    web("web", resource="web")
    routes()


def clean_namespace_of_another_stack() -> None:
    namespace({}, kind="NamespacePatch")
    web()
    routes()


def clean_services_of_other_stacks() -> None:
    namespace({})
    web(place="docs")
    routes()


def clean_from_a_chart() -> None:
    namespace({})
    web()
    pulumi.CustomResource("kubernetes:helm.sh/v3:Release", "web", {"chart": "web", "namespace": "shop"})
    routes()


def clean_from_an_operator() -> None:
    namespace({})
    web()
    pulumi.CustomResource(
        "kubernetes:flagger.app/v1beta1:Canary", "web", {"metadata": {"name": "web", "namespace": "shop"}}
    )
    routes()


def clean_from_a_gateway() -> None:
    namespace({})
    web()
    pulumi.CustomResource(
        "kubernetes:gateway.networking.k8s.io/v1:Gateway", "web", {"metadata": {"name": "web", "namespace": "shop"}}
    )
    routes()


def clean_entry_of_the_mesh() -> None:
    namespace({})
    web()
    entry(hosts=["web.shop.svc.cluster.local"], location="MESH_INTERNAL")
    routes()


def clean_service_of_another_program() -> None:
    namespace({})
    web()
    web("web", resource="patch", kind="ServicePatch")
    routes()


def clean_hosts_outside() -> None:
    namespace({})
    web()
    service(route("api.example.com", 443), route("web.shop", 80))


def clean_without_requests() -> None:
    namespace({})
    web()
    service({"route": [{"destination": {"host": "site"}, "weight": 1}, {"destination": {"host": "web"}}]})


def clean_two_clusters() -> None:
    for name in ("blue", "green"):
        config = {"kubeconfig": f"server: https://{name}.example.com"}
        options = pulumi.ResourceOptions(provider=pulumi.ProviderResource("kubernetes", name, config))
        for kind, metadata in (("Namespace", {"name": "shop"}), ("Service", {"name": name, "namespace": "shop"})):
            pulumi.CustomResource(f"kubernetes:core/v1:{kind}", f"{name}-{kind}", {"metadata": metadata}, options)
        pulumi.CustomResource(
            "kubernetes:networking.istio.io/v1:VirtualService",
            f"{name}-routes",
            {"metadata": {"name": "routes", "namespace": "shop"}, "spec": {"http": [route("green", 80)]}},
            options,
        )


def undecided_host_is_an_output() -> None:
    namespace({})
    web()
    service(route(unknown("host"), 443))


def ambiguous_another_service_may_have_the_name() -> None:
    namespace({})
    web()
    web(unknown("name"), resource="second")
    routes()
