import base64
from collections.abc import Mapping
from typing import Any

import pulumi
import pytest
from container_tls import ArgumentError, ContainerInstances

from .programs import CLUSTER_ARN, SUBNET_IDS, VPC_ID, merged, service
from .stack import Stack, build
from .test_network_targets import BRIDGE, PLACE

BALANCER = "sg-0f1e2d3c4b5a69788"
GROUP = "ec2.SecurityGroup shop"


def instances(changes: Mapping[str, Any] | None = None) -> ContainerInstances:
    base = {
        "cluster_arn": CLUSTER_ARN,
        "cluster_name": "shop",
        "vpc_id": VPC_ID,
        "subnet_ids": SUBNET_IDS,
        "instance_type": "m7i.large",
    }
    args: Any = merged(base, changes or {})
    return ContainerInstances("shop", args)


def built(changes: Mapping[str, Any] | None = None) -> Stack:
    return build(lambda: instances(changes))


def test_children() -> None:
    assert built().children("ContainerInstances shop") == {
        GROUP,
        "vpc.SecurityGroupEgressRule shop-443-to-0.0.0.0-0",
        "vpc.SecurityGroupEgressRule shop-443-to-__-0",
        "iam.Role shop-instance",
        "iam.RolePolicyAttachment shop-instance-join",
        "iam.InstanceProfile shop-instance",
        "ec2.LaunchTemplate shop",
        "autoscaling.Group shop",
    }


def user_data(stack: Stack) -> list[str]:
    return base64.b64decode(stack["ec2.LaunchTemplate shop"].inputs["userData"]).decode().splitlines()


def test_the_agent_is_told_the_range_that_is_open() -> None:
    stack = built(
        {"dynamic_ports": {"first": 40000, "last": 40999.0}, "load_balancer_security_groups": {"edge": BALANCER}}
    )
    assert "echo 'ECS_DYNAMIC_HOST_PORT_RANGE=40000-40999' >> /etc/ecs/ecs.config" in user_data(stack)
    for kind, own, peer in (
        ("Ingress", GROUP, None),
        ("Egress", None, GROUP),
    ):
        rule = stack[f"vpc.SecurityGroup{kind}Rule shop-from-edge"]
        assert (rule.inputs["fromPort"], rule.inputs["toPort"]) == (40000, 40999)
        assert rule.property_dependencies.get("securityGroupId", set()) == ({own} if own else set())
        assert rule.property_dependencies.get("referencedSecurityGroupId", set()) == ({peer} if peer else set())
    assert stack["ContainerInstances shop"].inputs == {"firstDynamicPort": 40000, "lastDynamicPort": 40999}


def test_range_by_default() -> None:
    lines = user_data(built())
    assert lines[0] == "#!/bin/sh"
    assert "echo 'ECS_CLUSTER=shop' >> /etc/ecs/ecs.config" in lines
    assert "echo 'ECS_DYNAMIC_HOST_PORT_RANGE=32768-60999' >> /etc/ecs/ecs.config" in lines


def test_user_data_is_told() -> None:
    def program() -> None:
        pulumi.export("userData", instances().user_data)

    assert build(program).outputs["userData"].splitlines() == user_data(built())


def test_containers_do_not_reach_the_metadata_of_their_instance() -> None:
    found = built()["ec2.LaunchTemplate shop"].inputs
    assert found["metadataOptions"] == {"httpTokens": "required", "httpPutResponseHopLimit": 1}


def test_auto_scaling_group() -> None:
    stack = built({"min_size": 1, "max_size": 9, "tags": {"team": "shop"}})
    found = stack["autoscaling.Group shop"].inputs
    assert (found["minSize"], found["maxSize"], found["vpcZoneIdentifiers"]) == (1, 9, SUBNET_IDS)
    assert {tag["key"]: (tag["value"], tag["propagateAtLaunch"]) for tag in found["tags"]} == {
        "Name": ("shop", True),
        "team": ("shop", True),
    }
    assert stack.follows("autoscaling.Group shop", "iam.RolePolicyAttachment shop-instance-join")
    assert stack.follows("autoscaling.Group shop", "vpc.SecurityGroupEgressRule shop-443-to-0.0.0.0-0")


def test_calls_are_opened() -> None:
    stack = built({"calls": {"billing": PLACE}})
    assert stack["vpc.SecurityGroupIngressRule shop-to-billing"].inputs["fromPort"] == 443


def test_services_follow_the_instances() -> None:
    stack = build(lambda: service({**BRIDGE, "cluster_arn": instances().cluster_arn}))
    assert stack.follows("ecs.Service orders", "autoscaling.Group shop")


def test_everything_may_be_an_output() -> None:
    def program() -> None:
        output = pulumi.Output.from_input
        instances(
            {
                "cluster_name": output("shop"),
                "subnet_ids": output(SUBNET_IDS),
                "dynamic_ports": {"first": output(40000), "last": output(40999)},
                "min_size": output(1),
                "tags": output({"team": "shop"}),
            }
        )

    stack = build(program)
    assert "echo 'ECS_DYNAMIC_HOST_PORT_RANGE=40000-40999' >> /etc/ecs/ecs.config" in user_data(stack)
    assert len(stack["autoscaling.Group shop"].inputs["tags"]) == 2


@pytest.mark.parametrize(
    ("changes", "argument", "advice"),
    [
        ({"dynamic_ports": {"first": 40000}}, "dynamic_ports.last", "required"),
        ({"dynamic_ports": {"first": 80, "last": 90}}, "dynamic_ports.first", "1024"),
        ({"dynamic_ports": {"first": 40000, "last": 39999}}, "dynamic_ports.last", "Use 40000 or more"),
        ({"dynamic_ports": {"first": 40000, "last": 70000}}, "dynamic_ports.last", "65535"),
        ({"dynamic_ports": "40000-40999"}, "dynamic_ports", "mapping"),
        ({"min_size": 5}, "max_size", "Use 5 or more"),
        ({"max_size": -1}, "max_size", "0 to 10000"),
        ({"subnet_ids": []}, "subnet_ids", "a subnet"),
        ({"instance_type": None}, "instance_type", "required"),
        ({"load_balancer_security_groups": [BALANCER]}, "load_balancer_security_groups", "mapping"),
        ({"calls": {"billing": {**PLACE, "preserve_client_ip": True}}}, "calls.billing", "time out"),
        ({"egress_cidrs": ["anywhere"]}, "egress_cidrs", "CIDR"),
        ({"role_policy_arns": {"join": "arn:mine"}}, "role_policy_arns.join", "another key"),
        ({"calls": {"billing": PLACE, "again": PLACE}}, "calls.again", "twice"),
        (
            {"load_balancer_security_groups": {"edge": BALANCER, "again": BALANCER}},
            "load_balancer_security_groups.again",
            "twice",
        ),
        ({"cluster_name": "arn:aws:ecs:eu-west-1:123456789012:cluster/shop"}, "cluster_name", "not its ARN"),
    ],
)
def test_refused(changes: dict[str, Any], argument: str, advice: str) -> None:
    with pytest.raises(ArgumentError) as raised:
        built(changes)
    assert raised.value.argument == argument
    assert advice in str(raised.value)
