"""Kubernetes objects: type tokens, annotations, and what the controller's chart says."""

from __future__ import annotations

from typing import Any

import pytest
from container_tls_policies.model import (
    UNKNOWN,
    Found,
    HelmChart,
    Ingress,
    KubernetesService,
    LoadBalancerConfiguration,
    Record,
    SecurityGroup,
    Stack,
    Undecided,
    Unusable,
)
from container_tls_policies.model.kubernetes import CustomGroupsOwner

SUFFIX = "manage-backend-security-group-rules"
PREFIXES = {Ingress: "alb.ingress.kubernetes.io/", KubernetesService: "service.beta.kubernetes.io/aws-load-balancer-"}


def stack_of(type_: str, inputs: dict[str, Any]) -> Stack:
    return Stack([Record("urn:1", type_, "it", read_inputs=lambda: inputs)])


@pytest.mark.parametrize(
    ("token", "kind"),
    [
        ("kubernetes:networking.k8s.io/v1:Ingress", Ingress),
        ("kubernetes:networking.k8s.io/v1:IngressPatch", Ingress),
        ("kubernetes:networking.k8s.io/v1beta1:Ingress", Ingress),
        ("kubernetes:extensions/v1beta1:Ingress", Ingress),
        ("kubernetes:core/v1:Service", KubernetesService),
        ("kubernetes:core/v1:ServicePatch", KubernetesService),
        ("kubernetes:gateway.k8s.aws/v1:LoadBalancerConfiguration", LoadBalancerConfiguration),
        ("kubernetes:gateway.k8s.aws/v1beta1:LoadBalancerConfigurationPatch", LoadBalancerConfiguration),
    ],
)
def test_owner_is_read_as_the_kind_that_fits(token: str, kind: type[CustomGroupsOwner]) -> None:
    (owner,) = stack_of(token, {"metadata": {}}).all(CustomGroupsOwner)
    assert type(owner) is kind
    assert CustomGroupsOwner.reads(token) and kind.reads(token)


@pytest.mark.parametrize(
    "token",
    [
        "kubernetes:networking.k8s.io/v1:IngressClass",
        "kubernetes:networking.istio.io/v1:Gateway",
        "kubernetes:serving.knative.dev/v1:Service",
        "aws:ecs/service:Service",
    ],
)
def test_other_types_are_no_owners(token: str) -> None:
    assert stack_of(token, {"metadata": {}}).all(CustomGroupsOwner) == ()


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        *[(word, True) for word in ("1", "t", "T", "TRUE", "true", "True")],
        *[(word, False) for word in ("0", "f", "F", "FALSE", "false", "False")],
        *[(word, None) for word in ("yes", "on", "tRUE", " true", "", None)],
    ],
)
@pytest.mark.parametrize("kind", PREFIXES)
def test_flags_are_read_as_the_controller_reads_them(kind: type[CustomGroupsOwner], value: Any, expected: Any) -> None:
    key = PREFIXES[kind] + SUFFIX
    token = "kubernetes:core/v1:Service" if kind is KubernetesService else "kubernetes:networking.k8s.io/v1:Ingress"
    (owner,) = stack_of(token, {"metadata": {"annotations": {key: value}}}).all(kind)
    assert owner.flag(key) is expected
    assert owner.manages_backend_rules is (expected is True)


def test_annotation_that_is_no_string_is_unusable() -> None:
    (owner,) = stack_of(
        "kubernetes:networking.k8s.io/v1:Ingress", {"metadata": {"annotations": {PREFIXES[Ingress] + SUFFIX: True}}}
    ).all(Ingress)
    with pytest.raises(Unusable, match="is not a string"):
        _ = owner.manages_backend_rules


def test_annotations_that_are_unknown_as_a_whole() -> None:
    (owner,) = stack_of("kubernetes:networking.k8s.io/v1:Ingress", {"metadata": {"annotations": UNKNOWN}}).all(Ingress)
    with pytest.raises(Undecided, match="annotations of Ingress it"):
        _ = owner.custom_groups_given


