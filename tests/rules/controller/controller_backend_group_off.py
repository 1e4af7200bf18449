from tests.unknowns import unknown

from .parts import OWN, configuration, controller, ingress, service

OFF = {"enableBackendSecurityGroup": False}
MANAGE = {"enableManageBackendSecurityGroupRules": True}


def bad_both_values() -> None:
    controller(
        "controller",  # violates
        {**OFF, **MANAGE},
        chart="oci://public.ecr.aws/eks/aws-load-balancer-controller",
    )


def bad_ingress_that_needs_it() -> None:
    controller(
        "controller",  # violates
        OFF,
    )
    ingress("shop", security_groups=unknown("groups"), manage_backend_security_group_rules="true")


def bad_service_and_two_controllers_without_it() -> None:
    controller(
        "blue",  # violates
        OFF,
    )
    controller(
        "green",  # violates
        OFF,
    )
    service("shop", security_groups=OWN, manage_backend_security_group_rules="t")


def bad_gateway() -> None:
    controller(
        "controller",  # violates
        OFF,
    )
    configuration("shop", securityGroups=[OWN], manageBackendSecurityGroupRules=True)


def clean_nothing_needs_it() -> None:
    controller("controller", {**OFF, "enableManageBackendSecurityGroupRules": False})
    ingress("custom", security_groups=OWN, manage_backend_security_group_rules="false")
    ingress("automatic", manage_backend_security_group_rules="true")
    configuration("shop", securityGroups=[OWN])


def clean_on_by_default() -> None:
    controller("controller", MANAGE)
    controller("stated", {"enableBackendSecurityGroup": True, **MANAGE})
    ingress("shop", security_groups=OWN, manage_backend_security_group_rules="true")


def clean_strings_are_dropped() -> None:
    """Which `controller-helm-boolean-string` reports."""
    controller("controller", {"enableBackendSecurityGroup": "false", **MANAGE})
    controller("other", {**OFF, "enableManageBackendSecurityGroupRules": "true"})


def clean_other_charts() -> None:
    controller("nginx", {**OFF, **MANAGE}, chart="ingress-nginx")
    controller("unknown-values", unknown("values"), chart="ingress-nginx")


def undecided_value_is_an_output() -> None:
    controller("controller", {**MANAGE, "enableBackendSecurityGroup": unknown("enabled")})


def ambiguous_controllers_differ() -> None:
    controller("blue", OFF)
    controller("green", {})
    ingress("shop", security_groups=OWN, manage_backend_security_group_rules="true")
