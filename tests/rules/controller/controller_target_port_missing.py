from __future__ import annotations

from tests.rules.controller.parts import SERVICE, resource
from tests.rules.controller.service_parts import BALANCED, HTTPS, LABELS, binding, front, pods, web
from tests.unknowns import unknown

TLS = {"name": "tls", "containerPort": 8443}


def bad_behind_an_ingress() -> None:
    web(
        key="web",  # violates
    )
    pods(TLS)
    front()


def bad_behind_a_binding() -> None:
    web(
        key="web",  # violates
    )
    pods()
    binding()


def bad_other_protocol() -> None:
    web(
        {"port": 443, "targetPort": "https", "protocol": "UDP"},
        key="web",  # violates
        **BALANCED,
    )
    pods(HTTPS)


def bad_only_while_pods_start() -> None:
    web(
        key="web",  # violates
        **BALANCED,
    )
    pods(TLS, initContainers=[{"name": "wait", "ports": [HTTPS]}])


def bad_none_of_two_workloads() -> None:
    web(
        key="web",  # violates
        **BALANCED,
    )
    pods(TLS)
    pods(TLS, name="canary", labels={**LABELS, "track": "canary"}, kind="StatefulSet")


def clean_name_of_a_port() -> None:
    web(**BALANCED)
    pods(TLS, HTTPS)


def clean_number_that_is_not_listed() -> None:
    web({"port": 443, "targetPort": 8443}, **BALANCED)
    web({"port": 443}, key="default", namespace="office", **BALANCED)
    pods()
    pods(name="office", namespace="office")


def clean_one_of_two_workloads() -> None:
    web(**BALANCED)
    pods(TLS)
    pods(HTTPS, name="canary", kind="DaemonSet")


def clean_container_beside_the_others() -> None:
    web(**BALANCED)
    pods(initContainers=[{"name": "proxy", "restartPolicy": "Always", "ports": [HTTPS]}])


def clean_without_load_balancer() -> None:
    web()
    pods(TLS)
    front("other")


def clean_behind_another_controller() -> None:
    web()
    pods(TLS)
    front(class_name="nginx")


def clean_load_balancer_of_another_class() -> None:
    web(type="LoadBalancer", loadBalancerClass="io.cilium/bgp")
    pods(TLS)


def clean_pods_are_elsewhere() -> None:
    web(**BALANCED)
    pods(TLS, labels={"app": "other"})
    pods(TLS, name="office", namespace="office")


def clean_without_selector() -> None:
    web(selector=None, **BALANCED)
    pods(TLS)


def clean_alias() -> None:
    web(type="ExternalName", externalName="api.example.com")
    pods(TLS)
    front()


def clean_pods_patched() -> None:
    web(**BALANCED)
    pods(TLS)
    spec = {"template": {"spec": {"containers": [{"name": "app", "ports": [HTTPS]}]}}}
    resource("kubernetes:apps/v1:DeploymentPatch", "patch", None, spec, name="web", namespace="shop")


def clean_service_patched() -> None:
    web(**BALANCED)
    pods(TLS)
    spec = {"ports": [{"port": 443, "targetPort": "tls"}]}
    resource(f"{SERVICE}Patch", "patch", None, spec, name="web", namespace="shop")


def undecided_name_in_the_service() -> None:
    web({"port": 443, "targetPort": unknown("port")}, **BALANCED)
    pods(TLS)


def undecided_name_in_the_pods() -> None:
    web(**BALANCED)
    pods(TLS, {"name": unknown("name"), "containerPort": 8444})


def undecided_service_of_the_path() -> None:
    web()
    pods(TLS)
    front(unknown("name"))


def ambiguous_other_pods_may_have_it() -> None:
    web(**BALANCED)
    pods(TLS)
    pods(HTTPS, name="canary", labels={"app": unknown("label")})
