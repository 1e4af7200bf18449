"""What the AWS Load Balancer Controller may do in an account.

The actions are those that the controller's own policy lists for v3.5.0 (docs/install/iam_policy.json in
https://github.com/kubernetes-sigs/aws-load-balancer-controller, 2026-08-03); older versions need some of them. Narrower
than there:

- what carries the controller's tag must carry it with the name of this cluster;
- security groups are created, opened and closed in the cluster's VPC only;
- no group is created where the controller has all that it needs: in custom mode, and in hybrid mode with a backend
  group of the user's own;
- in custom mode no group is opened either. The controller closes and deletes what another mode has left.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import pulumi

from .._arguments import lift
from ._settings import SecurityGroupMode, Settings

_TAG: Final = "elbv2.k8s.aws/cluster"

_READ: Final = {
    "ec2": (
        "DescribeAccountAttributes",
        "DescribeAddresses",
        "DescribeAvailabilityZones",
        "DescribeCoipPools",
        "DescribeInstances",
        "DescribeInternetGateways",
        "DescribeIpamPools",
        "DescribeNetworkInterfaces",
        "DescribeRouteTables",
        "DescribeSecurityGroups",
        "DescribeSubnets",
        "DescribeTags",
        "DescribeVpcPeeringConnections",
        "DescribeVpcs",
        "GetCoipPoolUsage",
        "GetSecurityGroupsForVpc",
    ),
    "elasticloadbalancing": (
        "DescribeCapacityReservation",
        "DescribeListenerAttributes",
        "DescribeListenerCertificates",
        "DescribeListeners",
        "DescribeLoadBalancerAttributes",
        "DescribeLoadBalancers",
        "DescribeRules",
        "DescribeSSLPolicies",
        "DescribeTags",
        "DescribeTargetGroupAttributes",
        "DescribeTargetGroups",
        "DescribeTargetHealth",
        "DescribeTrustStores",
    ),
    "acm": ("DescribeCertificate", "ListCertificates"),
    "cognito-idp": ("DescribeUserPoolClient",),
    "iam": ("GetServerCertificate", "ListServerCertificates"),
    "shield": ("DescribeProtection", "GetSubscriptionState"),
    "waf-regional": ("GetWebACL", "GetWebACLForResource"),
    "wafv2": ("GetWebACL", "GetWebACLForResource"),
}
_PROTECT: Final = {
    "elasticloadbalancing": ("SetWebAcl",),
    "shield": ("CreateProtection", "DeleteProtection"),
    "waf-regional": ("AssociateWebACL", "DisassociateWebACL"),
    "wafv2": ("AssociateWebACL", "DisassociateWebACL"),
}
_CHANGE_OWN: Final = {
    "elasticloadbalancing": (
        "DeleteLoadBalancer",
        "DeleteTargetGroup",
        "ModifyCapacityReservation",
        "ModifyIpPools",
        "ModifyListenerAttributes",
        "ModifyLoadBalancerAttributes",
        "ModifyTargetGroup",
        "ModifyTargetGroupAttributes",
        "SetIpAddressType",
        "SetSecurityGroups",
        "SetSubnets",
    )
}
_LISTENERS: Final = {
    "elasticloadbalancing": (
        "AddListenerCertificates",
        "CreateListener",
        "CreateRule",
        "DeleteListener",
        "DeleteRule",
        "ModifyListener",
        "ModifyRule",
        "RemoveListenerCertificates",
        "SetRulePriorities",
    )
}
_TAGGING: Final = {"elasticloadbalancing": ("AddTags", "RemoveTags")}
_CREATED: Final = ("targetgroup/*/*", "loadbalancer/net/*/*", "loadbalancer/app/*/*")
_TAGGED_WITH_LISTENERS: Final = (
    "listener/net/*/*/*",
    "listener/app/*/*/*",
    "listener-rule/net/*/*/*",
    "listener-rule/app/*/*/*",
)


def controller_policy(
    settings: Settings, cluster: pulumi.Input[str], vpc: pulumi.Input[str], partition: str
) -> dict[str, Any]:
    """The policy of the controller's role for a cluster, in the mode of its security groups."""
    tags_new = {"StringEquals": {f"aws:RequestTag/{_TAG}": cluster}}
    is_own = {"StringEquals": {f"aws:ResourceTag/{_TAG}": cluster}}
    created = [f"arn:{partition}:elasticloadbalancing:*:*:{path}" for path in _CREATED]
    retags_own = {**is_own, "Null": {f"aws:RequestTag/{_TAG}": "true"}}
    service_role = f"arn:{partition}:iam::*:role/aws-service-role/elasticloadbalancing.amazonaws.com/*"
    return {
        "Version": "2012-10-17",
        "Statement": [
            _allow(_READ),
            _allow(_PROTECT),
            _allow(
                {"iam": ("CreateServiceLinkedRole",)},
                [service_role],
                {"StringEquals": {"iam:AWSServiceName": "elasticloadbalancing.amazonaws.com"}},
            ),
            *_security_groups(settings, vpc, partition, tags_new=tags_new, is_own=is_own, retags_own=retags_own),
            _allow({"elasticloadbalancing": ("CreateLoadBalancer", "CreateTargetGroup")}, condition=tags_new),
            _allow(
                {"elasticloadbalancing": ("AddTags",)},
                created,
                _created_by("elasticloadbalancing", ["CreateLoadBalancer", "CreateTargetGroup"], tags_new),
            ),
            _allow(_TAGGING, created, retags_own),
            _allow(_CHANGE_OWN, condition=is_own),
            _allow(_LISTENERS),
            _allow(_TAGGING, [f"arn:{partition}:elasticloadbalancing:*:*:{path}" for path in _TAGGED_WITH_LISTENERS]),
            _allow(
                {"elasticloadbalancing": ("DeregisterTargets", "RegisterTargets")},
                [f"arn:{partition}:elasticloadbalancing:*:*:targetgroup/*/*"],
            ),
        ],
    }


