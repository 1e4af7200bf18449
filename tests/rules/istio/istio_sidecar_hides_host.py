from __future__ import annotations

from typing import Any

import pulumi

from tests.rules.istio.parts import LABELS, SELECTOR, entry, istio, on_port, rule, secret_tls, through_gateway, workload
from tests.unknowns import unknown


def egress(*hosts: Any, name: str = "frontend", labels: Any = None, **spec: Any) -> Any:
    """What pods see."""
    given = {"workloadSelector": {"labels": labels or LABELS}, "egress": [{"hosts": [*hosts]}], **spec}
    return istio("Sidecar", name, given)


def bad_other_host_and_namespace() -> None:
    entry()
    rule(on_port(80, secret_tls()), **SELECTOR)
    egress(
        "./other.example.com",
        "orders/*",
        "~/*",
        name="hosts",  # violates
    )


def bad_rule_for_fewer_pods() -> None:
    entry()
    rule(workloadSelector={"matchLabels": {**LABELS, "version": "v1"}})
    egress(
        "istio-system/*",
        name="more",  # violates
        outboundTrafficPolicy={"mode": "REGISTRY_ONLY"},
    )


def default(*hosts: Any, name: str = "default", namespace: Any = "shop") -> Any:
    """What pods of a namespace see."""
    return istio("Sidecar", name, {"egress": [{"hosts": [*hosts]}]}, namespace=namespace)


def bad_for_the_whole_namespace() -> None:
    entry()
    rule(**SELECTOR)
    workload("frontend")
    default(
        "istio-system/*",
        name="all",  # violates
    )
    egress("./*", name="other", labels={"app": "other"})
    default("./*", name="root", namespace="istio-system")


def bad_rule_for_the_whole_namespace() -> None:
    entry()
    rule()
    workload("frontend")
    default(
        "istio-system/*",
        name="all",  # violates
    )


def bad_for_the_whole_mesh() -> None:
    entry()
    rule(**SELECTOR)
    workload("frontend")
    default(
        "istio-system/*",
        name="all",  # violates
        namespace="istio-system",
    )


def clean_shown_to_the_whole_mesh() -> None:
    entry()
    rule(**SELECTOR)
    workload("frontend")
    default("./*", namespace="istio-system")


def clean_pods_of_the_root_namespace() -> None:
    entry()
    rule(**SELECTOR)
    workload("frontend")
    labelled = {"workloadSelector": {"labels": LABELS}, "egress": [{"hosts": ["istio-system/*"]}]}
    istio("Sidecar", "frontend", labelled, namespace="istio-system")


def clean_not_the_root_namespace() -> None:
    entry()
    rule(**SELECTOR)
    workload("frontend")
    default("istio-system/*", namespace="istio-system")
    istiod = {"chart": "istiod", "values": {"meshConfig": {"rootNamespace": "mesh"}}}
    pulumi.CustomResource("kubernetes:helm.sh/v3:Release", "istiod", istiod)


def clean_pods_of_another_stack() -> None:
    entry()
    rule(**SELECTOR)
    default("istio-system/*")


def clean_gateways_start_tls() -> None:
    entry()
    rule()
    workload("frontend")
    default("istio-system/*")
    through_gateway()


def clean_pods_are_gateways() -> None:
    entry()
    rule()
    gateway = {"template": {"metadata": {"annotations": {"inject.istio.io/templates": "gateway"}}}}
    found = {"metadata": {"name": "egress", "namespace": "shop"}, "spec": gateway}
    pulumi.CustomResource("kubernetes:apps/v1:Deployment", "egress", found)
    default("istio-system/*")


def clean_rule_for_other_namespaces() -> None:
    entry()
    rule(exportTo=["*"])
    workload("frontend")
    default("istio-system/*")


def clean_closer_sidecar_may_be_patched() -> None:
    entry()
    rule(**SELECTOR)
    workload("frontend")
    default("istio-system/*")
    istio("SidecarPatch", "patch", {"egress": []}, metadata={"name": "frontend"})


def clean_shown() -> None:
    entry()
    rule(**SELECTOR)
    egress("istio-system/*", "./*")


def clean_shown_by_name() -> None:
    entry()
    rule(**SELECTOR)
    egress("shop/*.example.com")


def clean_shown_from_everywhere() -> None:
    entry()
    rule(**SELECTOR)
    egress("*/*")


def clean_everything_by_default() -> None:
    entry()
    rule(**SELECTOR)
    istio("Sidecar", "ingress", {"workloadSelector": {"labels": LABELS}, "ingress": []})


def clean_rule_for_all_pods() -> None:
    entry()
    rule()
    egress("istio-system/*")


def clean_other_pods() -> None:
    entry()
    rule(**SELECTOR)
    egress("istio-system/*", labels={"app": "other"})


def clean_without_tls() -> None:
    entry()
    rule(on_port(80, {"mode": "ISTIO_MUTUAL"}), **SELECTOR)
    egress("istio-system/*")


def clean_two_sidecars() -> None:
    entry()
    rule(**SELECTOR)
    egress("istio-system/*")
    egress("./*", name="second")


def clean_patched() -> None:
    entry()
    rule(**SELECTOR)
    egress("istio-system/*")
    istio("SidecarPatch", "patch", {"egress": []}, metadata={"name": "frontend"})


def undecided_host_is_an_output() -> None:
    entry()
    rule(**SELECTOR)
    egress("istio-system/*", unknown("host"))


def ambiguous_another_entry_may_have_the_host() -> None:
    entry()
    entry(name="second", namespace="istio-system", hosts=[unknown("host")])
    rule(**SELECTOR)
    egress("istio-system/*")


def ambiguous_another_sidecar_may_be_for_the_pods() -> None:
    entry()
    rule(**SELECTOR)
    egress("istio-system/*")
    egress("./*", name="second", labels={"app": unknown("app")})


def ambiguous_root_namespace_may_be_another() -> None:
    entry()
    rule(**SELECTOR)
    workload("frontend")
    default("istio-system/*", namespace="istio-system")
    istiod = {"chart": "istiod", "values": {"meshConfig": {"rootNamespace": unknown("name")}}}
    pulumi.CustomResource("kubernetes:helm.sh/v3:Release", "istiod", istiod)
