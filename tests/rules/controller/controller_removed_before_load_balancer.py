from typing import Any

import pulumi

from tests.unknowns import unknown

from .controller_manages_custom_groups import ALB, INGRESS, NLB, SERVICE, release

SINGLE_RESOURCE = True

INTERNAL = {f"{ALB}scheme": "internal"}


def installed(name: str = "controller", **options: Any) -> pulumi.CustomResource:
    properties = {"chart": "aws-load-balancer-controller", "values": {"clusterName": "shop"}}
    return pulumi.CustomResource("kubernetes:helm.sh/v3:Release", name, properties, pulumi.ResourceOptions(**options))


def kubernetes(type_: str, name: str, annotations: Any, spec: Any = None, **options: Any) -> pulumi.CustomResource:
    properties = {"metadata": {"annotations": annotations}, "spec": spec}
    return pulumi.CustomResource(type_, name, properties, pulumi.ResourceOptions(**options))


def bad_service_and_siblings() -> None:
    component = pulumi.ComponentResource("shop:index:Edge", "edge")
    installed(parent=component)
    kubernetes(
        SERVICE,
        "service",  # violates
        {f"{NLB}scheme": "internal"},
        {"type": "LoadBalancer"},
    )
    kubernetes(
        INGRESS,
        "sibling",  # violates
        INTERNAL,
        parent=component,
    )


def bad_in_values_of_charts() -> None:
    installed()
    release(
        "shop",  # violates
        {"ingress": {"annotations": INTERNAL}},
    )


def clean_every_way_to_depend() -> None:
    controller = installed()
    between = pulumi.ComponentResource("shop:index:Shop", "shop", opts=pulumi.ResourceOptions(depends_on=[controller]))
    kubernetes(INGRESS, "direct", INTERNAL, depends_on=[controller])
    kubernetes(INGRESS, "through-a-value", {f"{ALB}scheme": "internal", "note": controller.id})
    kubernetes(INGRESS, "in-a-component", INTERNAL, parent=between)
    first = kubernetes(INGRESS, "first", INTERNAL, depends_on=[controller])
    kubernetes(INGRESS, "second", INTERNAL, depends_on=[first])


def clean_depends_on_the_component_around_it() -> None:
    component = pulumi.ComponentResource("shop:index:Edge", "edge")
    installed(parent=component)
    kubernetes(INGRESS, "shop", INTERNAL, depends_on=[component])


def clean_controller_of_another_stack() -> None:
    kubernetes(INGRESS, "shop", INTERNAL)


def clean_of_others() -> None:
    installed()
    kubernetes(INGRESS, "nginx", {"nginx.ingress.kubernetes.io/rewrite-target": "/"})
    kubernetes(SERVICE, "internal", {f"{NLB}scheme": "internal"}, {"type": "ClusterIP"})


def undecided_annotations_are_an_output() -> None:
    installed()
    kubernetes(INGRESS, "shop", unknown("annotations"))


def undecided_type_is_an_output() -> None:
    installed()
    kubernetes(SERVICE, "shop", {f"{NLB}scheme": "internal"}, {"type": unknown("type")})
