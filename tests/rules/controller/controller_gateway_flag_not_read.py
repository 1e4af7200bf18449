import pulumi

from tests.unknowns import unknown

from .controller_manages_custom_groups import ALB, GROUPS, INGRESS, OWN, annotated, configuration, controller

MANAGING = {"enableManageBackendSecurityGroupRules": True}


def bad_groups_of_this_stack() -> None:
    controller("controller", MANAGING)
    pulumi.CustomResource(
        "kubernetes:gateway.k8s.aws/v1beta1:LoadBalancerConfiguration",
        "shop",  # violates
        {"spec": {"securityGroups": unknown("groups"), "manageBackendSecurityGroupRules": None}},
    )


def clean_stated() -> None:
    controller("controller", MANAGING)
    configuration("false", securityGroups=[OWN], manageBackendSecurityGroupRules=False)
    configuration("managed-group", scheme="internal")
    configuration("empty", securityGroups=[])
    annotated(INGRESS, "shop", {f"{ALB}{GROUPS}": OWN})


def clean_controller_does_not_manage() -> None:
    controller("controller", {"enableManageBackendSecurityGroupRules": False})
    configuration("shop", securityGroups=[OWN])


def clean_controller_of_another_stack() -> None:
    configuration("shop", securityGroups=[OWN])


def undecided_flag_is_an_output() -> None:
    controller("controller", {"enableManageBackendSecurityGroupRules": unknown("flag")})
    configuration("shop", securityGroups=[OWN])


def ambiguous_controllers_differ() -> None:
    controller("blue", MANAGING)
    controller("green", {})
    configuration("shop", securityGroups=[OWN])
