from __future__ import annotations

from typing import Any

import pulumi

from tests.rules.controller.parts import ALB, INGRESS, SERVICE, ingress_class, resource
from tests.unknowns import unknown

TLS = {"name": "https", "port": 443, "targetPort": 8443}


def web(
    *ports: Any, key: str = "web", name: Any = "web", namespace: Any = "shop", opts: Any = None, **spec: Any
) -> None:
    """The Service, by default with port 443."""
    given = {"metadata": {"name": name, "namespace": namespace}, "spec": {"ports": [*(ports or (TLS,))], **spec}}
    pulumi.CustomResource(SERVICE, key, given, opts)


def front(
    *ports: Any,
    key: str = "front",
    service: Any = "web",
    namespace: Any = "shop",
    class_name: Any = "alb",
    annotations: Any = None,
    opts: Any = None,
) -> None:
    """An Ingress with a path to each of the ports of the Service."""
    paths = [{"path": f"/{number}", "backend": backend(service, port)} for number, port in enumerate(ports)]
    metadata = {"name": "front", "namespace": namespace, "annotations": annotations}
    spec = {"ingressClassName": class_name, "rules": [{"http": {"paths": paths}}]}
    pulumi.CustomResource(INGRESS, key, {"metadata": metadata, "spec": spec}, opts)


def backend(service: Any, port: Any) -> dict[str, Any]:
    return {"service": {"name": service, "port": port}}


def bad_number_of_the_pods() -> None:
    web({"name": "http", "port": 80}, TLS)
    front(
        {"number": 80},
        {"number": 8443},
        key="front",  # violates
    )


def bad_name_of_no_port() -> None:
    web()
    front(
        {"name": "tls"},
        key="front",  # violates
    )


def bad_number_of_no_port_with_a_name_that_is_not_known() -> None:
    web({"name": unknown("name"), "port": 443})
    front(
        {"number": 80},
        key="front",  # violates
    )


def bad_default_backend_beside_paths_that_are_not_known() -> None:
    web()
    spec = {"ingressClassName": "alb", "defaultBackend": backend("web", {"number": 80}), "rules": unknown("rules")}
    resource(
        INGRESS,
        "front",  # violates
        None,
        spec,
        name="front",
        namespace="shop",
    )


def bad_annotations_of_the_controller() -> None:
    web({"port": 80})
    front(
        {"name": "http"},
        key="front",  # violates
        class_name="internal",
        annotations={f"{ALB}scheme": "internal"},
    )


def bad_class_of_this_stack() -> None:
    ingress_class("edge")
    web()
    front(
        {"number": 80},
        key="front",  # violates
        class_name="edge",
    )


def bad_beside_a_port_that_is_not_known() -> None:
    web()
    front(
        {"number": unknown("port")},
        {"number": 80},
        key="front",  # violates
    )


def clean_number_and_name() -> None:
    web({"name": "http", "port": 80}, TLS)
    front({"number": 80}, {"number": 443}, {"name": "https"})


def clean_action() -> None:
    web()
    front({"name": "use-annotation"}, annotations={f"{ALB}actions.web": "{}"})


def clean_alias() -> None:
    web({"port": 80}, type="ExternalName", externalName="api.example.com")
    front({"number": 443})


def clean_service_patched() -> None:
    web()
    front({"number": 80})
    ports = {"metadata": {"name": "web", "namespace": "shop"}, "spec": {"ports": [{"name": "http", "port": 80}]}}
    pulumi.CustomResource("kubernetes:core/v1:ServicePatch", "patch", ports)


def clean_ingress_patched() -> None:
    web()
    front({"number": 80})
    rules = [{"http": {"paths": [{"path": "/", "backend": backend("web", {"number": 443})}]}}]
    given = {"metadata": {"name": "front", "namespace": "shop"}, "spec": {"rules": rules}}
    pulumi.CustomResource(f"{INGRESS}Patch", "patch", given)


def clean_service_of_another_namespace() -> None:
    web(namespace="office")
    front({"number": 80})


def clean_other_controller() -> None:
    web()
    front({"number": 80}, class_name="nginx")


def clean_class_that_may_be_of_another_controller() -> None:
    web()
    front({"number": 80}, class_name=None)


def clean_other_cluster() -> None:
    for name, number in (("blue", 80), ("green", 443)):
        config = {"kubeconfig": f"server: https://{name}.example.com"}
        options = pulumi.ResourceOptions(provider=pulumi.ProviderResource("kubernetes", name, config))
        web({"port": number}, key=f"{name}-web", opts=options)
        front({"number": number}, key=f"{name}-front", opts=options)


def undecided_port_of_the_service() -> None:
    web({"name": "https", "port": unknown("port")})
    front({"number": 80})


def undecided_port_of_the_path() -> None:
    web()
    front({"name": unknown("port")})


def undecided_class() -> None:
    web()
    front({"number": 80}, class_name=unknown("class"))


def ambiguous_two_services_of_the_name() -> None:
    web()
    web({"port": 80}, key="second")
    front({"number": 80})