def _security_groups(
    settings: Settings,
    vpc: pulumi.Input[str],
    partition: str,
    *,
    tags_new: dict[str, Any],
    is_own: dict[str, Any],
    retags_own: dict[str, Any],
) -> list[dict[str, Any]]:
    groups = [f"arn:{partition}:ec2:*:*:security-group/*"]
    vpc_arn = lift(lambda known: f"arn:{partition}:ec2:*:*:vpc/{known}", vpc)
    in_vpc = {"ArnLike": {"ec2:Vpc": vpc_arn}}
    close_and_delete = [
        _allow({"ec2": ("RevokeSecurityGroupIngress",)}, groups, in_vpc),
        _allow({"ec2": ("DeleteSecurityGroup",)}, groups, is_own),
    ]
    if settings.mode is SecurityGroupMode.CUSTOM:
        return close_and_delete
    open_ = _allow({"ec2": ("AuthorizeSecurityGroupIngress",)}, groups, in_vpc)
    if settings.mode is SecurityGroupMode.HYBRID and settings.backend_group is not None:
        return [open_, *close_and_delete]
    return [
        _allow({"ec2": ("CreateSecurityGroup",)}, [vpc_arn]),
        _allow({"ec2": ("CreateSecurityGroup",)}, groups, tags_new),
        _allow({"ec2": ("CreateTags",)}, groups, _created_by("ec2", ["CreateSecurityGroup"], tags_new)),
        _allow({"ec2": ("CreateTags", "DeleteTags")}, groups, retags_own),
        open_,
        *close_and_delete,
    ]


def _created_by(service: str, actions: list[str], tags_new: dict[str, Any]) -> dict[str, Any]:
    return {"StringEquals": {f"{service}:CreateAction": actions, **tags_new["StringEquals"]}}


def _allow(
    actions: Mapping[str, Sequence[str]],
    resources: Sequence[pulumi.Input[str]] = ("*",),
    condition: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    statement = {
        "Effect": "Allow",
        "Action": [f"{service}:{action}" for service, names in actions.items() for action in names],
        "Resource": list(resources),
    }
    return statement if condition is None else {**statement, "Condition": condition}
