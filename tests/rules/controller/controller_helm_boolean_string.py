from typing import Any

import pulumi

from tests.unknowns import unknown

from .parts import controller

SINGLE_RESOURCE = True


def subchart(**values: Any) -> Any:
    return {"aws-load-balancer-controller": values}


def bad_each_switch() -> None:
    controller(
        "backend",  # violates
        {"enableBackendSecurityGroup": "False"},
    )
    controller(
        "manage",  # violates
        {"enableManageBackendSecurityGroupRules": "true"},
    )
    controller(
        "restricted",  # violates
        {"disableRestrictedSecurityGroupRules": "yes"},
    )
    controller(
        "number",  # violates
        {"enableBackendSecurityGroup": 0},
    )


def bad_chart_of_the_newer_kind() -> None:
    pulumi.CustomResource(
        "kubernetes:helm.sh/v4:Chart",
        "controller",  # violates
        {"chart": "aws-load-balancer-controller", "values": {"enableBackendSecurityGroup": "false"}},
    )


def bad_subchart() -> None:
    controller(
        "platform",  # violates
        subchart(enabled=True, enableBackendSecurityGroup="false"),
        chart="./charts/platform",
    )


def clean_subcharts() -> None:
    controller("off", subchart(enabled=False, enableBackendSecurityGroup="false"), chart="./charts/platform")
    controller("boolean", subchart(enableBackendSecurityGroup=False), chart="./charts/platform")
    controller("another", {"ingress-nginx": {"enableBackendSecurityGroup": "false"}}, chart="./charts/platform")


def clean_booleans_and_nothing() -> None:
    controller("off", {"enableBackendSecurityGroup": False})
    controller("on", {"enableBackendSecurityGroup": True, "enableManageBackendSecurityGroupRules": False})
    controller("none", {"enableBackendSecurityGroup": None})
    controller("empty", {})


def clean_strings_that_say_the_default() -> None:
    controller("backend", {"enableBackendSecurityGroup": "true"})
    controller("others", {"enableManageBackendSecurityGroupRules": "false"})


def clean_other_charts() -> None:
    controller("other", {"enableBackendSecurityGroup": "false"}, chart="ingress-nginx")
    controller("unknown", unknown("values"), chart="ingress-nginx")


def undecided_chart_is_an_output() -> None:
    controller("controller", {"enableBackendSecurityGroup": "false"}, chart=unknown("chart"))


def undecided_value_is_an_output() -> None:
    controller("controller", {"enableBackendSecurityGroup": unknown("value")})


def undecided_subchart_may_be_switched_off() -> None:
    controller(
        "platform", subchart(enabled=unknown("flag"), enableBackendSecurityGroup="false"), chart="./charts/platform"
    )


def undecided_values_of_the_subchart_are_an_output() -> None:
    controller("platform", {"aws-load-balancer-controller": unknown("values")}, chart="./charts/platform")
