"""Settings of security groups that are one output, as programs in other languages pass them on."""

import json
from typing import Any

import pulumi
import pytest
from container_tls import ArgumentError

from tests.components.stack import UNKNOWN, Stack, build

from .programs import SECURITY_GROUP, SETTINGS, controller, ingress, nlb_service

KEYS = (
    "LoadBalancerController shop",
    "iam.RolePolicy shop",
    "helm.sh.Release shop",
    "AlbIngress orders",
    "networking.k8s.io.Ingress orders",
    "NlbService payments",
    "core.Service payments",
)
GROUP = {"group": {"name": "web"}, "tags": {"team": "shop"}}


def path(settings: Any, changes: dict[str, Any] | None = None) -> None:
    controller(changes={"security_groups": settings})
    installed = {"controller": {"ready": "aws-load-balancer-controller", "security_groups": settings}}
    ingress(changes={**installed, **GROUP, **(changes or {})})
    nlb_service(changes={**installed, **(changes or {})})


def inputs(stack: Stack) -> dict[str, Any]:
    return {key: stack[key].inputs for key in KEYS}


@pytest.mark.parametrize("mode", SETTINGS)
def test_the_same_as_with_plain_ones(mode: str) -> None:
    settings = SETTINGS[mode]
    expected = inputs(build(lambda: path(settings)))
    assert inputs(build(lambda: path(pulumi.Output.from_input(settings)))) == expected


@pytest.mark.parametrize("mode", SETTINGS)
def test_the_same_settings_again(mode: str) -> None:
    settings = SETTINGS[mode]

    def again() -> None:
        path(pulumi.Output.from_input(settings), {"security_groups": pulumi.Output.from_input(settings)})

    assert inputs(build(again)) == inputs(build(lambda: path(settings)))


def test_other_outputs_beside_them() -> None:
    def program() -> None:
        settings = pulumi.Output.from_input(SETTINGS["custom"])
        tags = {"team": pulumi.Output.from_input("shop")}
        check = {"port": pulumi.Output.from_input(8443)}
        ingress("custom", {"tags": tags, "health_check": check, "controller.security_groups": settings})
        nlb_service("custom", {"target_port": check["port"], "controller.security_groups": settings})

    stack = build(program)
    annotations = stack["networking.k8s.io.Ingress orders"].inputs["metadata"]["annotations"]
    assert annotations["alb.ingress.kubernetes.io/tags"] == "team=shop"
    assert annotations["alb.ingress.kubernetes.io/healthcheck-port"] == "8443"
    assert stack["core.Service payments"].inputs["spec"]["ports"][0]["targetPort"] == 8443


def test_not_known_yet() -> None:
    def program() -> None:
        path(pulumi.Output.from_input({**SETTINGS["custom"], "frontend_security_group_ids": [_unknown()]}))

    stack = build(program)
    assert stack["networking.k8s.io.Ingress orders"].inputs["metadata"] == {"annotations": UNKNOWN}
    assert stack["helm.sh.Release shop"].inputs["values"] == UNKNOWN
    assert stack["iam.RolePolicy shop"].inputs["policy"] == UNKNOWN


@pytest.mark.parametrize(
    ("changes", "argument"),
    [
        ({"certificate_arns": []}, "certificate_arns"),
        ({"health_check": {"timeout_seconds": 15}}, "health_check.timeout_seconds"),
        ({"health_check": {"port": 0}}, "health_check.port"),
        ({"tags": {"a,b": "c"}}, "tags.a,b"),
    ],
)
def test_wrong_arguments_beside_unknown_settings(changes: dict[str, Any], argument: str) -> None:
    def program() -> None:
        settings = pulumi.Output.from_input({**SETTINGS["custom"], "frontend_security_group_ids": [_unknown()]})
        ingress("custom", {"controller.security_groups": settings, **changes})

    with pytest.raises(ArgumentError) as raised:
        build(program)
    assert raised.value.argument == argument


def _unknown() -> pulumi.Output[str]:
    return pulumi.CustomResource("aws:ec2/securityGroup:SecurityGroup", "frontend").id


@pytest.mark.parametrize(
    ("mode", "installed", "changes", "message"),
    [
        ("hybrid", {"mode": "manual"}, {}, "security_groups.mode: got 'manual'"),
        ("custom", {"target_ports": [9443]}, {}, "nobody opens it to the load balancer"),
        ("custom", {"target_ports": [], "node_ports": True}, {}, "nobody opens a port of the pods"),
        ("custom", {}, {"security_groups": SETTINGS["hybrid"]}, "the controller was installed for 'custom'"),
        (
            "hybrid",
            {},
            {"security_groups": {**SETTINGS["hybrid"], "backend_security_group_id": SECURITY_GROUP}},
            "one backend group for all of its load balancers",
        ),
    ],
)
def test_refused(mode: str, installed: dict[str, Any], changes: dict[str, Any], message: str) -> None:
    def program() -> None:
        settings = pulumi.Output.from_input({**SETTINGS[mode], **installed})
        nlb_service(mode, {"controller.security_groups": settings, **changes})

    with pytest.raises(Exception, match=message):
        build(program)


def test_other_clients_than_the_class_has() -> None:
    def program() -> None:
        installed = pulumi.Output.from_input(SETTINGS["automatic"])
        others = pulumi.Output.from_input({**SETTINGS["automatic"], "client_cidrs": ["192.168.0.0/16"]})
        ingress(changes={"controller.security_groups": installed, "security_groups": others})

    with pytest.raises(Exception, match="one set of clients"):
        build(program)


def test_a_chart_without_prefix_lists() -> None:
    def program() -> None:
        settings = pulumi.Output.from_input(SETTINGS["automatic"])
        controller(changes={"security_groups": settings, "chart_version": "1.13.0"})

    with pytest.raises(Exception, match=r"chart_version: .* have no 'prefixListsIDs'"):
        build(program)


@pytest.mark.parametrize(
    ("region", "partition"), [("cn-north-1", "aws-cn"), ("us-gov-west-1", "aws-us-gov"), ("eusc-de-east-1", "aws-eusc")]
)
def test_partition_of_a_region_that_is_an_output(region: str, partition: str) -> None:
    stack = build(lambda: controller(changes={"region": pulumi.Output.from_input(region)}))
    statements = json.loads(stack["iam.RolePolicy shop"].inputs["policy"])["Statement"]
    resources = {arn.split(":")[1] for found in statements for arn in found["Resource"] if arn != "*"}
    assert resources == {partition}


def test_a_backend_group_from_two_places() -> None:
    """Outputs are compared once they are known, not as objects."""

    def program(own: str) -> None:
        settings: dict[str, Any] = {**SETTINGS["hybrid"], "backend_security_group_id": pulumi.Output.from_input("sg-1")}
        other = {**SETTINGS["hybrid"], "backend_security_group_id": pulumi.Output.from_input(own)}
        ingress("hybrid", {"controller.security_groups": settings, "security_groups": other})

    assert "networking.k8s.io.Ingress orders" in build(lambda: program("sg-1")).resources
    with pytest.raises(Exception, match="one backend group"):
        build(lambda: program("sg-2"))
