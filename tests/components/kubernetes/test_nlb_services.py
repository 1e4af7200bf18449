from typing import Any

import pulumi
import pulumi_aws as aws
import pytest
from container_tls import ArgumentError

from tests.components.stack import UNKNOWN, Stack, build

from .programs import PREFIX_LIST, SECURITY_GROUP, SETTINGS, controller, groups, nlb_service

SERVICE = "core.Service payments"
NLB = "service.beta.kubernetes.io/"

BASE = {
    "aws-load-balancer-scheme": "internal",
    "aws-load-balancer-ip-address-type": "ipv4",
    "aws-load-balancer-nlb-target-type": "ip",
    "aws-load-balancer-backend-protocol": "tcp",
    "aws-load-balancer-healthcheck-protocol": "tcp",
    "aws-load-balancer-healthcheck-port": "traffic-port",
}
OF_MODE = {
    "automatic": {
        "load-balancer-source-ranges": "10.0.0.0/8",
        "aws-load-balancer-security-group-prefix-lists": PREFIX_LIST,
    },
    "hybrid": {
        "aws-load-balancer-security-groups": SECURITY_GROUP,
        "aws-load-balancer-manage-backend-security-group-rules": "true",
    },
    "custom": {
        "aws-load-balancer-security-groups": SECURITY_GROUP,
        "aws-load-balancer-manage-backend-security-group-rules": "false",
    },
}


def annotations(stack: Stack) -> dict[str, Any]:
    found = stack[SERVICE].inputs["metadata"]["annotations"]
    return {name.removeprefix(NLB): value for name, value in found.items()}


@pytest.mark.parametrize("mode", SETTINGS)
def test_mode(mode: str) -> None:
    stack = build(lambda: nlb_service(mode))
    assert stack.children("NlbService payments") == {SERVICE}
    assert annotations(stack) == {**BASE, **OF_MODE[mode]}
    assert stack["NlbService payments"].inputs == {
        "securityGroupMode": mode,
        "scheme": "internal",
        "targetType": "ip",
        "targetPort": 8443,
    }


@pytest.mark.parametrize("target_type", ["ip", "instance"])
def test_tls_goes_through(target_type: str) -> None:
    changes = {"target_type": target_type, "namespace": "shop", "tags": {"team": "shop"}}
    stack = build(lambda: nlb_service("custom", changes))
    assert stack[SERVICE].inputs["spec"] == {
        "type": "LoadBalancer",
        "loadBalancerClass": "service.k8s.aws/nlb",
        "allocateLoadBalancerNodePorts": target_type == "instance",
        "selector": {"app": "payments"},
        "ports": [{"name": "tls", "port": 443, "targetPort": 8443, "protocol": "TCP"}],
    }
    assert not [name for name in annotations(stack) if "-ssl-" in name]
    assert annotations(stack)["aws-load-balancer-additional-resource-tags"] == "team=shop"
    assert stack[SERVICE].inputs["metadata"]["namespace"] == "shop"


def test_order() -> None:
    def program() -> None:
        first = aws.sns.Topic("first")
        settings = groups("custom").settings
        installed = controller("custom", {"security_groups": settings}).installed
        nlb_service("custom", {"controller": installed}, pulumi.ResourceOptions(depends_on=[first]))

    stack = build(program)
    for earlier in (
        "helm.sh.Release shop",
        "iam.RolePolicy shop",
        "sns.Topic first",
        "vpc.SecurityGroupEgressRule shop-port-8443",
    ):
        assert stack.follows(SERVICE, earlier)
    assert annotations(stack) == {**BASE, **OF_MODE["custom"], "aws-load-balancer-security-groups": UNKNOWN}


def test_other_clients_than_those_of_ingresses() -> None:
    others = {**SETTINGS["automatic"], "client_cidrs": ["192.168.0.0/16"]}
    found = annotations(build(lambda: nlb_service(changes={"security_groups": others})))
    assert found["load-balancer-source-ranges"] == "192.168.0.0/16"


def test_labels_may_be_one_output() -> None:
    stack = build(lambda: nlb_service(changes={"selector": pulumi.Output.from_input({"app": "payments"})}))
    assert stack[SERVICE].inputs["spec"]["selector"] == {"app": "payments"}
    with pytest.raises(ArgumentError, match="a label's value"):
        build(lambda: nlb_service(changes={"selector": pulumi.Output.from_input({"app": "-"})}))


def test_outputs() -> None:
    def program() -> None:
        pulumi.export("hostname", nlb_service().hostname)

    assert build(program).outputs == {"hostname": UNKNOWN}


@pytest.mark.parametrize(
    ("mode", "changes", "argument", "message"),
    [
        ("automatic", {"target_port": None}, "target_port", "required"),
        ("automatic", {"target_port": "https"}, "target_port", "from 1 to 65535"),
        ("automatic", {"selector": {}}, "selector", "says nothing about the pods"),
        ("automatic", {"selector": {"app": 1}}, "selector.app", "Pass text"),
        ("automatic", {"selector": {"a/b/c": "x"}}, "selector.a/b/c", "a label's name"),
        ("automatic", {"port": 443}, "port", "no such argument"),
        ("automatic", {"security_groups": SETTINGS["hybrid"]}, "security_groups.mode", "installed for 'automatic'"),
        ("custom", {"target_port": 9443}, "target_port", "nobody opens it to the load balancer"),
        (
            "custom",
            {"target_type": "instance", "controller.security_groups.node_ports": False},
            "target_type",
            "nobody opens the node ports",
        ),
        ("automatic", {"namespace": "Shop"}, "namespace", "'Shop'"),
        ("automatic", {"tags": {"a=b": "c"}}, "tags.a=b", "all tags in one text"),
    ],
)
def test_refused(mode: str, changes: dict[str, Any], argument: str, message: str) -> None:
    with pytest.raises(ArgumentError) as raised:
        build(lambda: nlb_service(mode, changes))
    assert raised.value.argument == argument
    assert message in str(raised.value)


@pytest.mark.parametrize("name", ["Payments", "1st", "pay.ments", "p" * 55])
def test_names_that_kubernetes_refuses(name: str) -> None:
    with pytest.raises(ArgumentError, match="name: got"):
        build(lambda: nlb_service(name=name))