@pytest.mark.parametrize(
    ("chart", "expected"),
    [
        ("aws-load-balancer-controller", True),
        ("oci://public.ecr.aws/eks/aws-load-balancer-controller", True),
        ("./aws-load-balancer-controller-1.14.0.tgz", True),
        ("aws-load-balancer-controller-crds", False),
        ("my-aws-load-balancer-controller", False),
        (None, False),
    ],
)
def test_charts_of_the_controller(chart: str | None, expected: bool) -> None:
    (found,) = stack_of("kubernetes:helm.sh/v4:Chart", {"chart": chart}).all(HelmChart)
    assert found.installs_load_balancer_controller is expected


@pytest.mark.parametrize(
    ("inputs", "expected"),
    [
        ({}, True),
        ({"values": {"enableBackendSecurityGroup": True}}, True),
        ({"values": {"enableBackendSecurityGroup": False}}, False),
        ({"values": {"enableBackendSecurityGroup": "false"}}, True),
        ({"valueYamlFiles": []}, True),
        ({"valueYamlFiles": ["values.yaml"]}, False),
        ({"valueYamlFiles": ["values.yaml"], "values": {"enableBackendSecurityGroup": True}}, True),
    ],
)
def test_backend_group_of_the_controller(inputs: dict[str, Any], expected: bool) -> None:
    (chart,) = stack_of("kubernetes:helm.sh/v3:Release", {"chart": "c", **inputs}).all(HelmChart)
    assert chart.backend_group_enabled is expected


def described(values: Any, **inputs: Any) -> list[tuple[str, dict[str, Any]]]:
    stack = stack_of("kubernetes:helm.sh/v3:Release", {"chart": "shop", "values": values, **inputs})
    return [(found.label, dict(found.annotations)) for found in stack.all(CustomGroupsOwner)]


INGRESS_KEY = PREFIXES[Ingress] + "scheme"
SERVICE_KEY = PREFIXES[KubernetesService] + "scheme"


@pytest.mark.parametrize(
    ("values", "labels"),
    [
        ({"ingress": {"annotations": {INGRESS_KEY: "x"}}}, ["Ingress in values.ingress"]),
        ({"ingressAnnotations": {INGRESS_KEY: "x"}}, ["Ingress in values.ingressAnnotations"]),
        ({"annotations": {INGRESS_KEY: "x"}}, ["Ingress in values"]),
        ({"web": [{"service": {"annotations": {SERVICE_KEY: "x"}}}]}, ["Service in values.web[0].service"]),
        ({"annotations": {INGRESS_KEY: "x", SERVICE_KEY: "x"}}, ["Ingress in values", "Service in values"]),
        ({"service": {"annotations": {INGRESS_KEY: "x", SERVICE_KEY: "x"}}}, ["Service in values.service"]),
        ({"ingress-nginx": {"proxy": {"annotations": {SERVICE_KEY: "x"}}}}, ["Service in values.ingress-nginx.proxy"]),
        ({"service": {"annotations": {INGRESS_KEY: "x"}}}, []),
        ({"podAnnotations": {SERVICE_KEY: "x"}}, []),
        ({"ingress": {"annotations": {"nginx.ingress.kubernetes.io/x": "x"}}}, []),
        ({"ingress": {"annotations": UNKNOWN}}, []),
        ({"all": [{"kind": "Service", "metadata": {"annotations": {INGRESS_KEY: "x"}}}]}, ["Service in values.all[0]"]),
        ({INGRESS_KEY: "x"}, []),
        ([{INGRESS_KEY: "x"}], []),
        ("x", []),
        (UNKNOWN, []),
    ],
)
def test_objects_in_values_of_a_chart(values: Any, labels: list[str]) -> None:
    assert [label for label, _ in described(values)] == [f"{label} of Helm chart it" for label in labels]


