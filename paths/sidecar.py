"""Clients -> Network Load Balancer -> Envoy -> web -> Envoy -> a host outside: TLS ends and begins in a sidecar.

Clients need TLS 1.3. The certificate of the sidecar comes from Secrets Manager and changes without a new task.
"""

import pulumi
from container_tls import (
    EcsService,
    EnvoyAlarms,
    EnvoySidecar,
    NetworkLoadBalancer,
    PassthroughAlarms,
    ServiceConnectCluster,
    TlsVersion,
)


def build(config: pulumi.Config) -> None:
    """A web service that speaks no TLS itself."""
    vpc_id = config.require("vpcId")
    subnet_ids = config.require_object("subnetIds")
    tags = {"project": pulumi.get_project(), "stack": pulumi.get_stack()}

    edge = NetworkLoadBalancer(
        "edge",
        {
            "vpc_id": vpc_id,
            "subnet_ids": subnet_ids,
            "listeners": {
                "web": {
                    "port": 443,
                    "client_cidrs": config.require_object("clientCidrs"),
                    "host_name": f"web.{config.require('domain')}",
                }
            },
            "hosted_zone_id": config.require("hostedZoneId"),
            "deletion_protection": config.require_bool("deletionProtection"),
            "tags": tags,
        },
    )
    envoy = EnvoySidecar(
        "web",
        {
            "terminates": {
                "port": 8443,
                "application_port": 8080,
                "certificate": {"secret_arn": config.require("certificateSecretArn")},
                "min_tls_version": TlsVersion.TLS_1_3,
            },
            "originates": {"api": {"host": config.require("externalHost"), "local_port": 9001}},
            "metrics": {},
            "tags": tags,
        },
    )
    cluster = ServiceConnectCluster("shop", {"tags": tags})
    web = EcsService(
        "web",
        {
            "cluster_arn": cluster.cluster_arn,
            "vpc_id": vpc_id,
            "subnet_ids": subnet_ids,
            "container": {
                "image": config.require("image"),
                "cpu": 256,
                "memory": 512,
                "port": 8080,
                "command": ["python", "-m", "http.server", "8080", "--bind", "127.0.0.1"],
                "environment": {"API_URL": "http://127.0.0.1:9001"},
            },
            "sidecars": {"envoy": envoy.sidecar},
            "network_load_balancer": {"listener": edge.listeners["web"]},
            "tags": tags,
        },
    )
    assert web.network_target_group_arn_suffix and envoy.metrics_sidecar_name
    PassthroughAlarms(
        "edge",
        {
            "load_balancer_arn_suffix": edge.arn_suffix,
            "target_group_arn_suffixes": {"web": web.network_target_group_arn_suffix},
            "tags": tags,
        },
    )
    EnvoyAlarms("web", {"sidecar_name": envoy.metrics_sidecar_name, "tags": tags})

    pulumi.export("addresses", edge.addresses)
