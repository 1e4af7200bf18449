"""Classes and groups of Ingresses: which one an Ingress is of, and what it says of its load balancer."""

from __future__ import annotations

from typing import Any

import pytest
from container_tls_policies.model import UNKNOWN, Ingress, Record, Stack, Undecided
from container_tls_policies.model.ingress_groups import class_of, group_of, inbound_cidrs, listen_ports
from container_tls_policies.model.kubernetes import has_host_bits, is_cidr, is_group_id

ALB = "alb.ingress.kubernetes.io/"
INGRESS = "kubernetes:networking.k8s.io/v1:Ingress"
CLASS = "kubernetes:networking.k8s.io/v1:IngressClass"
PARAMS = "kubernetes:elbv2.k8s.aws/v1beta1:IngressClassParams"
RELEASE = "kubernetes:helm.sh/v3:Release"


def record(type_: str, name: str, inputs: dict[str, Any], *dependencies: str) -> Record:
    return Record(f"urn:{name}", type_, name, property_dependencies={"spec": dependencies}, read_inputs=lambda: inputs)


def ingress(name: str, annotations: Any = None, class_name: Any = "alb", *dependencies: str) -> Record:
    metadata = {"annotations": {f"{ALB}{key}": value for key, value in (annotations or {}).items()}}
    return record(INGRESS, name, {"metadata": metadata, "spec": {"ingressClassName": class_name}}, *dependencies)


def ingress_class(name: str, handler: str = "ingress.k8s.aws/alb", params: Any = None) -> Record:
    spec = {"controller": handler} | ({"parameters": {"name": params}} if params else {})
    return record(CLASS, f"class-{name}", {"metadata": {"name": name}, "spec": spec})


def parameters(name: str, **spec: Any) -> Record:
    return record(PARAMS, f"params-{name}", {"metadata": {"name": name}, "spec": spec})


def release(**values: Any) -> Record:
    return record(RELEASE, "release", {"chart": "aws-load-balancer-controller", "values": values})


def first(*records: Record) -> Ingress:
    return Stack(records).view(records[0].urn, Ingress)


def test_class_of_the_stack_with_its_settings() -> None:
    found = class_of(
        first(ingress("a", class_name="x"), ingress_class("x", params="y"), parameters("y", scheme="internal"))
    )
    assert found.settings is not None and found.settings.scheme == "internal"
    assert found.told


def test_class_that_is_known_by_its_dependency_only() -> None:
    found = class_of(first(ingress("a", {}, UNKNOWN, "urn:class-x"), ingress_class("x", handler="other")))
    assert found.name is None


@pytest.mark.parametrize(
    ("values", "name", "told", "scheme"),
    [
        ({}, "alb", True, None),
        ({"ingressClassParams": {"spec": {"scheme": "internal"}}}, "alb", True, "internal"),
        ({"ingressClassParams": {"create": False}}, "alb", False, None),
        ({"ingressClass": "office"}, "alb", False, None),
        ({"ingressClass": "office"}, "office", True, None),
        ({"createIngressClassResource": False}, "alb", False, None),
    ],
)
def test_class_that_a_chart_creates(values: dict[str, Any], name: str, told: bool, scheme: str | None) -> None:
    found = class_of(first(ingress("a", class_name=name), release(**values)))
    assert found.told is told
    assert (found.settings.scheme if found.settings else None) == scheme


def test_old_annotation_leaves_the_class_out() -> None:
    owner = ingress("a", class_name="x")
    owner.inputs["metadata"]["annotations"]["kubernetes.io/ingress.class"] = "alb"
    assert class_of(first(owner, ingress_class("x", params="y"), parameters("y"))).settings is None


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("shop", "shop"),
        ("a.b-c", "a.b-c"),
        ("Shop", None),
        ("-a", None),
        ("", None),
        ("a" * 63, "a" * 63),
        ("a" * 64, None),
    ],
)
def test_names_of_groups(name: str, expected: str | None) -> None:
    group = group_of(first(ingress("a", {"group.name": name})))
    assert (group.name if group else None) == expected


def test_group_of_the_class_wins() -> None:
    settings = parameters("y", group={"name": "of-class"})
    group = group_of(first(ingress("a", {"group.name": "own"}, "x"), ingress_class("x", params="y"), settings))
    assert group is not None and group.name == "of-class"


def test_members_of_classes_that_the_controller_handles() -> None:
    group = group_of(
        first(
            ingress("a", {"group.name": "shop"}, "x"),
            ingress("b", {"group.name": "shop"}, "y"),
            ingress("c", {"group.name": "shop"}, "alb"),
            ingress("d", {"group.name": "shop"}, "elsewhere"),
            ingress_class("x"),
            ingress_class("y"),
        )
    )
    assert group is not None
    assert [member.name for member in group.members] == ["a", "b", "c"]


def test_unknown_group_matters_only_where_others_have_one() -> None:
    alone = ingress("a", {"group.name": UNKNOWN})
    assert group_of(first(alone, ingress("b"))) is None
    with pytest.raises(Undecided):
        group_of(first(alone, ingress("b", {"group.name": "shop"})))


@pytest.mark.parametrize(
    ("annotations", "expected"),
    [
        ({}, {80}),
        ({"certificate-arn": "arn"}, {443}),
        ({"certificate-arn": UNKNOWN}, {443}),
        ({"listen-ports": '[{"HTTP": 80}, {"HTTPS": 443, "HTTP": 8080}]'}, {80, 443, 8080}),
        ({"listen-ports": '[{"HTTP": "80"}, {"HTTPS": true}, 443]'}, set()),
        ({"listen-ports": "80"}, set()),
        ({"listen-ports": "["}, set()),
    ],
)
def test_listen_ports(annotations: dict[str, Any], expected: set[int]) -> None:
    assert listen_ports(first(ingress("a", annotations))) == expected


def test_certificates_of_the_class_make_the_port_443() -> None:
    settings = parameters("y", certificateArn=["arn"])
    assert listen_ports(first(ingress("a", {}, "x"), ingress_class("x", params="y"), settings)) == {443}


def test_clients_of_the_class_win() -> None:
    settings = parameters("y", inboundCIDRs=["10.0.0.0/8"])
    owner = ingress("a", {"inbound-cidrs": "192.0.2.0/24"}, "x")
    assert inbound_cidrs(first(owner, ingress_class("x", params="y"), settings)) == {"10.0.0.0/8"}
    assert inbound_cidrs(first(owner)) == {"192.0.2.0/24"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("10.0.0.0/8", True),
        ("10.0.0.1/8", True),
        ("::/0", True),
        ("::ffff:10.0.0.0/104", True),
        ("10.0.0.0", False),
        ("10.0.0.0/", False),
        ("10.0.0.0/33", False),
        ("10.0.0.0/-1", False),
        ("10.0.0.0/255.0.0.0", False),
        ("010.0.0.0/8", False),
        ("10.0/8", False),
        ("2001:db8::/129", False),
        ("fe80::1%eth0/64", False),
        ("", False),
    ],
)
def test_address_ranges(text: str, expected: bool) -> None:
    assert is_cidr(text) is expected


@pytest.mark.parametrize(("text", "expected"), [("10.0.0.0/8", False), ("10.0.0.1/8", True), ("2001:db8::1/64", True)])
def test_host_bits(text: str, expected: bool) -> None:
    assert has_host_bits(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("sg-01234567", True),
        ("sg-0123456789abcdef0", True),
        ("sg-012345678", False),
        ("sg-0123456G", False),
        ("sg-", False),
    ],
)
def test_ids_of_groups(text: str, expected: bool) -> None:
    assert is_group_id(text) is expected
