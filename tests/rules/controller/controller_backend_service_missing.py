from typing import Any

import pulumi

from tests.unknowns import unknown

ACTIONS = "alb.ingress.kubernetes.io/actions"


def service(name: Any, namespace: Any = "shop", key: str = "service") -> None:
    metadata = {"name": name, "namespace": namespace}
    pulumi.CustomResource("kubernetes:core/v1:Service", key, {"metadata": metadata, "spec": {"ports": [{"port": 80}]}})


def ingress(key: str, *names: Any, namespace: Any = "shop", **annotations: Any) -> None:
    paths = [{"path": "/", "backend": {"service": {"name": name, "port": {"number": 80}}}} for name in names]
    metadata = {"name": "web", "namespace": namespace, "annotations": annotations}
    spec = {"ingressClassName": "alb", "rules": [{"http": {"paths": paths}}]}
    pulumi.CustomResource("kubernetes:networking.k8s.io/v1:Ingress", key, {"metadata": metadata, "spec": spec})


def bad_service_of_another_namespace() -> None:
    service("web")
    service("orders", "orders", "orders")
    ingress(
        "front",  # violates
        "web",
        "orders",
    )


def bad_beside_a_backend_that_is_not_known() -> None:
    service("web")
    ingress(
        "front",  # violates
        unknown("name"),
        "orders",
    )


def bad_default_backend() -> None:
    service("web")
    spec = {"ingressClassName": "alb", "defaultBackend": {"service": {"name": "orders", "port": {"number": 80}}}}
    pulumi.CustomResource(
        "kubernetes:networking.k8s.io/v1:Ingress",
        "front",  # violates
        {"metadata": {"name": "web", "namespace": "shop"}, "spec": spec},
    )


def clean_both_are_there() -> None:
    service("web")
    service("orders", key="orders")
    ingress("front", "web", "orders")


def clean_action_of_its_own() -> None:
    service("web")
    ingress("front", "web", "ssl-redirect", **{f"{ACTIONS}.ssl-redirect": "{}"})


def clean_all_services_are_elsewhere() -> None:
    service("web", "office")
    ingress("front", "web")


def undecided_name_of_the_backend() -> None:
    service("web")
    ingress("front", unknown("name"))


def ambiguous_name_of_another_service() -> None:
    service("web")
    service(unknown("name"), key="other")
    ingress("front", "orders")
