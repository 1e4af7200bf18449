"""What is known of the AWS Load Balancer Controller, and what is read of it."""

from __future__ import annotations

from typing import Any

import pytest
from container_tls_policies.facts.controller import controller_facts, is_load_balancer_by_default
from container_tls_policies.model import UNKNOWN, HelmChart, Ingress, LaunchTemplate, Record, Stack, stated_listeners

FACTS = controller_facts()


def test_tables_fit_together() -> None:
    for known in (FACTS.ingress, FACTS.service):
        assert known.protecting | known.booleans <= known.since.keys()
        assert not known.aliases.keys() & (known.since.keys() | known.others)
        assert max(known.since.values()) <= FACTS.newest
    targets = {*FACTS.ingress.aliases.values(), *FACTS.service.aliases.values()}
    prefixes = ("alb.ingress.kubernetes.io/", "service.beta.kubernetes.io/")
    assert all(target.startswith(prefixes) for target in targets)


@pytest.mark.parametrize(
    ("suffix", "expected"),
    [
        ("security-groups", (2, 0)),
        ("security-group-prefix-lists", (2, 8)),
        ("listener-attributes.HTTPS-443", (2, 9)),
        ("listener-attributes", None),
        ("actions.", None),
        ("group.name", (2, 0)),
        ("group.names", None),
    ],
)
def test_first_version_of_an_annotation(suffix: str, expected: Any) -> None:
    assert FACTS.ingress.first_version(suffix) == expected
    assert FACTS.ingress.knows(suffix) is (expected is not None)


@pytest.mark.parametrize(
    ("source", "place", "expected"),
    [
        ("https://kubernetes.github.io/ingress-nginx/ingress-nginx", "values.controller.service", True),
        ("ingress-nginx", "values.controller.metrics.service", False),
        ("oci://gcr.io/istio-release/charts/gateway", "values.service", True),
        ("https://charts.example.com/gateway", "values.service", False),
        ("", "values.service", False),
    ],
)
def test_services_that_charts_expose(source: str, place: str, expected: bool) -> None:
    assert is_load_balancer_by_default(source, place) is expected


@pytest.mark.parametrize(
    ("inputs", "expected"),
    [
        ({"version": "1.8.2"}, (2, 8)),
        ({"version": "v3.5.0"}, (3, 5)),
        ({"version": "^1.8.0"}, None),
        ({"version": "1.8"}, None),
        ({}, None),
        ({"version": "1.8.2", "values": {"image": {"repository": "mirror"}}}, (2, 8)),
        ({"version": "1.8.2", "values": {"image": {"tag": "v2.9.0"}}}, None),
        ({"version": "1.8.2", "values": {"image": UNKNOWN}}, None),
    ],
)
def test_version_of_the_controller(inputs: dict[str, Any], expected: Any) -> None:
    (chart,) = stack_of("kubernetes:helm.sh/v3:Release", {"chart": "c", **inputs}).all(HelmChart)
    assert chart.controller_version == expected


def test_listeners_of_an_ingress() -> None:
    annotations = {"alb.ingress.kubernetes.io/listen-ports": '[{"HTTP": 80, "HTTPS": 8443}, {"HTTPS": 443}]'}
    (ingress,) = stack_of("kubernetes:networking.k8s.io/v1:Ingress", {"metadata": {"annotations": annotations}}).all(
        Ingress
    )
    stated = stated_listeners(ingress)
    assert stated is not None and stated.objection is None
    assert (stated.ports_of("HTTP"), stated.ports_of("HTTPS")) == ([80], [443, 8443])


@pytest.mark.parametrize(("own", "expected"), [("sg-0a", True), ("sg-0c", False)])
def test_group_of_an_existing_cluster(own: str, expected: bool) -> None:
    cluster = Record(
        "urn:1",
        "aws:eks/cluster:Cluster",
        "shop",
        read_inputs=lambda: {"name": "shop"},
        read_outputs=lambda: {"vpcConfig": {"clusterSecurityGroupId": own}},
    )
    template = Record(
        "urn:2",
        "aws:ec2/launchTemplate:LaunchTemplate",
        "nodes",
        property_dependencies={"vpcSecurityGroupIds": ("urn:1",)},
        read_inputs=lambda: {"vpcSecurityGroupIds": ["sg-0a", "sg-0b"]},
    )
    (found,) = Stack([cluster, template]).all(LaunchTemplate)
    (groups,) = found.group_lists
    assert (groups.own_group_of is not None) is expected


def stack_of(type_: str, inputs: dict[str, Any]) -> Stack:
    return Stack([Record("urn:1", type_, "it", read_inputs=lambda: inputs)])
