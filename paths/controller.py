"""Clients -> Application Load Balancer of the AWS Load Balancer Controller -> pods, with TLS on both hops.

The security groups are in custom mode: every rule is in this stack, and the controller writes none.
"""

import pulumi
import pulumi_kubernetes as kubernetes
from container_tls.kubernetes import (
    AlbIngress,
    ControllerIdentity,
    ControllerScheme,
    ControllerSecurityGroups,
    IngressBackendProtocol,
    LoadBalancerController,
    SecurityGroupMode,
)

from . import tls_server


def build(config: pulumi.Config) -> None:
    """The controller in a cluster, and a web service behind it."""
    vpc_id = config.require("vpcId")
    tags = {"project": pulumi.get_project(), "stack": pulumi.get_stack()}
    host = f"shop.{config.require('domain')}"

    groups = ControllerSecurityGroups(
        "shop",
        {
            "mode": SecurityGroupMode.CUSTOM,
            "vpc_id": vpc_id,
            "scheme": ControllerScheme.INTERNET_FACING,
            "clients": {"cidrs": [block for block in config.require_object("clientCidrs") if ":" not in block]},
            "targets": {"ports": [tls_server.PORT], "security_group_id": config.require("podSecurityGroupId")},
            "tags": tags,
        },
    )
    controller = LoadBalancerController(
        "shop",
        {
            "cluster_name": config.require("clusterName"),
            "vpc_id": vpc_id,
            "security_groups": groups.settings,
            "identity": ControllerIdentity.POD_IDENTITY,
            "tags": tags,
        },
    )
    _web(config.require("image"))
    ingress = AlbIngress(
        "web",
        {
            "controller": controller.installed,
            "certificate_arns": [config.require("certificateArn")],
            "backend_protocol": IngressBackendProtocol.HTTPS,
            "rules": [{"host": host, "service_name": "web", "service_port": 443}],
        },
    )

    pulumi.export("url", f"https://{host}")
    pulumi.export("loadBalancer", ingress.hostname)


def _web(image: str) -> None:
    labels = {"app": "web"}
    metadata = kubernetes.meta.v1.ObjectMetaArgs(name="web", namespace="default")
    kubernetes.apps.v1.Deployment(
        "web",
        metadata=metadata,
        spec=kubernetes.apps.v1.DeploymentSpecArgs(
            replicas=2,
            selector=kubernetes.meta.v1.LabelSelectorArgs(match_labels=labels),
            template=kubernetes.core.v1.PodTemplateSpecArgs(
                metadata=kubernetes.meta.v1.ObjectMetaArgs(labels=labels),
                spec=kubernetes.core.v1.PodSpecArgs(
                    containers=[
                        kubernetes.core.v1.ContainerArgs(
                            name="web",
                            image=image,
                            command=["python", "-c", tls_server.FROM_FILES],
                            ports=[kubernetes.core.v1.ContainerPortArgs(container_port=tls_server.PORT)],
                            volume_mounts=[
                                kubernetes.core.v1.VolumeMountArgs(
                                    name="certificate", mount_path="/certificate", read_only=True
                                )
                            ],
                        )
                    ],
                    volumes=[
                        kubernetes.core.v1.VolumeArgs(
                            name="certificate",
                            secret=kubernetes.core.v1.SecretVolumeSourceArgs(secret_name="web-certificate"),
                        )
                    ],
                ),
            ),
        ),
    )
    kubernetes.core.v1.Service(
        "web",
        metadata=metadata,
        spec=kubernetes.core.v1.ServiceSpecArgs(
            selector=labels,
            ports=[kubernetes.core.v1.ServicePortArgs(name="https", port=443, target_port=tls_server.PORT)],
        ),
    )
