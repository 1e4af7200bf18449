"""Parts of programs: what the controller reads, as plain resources."""

from __future__ import annotations

from typing import Any

import pulumi

INGRESS = "kubernetes:networking.k8s.io/v1:Ingress"
SERVICE = "kubernetes:core/v1:Service"
ALB = "alb.ingress.kubernetes.io/"
NLB = "service.beta.kubernetes.io/aws-load-balancer-"
GROUPS = "security-groups"
MANAGE = "manage-backend-security-group-rules"
CIDRS = "inbound-cidrs"
PREFIX_LISTS = "security-group-prefix-lists"
OWN = "sg-0123456789abcdef0"
OTHER = "sg-0fedcba9876543210"


def resource(
    type_: str, name: str, annotations: Any = None, spec: Any = None, /, **metadata: Any
) -> pulumi.CustomResource:
    """An object with annotations, with `spec` as it is."""
    given = {"metadata": {"annotations": annotations, **metadata}, "spec": spec}
    return pulumi.CustomResource(type_, name, given)


def ingress(name: str, type_: str = INGRESS, class_name: Any = "alb", **annotations: Any) -> pulumi.CustomResource:
    """An Ingress; the names of annotations have their prefix left out and `_` for `-` and `.`."""
    found = {f"{ALB}{_suffix(key)}": value for key, value in annotations.items()}
    return resource(type_, name, found, {"ingressClassName": class_name}, name=name)


def member(name: str, group: Any = "shop", **annotations: Any) -> pulumi.CustomResource:
    """An Ingress of a group."""
    return ingress(name, group_name=group, **annotations)


def service(name: str, class_name: Any = "service.k8s.aws/nlb", spec: Any = None, **annotations: Any) -> None:
    """A Service for a Network Load Balancer of the controller."""
    found = {f"{NLB}{_suffix(key)}": value for key, value in annotations.items()}
    resource(SERVICE, name, found, {"type": "LoadBalancer", "loadBalancerClass": class_name, **(spec or {})})


def configuration(name: str, version: str = "v1", **spec: Any) -> None:
    """A LoadBalancerConfiguration."""
    resource(f"kubernetes:gateway.k8s.aws/{version}:LoadBalancerConfiguration", name, None, spec, name=name)


def controller(name: str, values: Any, chart: Any = "aws-load-balancer-controller") -> None:
    """A release of the controller's chart."""
    pulumi.CustomResource("kubernetes:helm.sh/v3:Release", name, {"chart": chart, "values": values})


def ingress_class(
    name: str,
    settings: Any = None,
    handler: Any = "ingress.k8s.aws/alb",
    group: str = "elbv2.k8s.aws",
    prefix: str = "",
) -> pulumi.CustomResource:
    """An IngressClass; with settings, it refers to IngressClassParams of the same name."""
    spec: dict[str, Any] = {"controller": handler}
    if settings is not None:
        resource(f"kubernetes:{group}/v1beta1:IngressClassParams", f"{prefix}{name}-params", None, settings, name=name)
        spec["parameters"] = {"apiGroup": group, "kind": "IngressClassParams", "name": name}
    return resource("kubernetes:networking.k8s.io/v1:IngressClass", f"{prefix}{name}-class", None, spec, name=name)


def _suffix(key: str) -> str:
    return key.replace("group_name", "group.name").replace("_", "-")
