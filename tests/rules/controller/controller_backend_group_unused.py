from tests.unknowns import unknown

from .controller_gateway_group_disabled import gateway
from .controller_manages_custom_groups import OWN, SERVICE, annotated, controller, ingress, release
from .parts import configuration

GROUP = {"backendSecurityGroup": "sg-0fedcba9876543210"}


def bad_group_of_this_stack() -> None:
    controller(
        "controller",  # violates
        {"enableBackendSecurityGroup": False, "backendSecurityGroup": unknown("group")},
    )


def bad_all_have_groups_of_their_own() -> None:
    controller(
        "controller",  # violates
        {"enableBackendSecurityGroup": "false", **GROUP},
    )
    ingress("shop", manage="false")
    configuration("edge", securityGroups=[OWN])
    annotated(SERVICE, "internal", {}, type="ClusterIP")


def clean_some_have_not() -> None:
    controller("controller", GROUP)
    ingress("shop", manage="false")
    ingress("admin", groups="", manage="false")


def clean_a_service_has_not() -> None:
    controller("controller", GROUP)
    ingress("shop", manage="false")
    annotated(SERVICE, "mail", {}, type="LoadBalancer")


def clean_controller_writes_rules() -> None:
    controller("controller", GROUP)
    ingress("shop", manage="false")
    ingress("admin")


def clean_controller_writes_rules_by_its_flag() -> None:
    controller("controller", {"enableManageBackendSecurityGroupRules": True, **GROUP})
    ingress("shop", manage="")


def clean_gateways() -> None:
    controller("controller", GROUP)
    ingress("shop", manage="false")
    gateway("edge", "alb")


def clean_objects_of_other_charts() -> None:
    controller("controller", GROUP)
    ingress("shop", manage="false")
    release("nginx", {}, chart="ingress-nginx")


def clean_used() -> None:
    controller("controller", {"backendSecurityGroup": OWN})
    controller("enabled", {"enableBackendSecurityGroup": True, "backendSecurityGroup": OWN})


def clean_text_is_dropped_by_the_chart() -> None:
    controller("controller", {"enableBackendSecurityGroup": "false", "backendSecurityGroup": OWN})


def clean_none() -> None:
    controller("empty", {"enableBackendSecurityGroup": False, "backendSecurityGroup": ""})
    release("nginx", {"enableBackendSecurityGroup": False, "backendSecurityGroup": OWN}, chart="ingress-nginx")


def undecided_switch_is_an_output() -> None:
    controller("controller", {"enableBackendSecurityGroup": unknown("flag"), "backendSecurityGroup": OWN})


def ambiguous_another_one_may_have_none() -> None:
    controller("controller", GROUP)
    ingress("shop", manage="false")
    ingress("admin", manage=unknown("flag"))
