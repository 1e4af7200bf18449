from __future__ import annotations

from typing import Any

import pulumi

from tests.rules.istio.parts import namespace
from tests.unknowns import unknown

INJECT = "sidecar.istio.io/inject"
PROXY = {"runAsUser": 1337}


def web(
    context: Any = None, *, labels: Any = None, annotations: Any = None, more: Any = (), place: Any = "shop", **pod: Any
) -> Any:
    """A Deployment whose container runs as the proxy by default."""
    container = {"name": "web", "image": "web:1", "securityContext": PROXY if context is None else context}
    metadata = {"labels": {"app": "web", **(labels or {})}, "annotations": annotations or {}}
    template = {"metadata": metadata, "spec": {"containers": [*more, container], **pod}}
    found = {"metadata": {"name": "web", "namespace": place}, "spec": {"template": template}}
    return pulumi.CustomResource("kubernetes:apps/v1:Deployment", "web", found)


def bad_by_the_pods_group() -> None:
    namespace({"istio.io/rev": "stable"})
    pulumi.CustomResource(
        "kubernetes:core/v1:Pod",
        "tool",  # violates
        {
            "metadata": {"name": "tool", "namespace": "shop"},
            "spec": {
                "containers": [{"name": "log", "securityContext": {"runAsGroup": 10}}, {"name": "tool"}],
                "securityContext": {"runAsUser": 1000, "runAsGroup": 1337},
            },
        },
    )


def bad_namespace_by_output() -> None:
    space = namespace({"istio-injection": "enabled", "istio.io/rev": "stable"}, name="shop")
    pulumi.CustomResource(
        "kubernetes:apps/v1:StatefulSet",
        "db",  # violates
        {
            "metadata": {"name": "db", "namespace": space.id},
            "spec": {"template": {"spec": {"containers": [{"name": "db", "securityContext": PROXY}]}}},
        },
    )


def bad_pods_ask_for_it() -> None:
    pulumi.CustomResource(
        "kubernetes:batch/v1:CronJob",
        "report",  # violates
        {
            "metadata": {"name": "report", "namespace": "shop"},
            "spec": {
                "jobTemplate": {
                    "spec": {
                        "template": {
                            "metadata": {"labels": {INJECT: "true"}},
                            "spec": {"containers": [{"name": "report", "securityContext": PROXY}]},
                        }
                    }
                }
            },
        },
    )


def bad_namespace_of_another_program() -> None:
    namespace({"istio-injection": "enabled"}, kind="NamespacePatch")
    pulumi.CustomResource(
        "kubernetes:apps/v1:DaemonSet",
        "agent",  # violates
        {
            "metadata": {"name": "agent", "namespace": "shop"},
            "spec": {"template": {"spec": {"containers": [{"name": "agent", "securityContext": PROXY}]}}},
        },
    )


def clean_another_user() -> None:
    namespace({"istio-injection": "enabled"})
    web({"runAsUser": 1338}, securityContext={"runAsUser": 1337, "fsGroup": 1337})


def clean_init_container() -> None:
    """It has no sidecar yet: by this user it gets out where the node leads traffic to the proxy."""
    namespace({"istio-injection": "enabled"})
    web({}, initContainers=[{"name": "fetch", "image": "fetch:1", "securityContext": PROXY}])


def clean_gateway() -> None:
    namespace({"istio-injection": "enabled"})
    web(more=[{"name": "istio-proxy", "image": "auto", "securityContext": PROXY}])


def clean_outside_the_mesh() -> None:
    namespace({"istio-injection": "disabled", "istio.io/rev": "stable"})
    web(labels={INJECT: "true"})


def clean_ambient() -> None:
    namespace({"istio.io/dataplane-mode": "ambient"})
    web()


def clean_namespace_of_another_stack() -> None:
    web()


def clean_opted_out() -> None:
    namespace({"istio-injection": "enabled"})
    web(labels={INJECT: "false"})


def clean_network_of_the_node() -> None:
    namespace({"istio-injection": "enabled"})
    web(hostNetwork=True)


def undecided_user_is_an_output() -> None:
    namespace({"istio-injection": "enabled"})
    web({"runAsUser": unknown("user")})


def undecided_label_is_an_output() -> None:
    namespace({"istio-injection": unknown("injection")})
    web()


def ambiguous_which_namespace() -> None:
    namespace({"istio-injection": "enabled"}, name=unknown("name"))
    web()
