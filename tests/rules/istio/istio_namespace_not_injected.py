from __future__ import annotations

from tests.rules.istio.parts import LABELS, namespace, workload
from tests.rules.istio.server_parts import istiod, peer, peer_patch
from tests.unknowns import unknown

INJECT = "sidecar.istio.io/inject"


def bad_for_some_pods() -> None:
    namespace({})
    workload("frontend")
    workload("batch", {"app": "batch", INJECT: "true"}, kind="kubernetes:batch/v1:Job")
    peer(
        labels=LABELS,
        name="frontend-peer",  # violates
    )


def bad_one_of_several_workloads() -> None:
    namespace({"kubernetes.io/metadata.name": "shop"})
    workload("frontend", {**LABELS, "istio.io/rev": "stable"})
    workload("backend", {"app": "backend"})
    istiod({"sidecarInjectorWebhook": {"enableNamespacesByDefault": False}})
    peer(
        name="all",  # violates
    )


def clean_by_the_namespace() -> None:
    namespace({"istio.io/rev": "stable"})
    workload("frontend")
    peer()


def clean_by_another_program() -> None:
    namespace({})
    namespace({"istio-injection": "enabled"}, kind="NamespacePatch")
    workload("frontend")
    peer()


def clean_by_the_pods() -> None:
    namespace({})
    workload("frontend", {**LABELS, INJECT: "true"})
    workload("backend", {"app": "backend", INJECT: "false"})
    peer()


def clean_declined() -> None:
    namespace({"istio-injection": "disabled"})
    workload("frontend")
    peer()


def clean_ambient() -> None:
    namespace({"istio.io/dataplane-mode": "ambient"})
    workload("frontend")
    peer()


def clean_namespaces_by_default() -> None:
    namespace({})
    workload("frontend")
    istiod({"sidecarInjectorWebhook": {"enableNamespacesByDefault": True}})
    peer()


def clean_of_the_whole_mesh() -> None:
    namespace({}, name="istio-system")
    workload("frontend", namespace="istio-system")
    peer(namespace="istio-system")


def clean_namespace_of_another_stack() -> None:
    workload("frontend")
    peer()


def clean_takes_clear_text_anyway() -> None:
    namespace({})
    workload("frontend")
    peer("PERMISSIVE")


def clean_patched() -> None:
    namespace({})
    workload("frontend")
    peer()
    peer_patch({"8080": "PERMISSIVE"})


def undecided_label_is_an_output() -> None:
    namespace({"istio-injection": unknown("injection")})
    workload("frontend")
    peer()


def ambiguous_which_namespace() -> None:
    namespace({}, name=unknown("name"))
    workload("frontend")
    peer()
