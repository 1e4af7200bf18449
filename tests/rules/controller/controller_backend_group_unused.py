from tests.unknowns import unknown

from .controller_manages_custom_groups import OWN, controller, release

SINGLE_RESOURCE = True


def bad_group_of_this_stack() -> None:
    controller(
        "controller",  # violates
        {"enableBackendSecurityGroup": False, "backendSecurityGroup": unknown("group")},
    )


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
