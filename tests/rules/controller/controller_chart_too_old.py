from typing import Any

import pulumi

from tests.unknowns import unknown

from .controller_manages_custom_groups import ALB, INGRESS, NLB, OWN, annotated, configuration, release

SINGLE_RESOURCE = True

NEW = {f"{ALB}security-group-prefix-lists": "pl-0123456789abcdef0"}


def installed(name: str, version: Any, values: Any = None, chart: str = "aws-load-balancer-controller") -> None:
    properties = {"chart": chart, "version": version, "values": values or {"clusterName": "shop"}}
    pulumi.CustomResource("kubernetes:helm.sh/v3:Release", name, properties)


def bad_annotation() -> None:
    annotated(INGRESS, "shop", NEW)
    installed(
        "controller",  # violates
        "v1.7.2",
    )


def bad_helm_value() -> None:
    installed(
        "controller",  # violates
        "1.12.0",
        {"enableManageBackendSecurityGroupRules": False},
    )


def bad_property_of_a_gateway() -> None:
    configuration("shop", disableSecurityGroup=True)
    installed(
        "controller",  # violates
        "1.14.0",
    )


def bad_property_of_a_class() -> None:
    spec = {"prefixListsIDs": ["pl-0123456789abcdef0"]}
    pulumi.CustomResource("kubernetes:elbv2.k8s.aws/v1beta1:IngressClassParams", "class", {"spec": spec})
    installed(
        "controller",  # violates
        "1.13.4",
    )


def bad_in_values_of_charts() -> None:
    release("shop", {"service": {"annotations": {f"{NLB}disable-nlb-sg": "true"}}})
    installed(
        "controller",  # violates
        "1.10.0",
    )


def clean_new_enough() -> None:
    annotated(INGRESS, "shop", NEW | {f"{ALB}actions.a": "{}"})
    annotated(INGRESS, "unknown-name", {f"{ALB}whatever": "1"})
    annotated(INGRESS, "by-output", unknown("annotations"))
    installed("controller", "1.8.0")


def clean_newest() -> None:
    annotated(INGRESS, "shop", NEW)
    installed("controller", "3.5.0")


def clean_no_exact_version() -> None:
    annotated(INGRESS, "shop", NEW)
    installed("controller", ">=1.7.0")


def clean_latest() -> None:
    annotated(INGRESS, "shop", NEW)
    release("controller", {"clusterName": "shop"}, chart="aws-load-balancer-controller")


def clean_image_of_its_own() -> None:
    annotated(INGRESS, "shop", NEW)
    installed("controller", "1.7.2", {"image": {"tag": "v2.8.0"}})


def clean_one_of_two() -> None:
    annotated(INGRESS, "shop", {**NEW, f"{ALB}security-groups": OWN})
    installed("older", "1.7.2")
    installed("newer", "1.8.0")
    installed("nginx", "1.7.2", chart="ingress-nginx")


def undecided_version_is_an_output() -> None:
    annotated(INGRESS, "shop", NEW)
    installed("controller", unknown("version"))
