from typing import Any

import pulumi

from tests.unknowns import unknown

from .controller_manages_custom_groups import CONFIGURATION, OWN

SINGLE_RESOURCE = True

API = "kubernetes:gateway.networking.k8s.io/v1"
NLB = "gateway.k8s.aws/nlb"


def configuration(name: str, namespace: Any = None, **spec: Any) -> None:
    given = {"securityGroups": [OWN], "disableSecurityGroup": True} | spec
    pulumi.CustomResource(CONFIGURATION, name, {"metadata": named(name, namespace), "spec": given})


def named(name: Any, namespace: Any = None) -> Any:
    return {"name": name} | ({"namespace": namespace} if namespace else {})


def parameters(name: Any, namespace: Any = None) -> Any:
    return {"group": "gateway.k8s.aws", "kind": "LoadBalancerConfiguration", **named(name, namespace)}


def gateway_class(name: str, controller: Any = NLB, given: Any = None) -> None:
    spec = {"controllerName": controller} | ({"parametersRef": given} if given else {})
    pulumi.CustomResource(f"{API}:GatewayClass", f"class-{name}", {"metadata": named(name), "spec": spec})


def gateway(name: str, class_name: Any, given: Any = None, namespace: Any = None) -> None:
    spec = {"gatewayClassName": class_name} | ({"infrastructure": {"parametersRef": given}} if given else {})
    pulumi.CustomResource(f"{API}:Gateway", f"gateway-{name}", {"metadata": named(name, namespace), "spec": spec})


def bad_of_a_gateway() -> None:
    gateway_class("nlb")
    gateway("shop", "nlb", parameters("shop"), namespace="edge")
    pulumi.CustomResource(
        CONFIGURATION,
        "shop",  # violates
        {
            "metadata": {"name": "shop", "namespace": "edge"},
            "spec": {"securityGroups": unknown("groups").apply(lambda group: [group]), "disableSecurityGroup": True},
        },
    )


def clean_application_load_balancer() -> None:
    """It ignores `disableSecurityGroup`."""
    configuration("shop")
    gateway_class("alb", "gateway.k8s.aws/alb", parameters("shop"))


def clean_one_of_the_two() -> None:
    configuration("groups", disableSecurityGroup=False)
    configuration("none", securityGroups=[])
    gateway_class("nlb", NLB, parameters("groups"))
    gateway_class("other", NLB, parameters("none"))


def clean_of_another_gateway() -> None:
    configuration("shop")
    configuration("internal", "edge")
    gateway_class("nlb")
    gateway("other", "nlb", parameters("other"))
    gateway("elsewhere", "nlb", parameters("shop"), namespace="edge")
    gateway("of-another-class", "alb", parameters("shop"))


def undecided_switch_is_an_output() -> None:
    configuration("shop", disableSecurityGroup=unknown("flag"))
    gateway_class("nlb", NLB, parameters("shop"))


def undecided_controller_is_an_output() -> None:
    configuration("shop")
    gateway_class("nlb", unknown("controller"), parameters("shop"))
