"""Kubernetes objects whose security groups the AWS Load Balancer Controller handles.

pulumi_kubernetes is not needed: a type token and inputs are all that the engine and the pack see of it.
"""

from collections.abc import Mapping

import pulumi

INGRESS = "kubernetes:networking.k8s.io/v1:Ingress"
INGRESS_V1BETA1 = "kubernetes:networking.k8s.io/v1beta1:Ingress"
SECURITY_GROUPS = "alb.ingress.kubernetes.io/security-groups"
MANAGE_BACKEND_RULES = "alb.ingress.kubernetes.io/manage-backend-security-group-rules"
GROUP_IDS = "sg-0a1b2c3d4e5f60718,sg-0f1e2d3c4b5a69788"

BLUE = "server: https://blue.example.com"
GREEN = "server: https://green.example.com"

AUTOMATIC = {
    "alb.ingress.kubernetes.io/scheme": "internet-facing",
    "alb.ingress.kubernetes.io/target-type": "ip",
    "alb.ingress.kubernetes.io/listen-ports": '[{"HTTPS": 443}]',
    "alb.ingress.kubernetes.io/ssl-policy": "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
}
AUTOMATIC_MANAGED = {**AUTOMATIC, MANAGE_BACKEND_RULES: "true"}
CUSTOM = {**AUTOMATIC, SECURITY_GROUPS: GROUP_IDS, MANAGE_BACKEND_RULES: "false"}
CUSTOM_MANAGED = {**CUSTOM, MANAGE_BACKEND_RULES: "true"}


def build(
    annotations: pulumi.Input[Mapping[str, pulumi.Input[str]]],
    type_: str = INGRESS,
    parent: pulumi.Resource | None = None,
    provider: pulumi.ProviderResource | None = None,
) -> None:
    """Register an Ingress named "shop" with `annotations`."""
    path = {
        "path": "/",
        "pathType": "Prefix",
        "backend": {"service": {"name": "orders", "port": {"number": 8080}}},
    }
    pulumi.CustomResource(
        type_,
        "shop",
        {
            "apiVersion": type_.removeprefix("kubernetes:").rpartition(":")[0],
            "kind": "Ingress",
            "metadata": {"name": "shop", "namespace": "shop", "annotations": annotations},
            "spec": {"ingressClassName": "alb", "rules": [{"http": {"paths": [path]}}]},
        },
        pulumi.ResourceOptions(parent=parent, provider=provider),
    )


def beside_a_controller(cluster: str, cluster_of_controller: str) -> None:
    """An Ingress with groups of its own, and a controller that manages rules wherever nothing else is said; each by a
    provider with its own `kubeconfig`."""
    one = pulumi.ProviderResource("kubernetes", "ingress", {"kubeconfig": cluster})
    other = pulumi.ProviderResource("kubernetes", "controller", {"kubeconfig": cluster_of_controller})
    values = {"clusterName": "shop", "enableManageBackendSecurityGroupRules": True}
    release = {"chart": "aws-load-balancer-controller", "values": values}
    pulumi.CustomResource(
        "kubernetes:helm.sh/v3:Release", "controller", release, pulumi.ResourceOptions(provider=other)
    )
    build({key: value for key, value in CUSTOM.items() if key != MANAGE_BACKEND_RULES}, provider=one)
