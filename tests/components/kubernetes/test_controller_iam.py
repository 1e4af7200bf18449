"""What the controller's role may do."""

import json
import re
from typing import Any

import pytest

from tests.components.programs import VPC_ID
from tests.components.stack import build

from .programs import SETTINGS, controller

ACTION = re.compile(r"(acm|cognito-idp|ec2|elasticloadbalancing|iam|shield|waf-regional|wafv2):[A-Z]\w+")
CLUSTER_TAG = "elbv2.k8s.aws/cluster"
CREATES = {"ec2:CreateSecurityGroup", "ec2:CreateTags", "ec2:DeleteTags"}
OPENS = {"ec2:AuthorizeSecurityGroupIngress"}
CLOSES = {"ec2:RevokeSecurityGroupIngress", "ec2:DeleteSecurityGroup"}


def statements(mode: str, configured: str = "eu-west-1", **changes: Any) -> list[dict[str, Any]]:
    stack = build(lambda: controller(mode, changes), config={"aws:region": configured})
    return list(json.loads(stack["iam.RolePolicy shop"].inputs["policy"])["Statement"])


def actions(mode: str, **changes: Any) -> set[str]:
    return {action for statement in statements(mode, **changes) for action in statement["Action"]}


def granting(mode: str, action: str) -> list[dict[str, Any]]:
    return [statement for statement in statements(mode) if action in statement["Action"]]


@pytest.mark.parametrize("mode", SETTINGS)
def test_every_action_is_one_of_a_service(mode: str) -> None:
    for statement in statements(mode):
        assert statement["Effect"] == "Allow"
        assert len(set(statement["Action"])) == len(statement["Action"])
        for action in statement["Action"]:
            assert re.fullmatch(
                r"(acm|cognito-idp|ec2|elasticloadbalancing|iam|shield|waf-regional|wafv2):[A-Z]\w+", action
            )


HYBRID_WITHOUT_BACKEND = {key: value for key, value in SETTINGS["hybrid"].items() if key != "backend_security_group_id"}


def test_security_groups_are_written_in_the_vpc_only() -> None:
    mode = "automatic"
    for action in ("ec2:AuthorizeSecurityGroupIngress", "ec2:RevokeSecurityGroupIngress"):
        (statement,) = granting(mode, action)
        assert statement["Resource"] == ["arn:aws:ec2:*:*:security-group/*"]
        assert statement["Condition"] == {"ArnLike": {"ec2:Vpc": f"arn:aws:ec2:*:*:vpc/{VPC_ID}"}}
    in_vpc, tagged = granting(mode, "ec2:CreateSecurityGroup")
    assert in_vpc["Resource"] == [f"arn:aws:ec2:*:*:vpc/{VPC_ID}"]
    assert tagged["Condition"] == {"StringEquals": {f"aws:RequestTag/{CLUSTER_TAG}": "shop"}}


def test_only_what_the_mode_needs() -> None:
    everything = actions("automatic")
    assert everything >= CREATES | OPENS | CLOSES
    assert actions("hybrid", security_groups=HYBRID_WITHOUT_BACKEND) == everything
    assert actions("hybrid") == everything - CREATES
    assert actions("custom") == everything - CREATES - OPENS


@pytest.mark.parametrize("mode", SETTINGS)
@pytest.mark.parametrize(
    ("action", "key"),
    [
        ("ec2:DeleteSecurityGroup", "aws:ResourceTag"),
        ("elasticloadbalancing:CreateLoadBalancer", "aws:RequestTag"),
        ("elasticloadbalancing:CreateTargetGroup", "aws:RequestTag"),
        ("elasticloadbalancing:DeleteLoadBalancer", "aws:ResourceTag"),
        ("elasticloadbalancing:SetSecurityGroups", "aws:ResourceTag"),
        ("elasticloadbalancing:ModifyTargetGroup", "aws:ResourceTag"),
    ],
)
def test_what_is_created_belongs_to_the_cluster(mode: str, action: str, key: str) -> None:
    (statement,) = granting(mode, action)
    assert statement["Condition"]["StringEquals"] == {f"{key}/{CLUSTER_TAG}": "shop"}


def test_the_tag_of_the_cluster_cannot_be_moved() -> None:
    for action in ("ec2:DeleteTags", "elasticloadbalancing:RemoveTags"):
        own = granting("automatic", action)[0]
        assert own["Condition"] == {
            "StringEquals": {f"aws:ResourceTag/{CLUSTER_TAG}": "shop"},
            "Null": {f"aws:RequestTag/{CLUSTER_TAG}": "true"},
        }


def test_reading_is_all_that_is_allowed_everywhere_without_condition() -> None:
    (reading,) = granting("automatic", "ec2:DescribeSubnets")
    assert reading["Resource"] == ["*"]
    assert all(re.search(":(Describe|Get|List)", action) for action in reading["Action"])


@pytest.mark.parametrize("mode", SETTINGS)
def test_fits_into_a_role(mode: str) -> None:
    assert len(json.dumps(statements(mode), separators=(",", ":"))) < 10_000


@pytest.mark.parametrize(("region", "partition"), [("cn-north-1", "aws-cn"), ("us-gov-west-1", "aws-us-gov")])
def test_other_partitions(region: str, partition: str) -> None:
    for found in (statements("automatic", region), statements("automatic", "eu-west-1", region=region)):
        arns = {resource for statement in found for resource in statement["Resource"] if resource != "*"}
        assert arns
        assert {arn.split(":")[1] for arn in arns} == {partition}
