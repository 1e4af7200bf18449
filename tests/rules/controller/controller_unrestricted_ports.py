import pulumi

from tests.unknowns import unknown

from .controller_manages_custom_groups import controller, release

SINGLE_RESOURCE = True

KEY = "disableRestrictedSecurityGroupRules"


def bad_chart_of_the_newer_kind() -> None:
    pulumi.ComponentResource(
        "kubernetes:helm.sh/v4:Chart",
        "controller",  # violates
        {"chart": "oci://public.ecr.aws/eks/aws-load-balancer-controller", "values": {KEY: True}},
    )


def clean_default() -> None:
    controller("false", {KEY: False})
    controller("unset", {"clusterName": "shop"})


def clean_text_is_dropped_by_the_chart() -> None:
    controller("controller", {KEY: "true"})


def clean_other_charts() -> None:
    release("nginx", {KEY: True}, chart="ingress-nginx")


def undecided_value_is_an_output() -> None:
    controller("controller", {KEY: unknown("flag")})
