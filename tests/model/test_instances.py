"""What the configuration of instances tells of their cluster and their ports."""

from __future__ import annotations

import base64
from typing import Any

import pytest
from container_tls_policies.model import UNKNOWN, InstanceConfiguration, Record, Service, Stack, Undecided

TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate"
INSTANCE = "aws:ec2/instance:Instance"
COMPONENT = "container-tls:index:ContainerInstances"
SCRIPT = "echo ECS_CLUSTER=shop > a\necho ECS_DYNAMIC_HOST_PORT_RANGE=40000-40999 > a"
TOML = "[settings.ecs]\nECS_CLUSTER\nECS_DYNAMIC_HOST_PORT_RANGE = '1-2'"


def made(inputs: dict[str, Any], type_: str = TEMPLATE, component: dict[str, Any] | None = None) -> Any:
    records = [Record("one", type_, "one", parent="shop", read_inputs=lambda: inputs)]
    if component is not None:
        records.append(Record("shop", COMPONENT, "shop", read_inputs=lambda: component))
    (found,) = Stack(records).all(InstanceConfiguration)
    return found


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"userData": base64.b64encode(SCRIPT.encode()).decode()}, range(40000, 41000)),
        ({"userData": SCRIPT}, range(40000, 41000)),
        ({"userDataBase64": base64.b64encode(TOML.encode()).decode()}, range(1, 3)),
        ({"userData": "ECS_CLUSTER=shop"}, None),
        ({"imageId": "resolve:ssm:/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id"}, None),
        ({"imageId": "resolve:ssm:/aws/service/bottlerocket/aws-ecs-2/x86_64/latest/image_id", "userData": "x"}, None),
    ],
)
def test_instances_of_a_cluster(values: dict[str, Any], expected: range | None) -> None:
    found = made({"name": "x", **values})
    assert found.is_of_cluster
    assert found.dynamic_ports == expected


def test_other_instances() -> None:
    assert not made({"ami": "ami-0123456789abcdef0", "userData": "aGVsbG8="}, INSTANCE).is_of_cluster
    with pytest.raises(Undecided):
        assert made({"ami": "ami-0123456789abcdef0", "userData": UNKNOWN}, INSTANCE).is_of_cluster


def test_the_component_tells_its_range() -> None:
    found = made({"userData": UNKNOWN}, component={"firstDynamicPort": 40000, "lastDynamicPort": 40999})
    assert found.is_of_cluster
    assert found.dynamic_ports == range(40000, 41000)
    with pytest.raises(Undecided, match="lastDynamicPort"):
        assert made({"userData": UNKNOWN}, component={"firstDynamicPort": 1, "lastDynamicPort": UNKNOWN}).dynamic_ports


@pytest.mark.parametrize(
    ("values", "type_", "expected"),
    [
        ({"vpcSecurityGroupIds": ["sg-0a"]}, TEMPLATE, ["sg-0a"]),
        ({"networkInterfaces": [{"securityGroups": ["sg-0a", "sg-0b"]}]}, TEMPLATE, ["sg-0a", "sg-0b"]),
        ({"securityGroups": ["sg-0a"]}, "aws:ec2/launchConfiguration:LaunchConfiguration", ["sg-0a"]),
        ({"securityGroups": ["a-name"]}, INSTANCE, []),
    ],
)
def test_groups(values: dict[str, Any], type_: str, expected: list[str]) -> None:
    assert [group.literal for group in made(values, type_).interface.groups] == expected


@pytest.mark.parametrize(
    ("cluster", "expected"),
    [
        ("arn:aws:ecs:us-east-1:123456789012:cluster/shop", True),
        ("shop", True),
        ("office", False),
        (UNKNOWN, True),
        (None, False),
    ],
)
def test_cluster_of_a_service(cluster: Any, expected: bool) -> None:
    records = [
        Record("one", TEMPLATE, "one", read_inputs=lambda: {"userData": SCRIPT}),
        Record("web", "aws:ecs/service:Service", "web", read_inputs=lambda: {"cluster": cluster, "name": "web"}),
    ]
    stack = Stack(records)
    assert stack.view("one", InstanceConfiguration).may_join(stack.view("web", Service).cluster) == expected