def test_values_become_text_as_in_a_chart() -> None:
    unknown = {"unknown": UNKNOWN, "list": [{"HTTPS": 443}], "template": "{{ .Values.groups }}"}
    given = {INGRESS_KEY: True, "number": 443, "text": "x"} | unknown
    ((_, annotations),) = described({"ingress": {"annotations": given}})
    assert all(annotations.pop(key) is UNKNOWN for key in unknown)
    assert annotations == {INGRESS_KEY: "true", "number": "443", "text": "x"}


def test_what_values_do_not_say_the_chart_may_say() -> None:
    stack = stack_of("kubernetes:helm.sh/v3:Release", {"values": {"service": {"annotations": {SERVICE_KEY: "x"}}}})
    (service,) = stack.all(KubernetesService)
    assert service.is_patch and not service.lacks(SERVICE_KEY)
    with pytest.raises(Undecided, match=r"annotation other of Service in values\.service of Helm chart it may be"):
        service.lacks("other")
    assert service.spec is not None
    with pytest.raises(Undecided):
        _ = service.spec.type


def test_whether_values_switch_it_on_is_unknown() -> None:
    values = {"ingress": {"enabled": UNKNOWN, "annotations": {INGRESS_KEY: "x"}}}
    (ingress,) = stack_of("kubernetes:helm.sh/v3:Release", {"values": values}).all(Ingress)
    with pytest.raises(Undecided):
        ingress.annotation(INGRESS_KEY)


def test_unknown_annotations_in_values_refer_by_the_dependencies_of_the_values() -> None:
    values = {"ingress": {"annotations": {INGRESS_KEY: UNKNOWN}}}
    chart = Record(
        "urn:1",
        "kubernetes:helm.sh/v3:Release",
        "it",
        property_dependencies={"values": ("urn:2",)},
        read_inputs=lambda: {"values": values},
    )
    group = Record("urn:2", "aws:ec2/securityGroup:SecurityGroup", "front", read_inputs=lambda: {"name": "front"})
    stack = Stack([chart, group])
    (ingress,) = stack.all(Ingress)
    assert stack.refer_each(ingress, [("metadata.annotations", UNKNOWN)], SecurityGroup)[0].found is Found.ONE


def ingress_of_class(annotation: Any, name: Any, handler: Any) -> Ingress:
    """An Ingress with a class by annotation and by name; with a handler, the stack has the class."""
    annotations = {"alb.ingress.kubernetes.io/scheme": "internal", "kubernetes.io/ingress.class": annotation}
    values = {"metadata": {"annotations": annotations}, "spec": {"ingressClassName": name}}
    described = {"metadata": {"name": name}, "spec": {"controller": handler}}
    records = [Record("urn:1", "kubernetes:networking.k8s.io/v1:Ingress", "it", read_inputs=lambda: values)]
    if handler is not None:
        token = "kubernetes:networking.k8s.io/v1:IngressClass"
        records.append(Record("urn:2", token, "class", read_inputs=lambda: described))
    return Stack(records).all(Ingress)[0]


@pytest.mark.parametrize(
    ("annotation", "name", "handler", "other"),
    [
        (None, None, None, False),
        (None, "alb", None, False),
        (None, "internal", None, False),
        (None, "nginx", None, True),
        (None, "traefik-internal", None, True),
        (None, "nginx", "ingress.k8s.aws/alb", False),
        (None, "nginx", "eks.amazonaws.com/alb", False),
        (None, "internal", "k8s.io/ingress-nginx", True),
        ("alb", "nginx", None, False),
        ("nginx", None, None, True),
    ],
)
def test_annotations_of_an_ingress_count_for_its_own_controller_only(
    annotation: Any, name: Any, handler: Any, other: bool
) -> None:
    found = ingress_of_class(annotation, name, handler)
    assert found.is_of_another_controller is other
    assert found.scheme == (None if other else "internal")


@pytest.mark.parametrize(
    ("annotation", "name", "handler"),
    [(UNKNOWN, "nginx", None), (None, UNKNOWN, None), (None, "internal", UNKNOWN)],
)
def test_it_is_open_whether_annotations_count(annotation: Any, name: Any, handler: Any) -> None:
    with pytest.raises(Undecided):
        _ = ingress_of_class(annotation, name, handler).scheme
