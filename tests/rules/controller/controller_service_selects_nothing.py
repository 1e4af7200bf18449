from __future__ import annotations

import pulumi

from tests.rules.controller.parts import SERVICE, resource
from tests.rules.controller.service_parts import BALANCED, LABELS, binding, front, namespace, pods, web
from tests.unknowns import unknown

ORDERS = {"app": "orders"}


def bad_behind_an_ingress() -> None:
    namespace()
    web(
        key="web",  # violates
    )
    pods(labels=ORDERS)
    front()


def bad_one_label_too_many() -> None:
    namespace()
    web(
        key="web",  # violates
        selector={**LABELS, "version": "v2"},
    )
    pods()
    binding()


def bad_pods_of_another_namespace() -> None:
    namespace()
    web(
        key="web",  # violates
        **BALANCED,
    )
    pods(namespace="office")
    pods(name="orders", labels=ORDERS, kind="StatefulSet")


def clean_one_of_several() -> None:
    namespace()
    web(**BALANCED)
    pods(labels={**LABELS, "version": "v1"})
    pods(name="orders", labels=ORDERS)


def clean_without_selector() -> None:
    namespace()
    web(selector=None, **BALANCED)
    pods()


def clean_alias() -> None:
    namespace()
    web(type="ExternalName", externalName="api.example.com")
    pods(labels=ORDERS)
    front()


def clean_without_load_balancer() -> None:
    namespace()
    web()
    pods(labels=ORDERS)
    front("other")


def clean_namespace_of_another_stack() -> None:
    web(**BALANCED)
    pods(labels=ORDERS)


def clean_all_pods_are_elsewhere() -> None:
    namespace()
    web(**BALANCED)
    pods(labels=ORDERS, namespace="office")


def clean_pods_of_a_chart() -> None:
    namespace()
    web(**BALANCED)
    pods(labels=ORDERS)
    pulumi.CustomResource("kubernetes:helm.sh/v3:Release", "web", {"chart": "web", "namespace": "shop"})


def clean_pods_of_an_operator() -> None:
    namespace()
    web(**BALANCED)
    pods(labels=ORDERS)
    resource("kubernetes:argoproj.io/v1alpha1:Rollout", "rollout", None, None, name="web", namespace="shop")


def clean_pods_of_a_gateway() -> None:
    namespace()
    web(selector={"gateway.networking.k8s.io/gateway-name": "edge"}, **BALANCED)
    pods(labels=ORDERS)
    spec = {"gatewayClassName": "istio"}
    resource("kubernetes:gateway.networking.k8s.io/v1:Gateway", "edge", None, spec, name="edge", namespace="shop")


def clean_pods_patched() -> None:
    namespace()
    web(selector={**LABELS, "version": "v2"}, **BALANCED)
    pods()
    spec = {"template": {"metadata": {"labels": {"version": "v2"}}}}
    resource("kubernetes:apps/v1:DeploymentPatch", "patch", None, spec, name="web", namespace="shop")


def clean_service_patched() -> None:
    namespace()
    web(selector={"app": "web-v1"}, **BALANCED)
    pods()
    resource(f"{SERVICE}Patch", "patch", None, {"selector": LABELS}, name="web", namespace="shop")


def undecided_selector() -> None:
    namespace()
    web(selector={"app": unknown("label")}, **BALANCED)
    pods()


def undecided_labels_of_the_pods() -> None:
    namespace()
    web(**BALANCED)
    pods(labels={"app": unknown("label")})


def undecided_service_of_the_binding() -> None:
    namespace()
    web()
    pods(labels=ORDERS)
    binding(unknown("name"))


def ambiguous_namespace_of_the_pods() -> None:
    namespace()
    web(**BALANCED)
    pods(namespace=unknown("namespace"))
    pods(name="orders", labels=ORDERS)
