from typing import Any

import pulumi
import pulumi_aws as aws

from tests.unknowns import unknown

from .parts import OTHER, OWN, configuration, controller, ingress, member, service


def front(name: str = "front") -> aws.ec2.SecurityGroup:
    """A group that clients meet."""
    clients: Any = {"protocol": "tcp", "from_port": 443, "to_port": 443, "cidr_blocks": ["192.0.2.0/24"]}
    return aws.ec2.SecurityGroup(name, ingress=[clients])


def opened(group: Any, name: str = "pods-from-front", **args: Any) -> None:
    source = {"referenced_security_group_id": group, **args}
    aws.vpc.SecurityGroupIngressRule(
        name, security_group_id=OTHER, ip_protocol="tcp", from_port=80, to_port=80, **source
    )


def bad_ingress_and_older_version() -> None:
    group = front()
    ingress(
        "shop",  # violates
        security_groups=group.id,
        manage_backend_security_group_rules="false",
    )
    ingress(
        "older",  # violates
        type_="kubernetes:networking.k8s.io/v1beta1:Ingress",
        security_groups=pulumi.Output.concat(group.id, ",", front("more").id),
    )


def bad_service_and_gateway() -> None:
    service(
        "service",  # violates
        security_groups=front("one").id,
    )
    configuration(
        "gateway",  # violates
        securityGroups=[front("two").id, front("three").id],
    )
    opened(aws.ec2.SecurityGroup("four").id)


def bad_rule_for_egress_only() -> None:
    group = front()
    aws.ec2.SecurityGroupRule(
        "to-pods",
        type="egress",
        security_group_id=group.id,
        source_security_group_id=OTHER,
        protocol="tcp",
        from_port=80,
        to_port=80,
    )
    ingress(
        "shop",  # violates
        security_groups=group.id,
    )


def clean_opened_by_every_kind_of_rule() -> None:
    groups = [front(name) for name in "abc"]
    opened(groups[0].id)
    aws.ec2.SecurityGroupRule(
        "b",
        type="ingress",
        security_group_id=OTHER,
        source_security_group_id=groups[1].id,
        protocol="tcp",
        from_port=80,
        to_port=80,
    )
    inline: Any = {"protocol": "tcp", "from_port": 80, "to_port": 80, "security_groups": [groups[2].id]}
    aws.ec2.SecurityGroup("pods", ingress=[inline])
    for group, name in zip(groups, "abc", strict=True):
        ingress(name, security_groups=group.id)


def clean_other_group_open_to_the_network() -> None:
    ingress("shop", security_groups=front().id)
    opened(None, cidr_ipv4="10.0.0.0/16")


def clean_managed_by_the_controller() -> None:
    ingress("shop", security_groups=front().id, manage_backend_security_group_rules="true")
    configuration("gateway", securityGroups=[front("two").id], manageBackendSecurityGroupRules=True)


def clean_managed_by_the_controllers_flag() -> None:
    controller("controller", {"enableManageBackendSecurityGroupRules": True})
    ingress("shop", security_groups=front().id)


def clean_another_member_has_it_managed() -> None:
    member("a", security_groups=front().id)
    member("b", manage_backend_security_group_rules="true")


def clean_groups_of_other_stacks() -> None:
    ingress("shop", security_groups=OWN)
    ingress("by-name", security_groups="frontend")
    configuration("gateway", securityGroups=[front().id, OWN])


def clean_rules_of_another_provider() -> None:
    group = front()
    pulumi.CustomResource("aws-native:ec2:SecurityGroupIngress", "pods", {"sourceSecurityGroupId": group.id})
    ingress("shop", security_groups=group.id)


def undecided_peer_is_an_output() -> None:
    ingress("shop", security_groups=front().id)
    opened(unknown("peer"))


def undecided_groups_are_an_output() -> None:
    ingress("shop", security_groups=unknown("groups"))


def ambiguous_controllers_differ() -> None:
    controller("blue", {"enableManageBackendSecurityGroupRules": True})
    controller("green", {})
    ingress("shop", security_groups=front().id)
