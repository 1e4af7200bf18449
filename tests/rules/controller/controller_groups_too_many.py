import pulumi_aws as aws

from tests.unknowns import unknown

from .parts import configuration, controller, ingress, service

FIVE = ["sg-00000000", "sg-11111111", "sg-22222222", "sg-33333333", "by-name"]
SIX = [*FIVE, "another"]


def bad_six() -> None:
    ingress(
        "shop",  # violates
        security_groups=",".join(SIX),
    )
    service(
        "service",  # violates
        security_groups=", ".join(SIX),
    )
    configuration(
        "gateway",  # violates
        securityGroups=[*FIVE, unknown("one")],
    )


def bad_five_and_the_backend_group() -> None:
    ingress(
        "shop",  # violates
        security_groups=",".join(FIVE),
        manage_backend_security_group_rules="true",
    )
    configuration(
        "gateway",  # violates
        securityGroups=FIVE,
        manageBackendSecurityGroupRules=True,
    )


def bad_five_and_the_backend_group_by_the_controllers_flag() -> None:
    controller("controller", {"enableManageBackendSecurityGroupRules": True})
    ingress(
        "shop",  # violates
        security_groups=",".join(FIVE),
    )


def clean_five() -> None:
    ingress("shop", security_groups=",".join(FIVE), manage_backend_security_group_rules="false")
    ingress("four", security_groups=",".join(FIVE[:4]), manage_backend_security_group_rules="true")
    ingress("repeated", security_groups=",".join([*FIVE, "by-name"]))
    configuration("gateway", securityGroups=FIVE)
    configuration("bare", securityGroups=SIX, disableSecurityGroup=True)


def clean_groups_of_this_stack() -> None:
    ingress("shop", security_groups=aws.ec2.SecurityGroup("frontend").id)
    groups = [aws.ec2.SecurityGroup(name).id for name in "abcde"]
    configuration("gateway", securityGroups=groups)


def undecided_groups_are_an_output() -> None:
    ingress("shop", security_groups=unknown("groups"))


def undecided_flag_is_an_output() -> None:
    ingress("shop", security_groups=",".join(FIVE), manage_backend_security_group_rules=unknown("flag"))


def ambiguous_controllers_differ() -> None:
    controller("blue", {"enableManageBackendSecurityGroupRules": True})
    controller("green", {})
    ingress("shop", security_groups=",".join(FIVE))
