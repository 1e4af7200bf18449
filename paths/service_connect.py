"""Clients -> Application Load Balancer -> Service Connect proxy -> web, and worker -> web.

There is TLS 1.3 between tasks, and from the load balancer to them.
"""

import pulumi
from container_tls import (
    ApplicationLoadBalancer,
    AppProtocol,
    EcsService,
    IngressMode,
    ServiceConnectCluster,
    ServiceConnectTls,
    TlsAlarms,
)


def build(config: pulumi.Config) -> None:
    """A web service behind a load balancer, and a worker that calls it over Service Connect."""
    vpc_id = config.require("vpcId")
    subnet_ids = config.require_object("subnetIds")
    image = config.require("image")
    tags = {"project": pulumi.get_project(), "stack": pulumi.get_stack()}

    load_balancer = ApplicationLoadBalancer(
        "shop",
        {
            "vpc_id": vpc_id,
            "subnet_ids": subnet_ids,
            "certificate_arn": config.require("certificateArn"),
            "client_cidrs": config.require_object("clientCidrs"),
            "deletion_protection": config.require_bool("deletionProtection"),
            "tags": tags,
        },
    )
    cluster = ServiceConnectCluster("shop", {"tags": tags})
    tls = ServiceConnectTls("shop", {"tags": tags})

    web = EcsService(
        "web",
        {
            "cluster_arn": cluster.cluster_arn,
            "vpc_id": vpc_id,
            "subnet_ids": subnet_ids,
            "container": {
                "image": image,
                "cpu": 256,
                "memory": 512,
                "port": 8080,
                "app_protocol": AppProtocol.HTTP,
                "command": ["python", "-m", "http.server", "8080"],
                "health_check": {
                    "command": [
                        "CMD",
                        "python",
                        "-c",
                        "import urllib.request; urllib.request.urlopen('http://localhost:8080/', timeout=3)",
                    ]
                },
            },
            "load_balancer": {
                "listener": load_balancer.listener,
                "priority": 10,
                "path_patterns": ["/*"],
                "ingress_mode": IngressMode.THROUGH_PROXY,
            },
            "service_connect": {
                "namespace_arn": cluster.namespace_arn,
                "server": {"client_port": 80},
                "tls": tls.issuer,
            },
            "tags": tags,
        },
    )
    assert web.endpoint and web.discovery_name and web.target_group_arn_suffix
    EcsService(
        "worker",
        {
            "cluster_arn": cluster.cluster_arn,
            "vpc_id": vpc_id,
            "subnet_ids": subnet_ids,
            "container": {
                "image": image,
                "cpu": 256,
                "memory": 512,
                "command": [
                    "python",
                    "-c",
                    "import time, urllib.request\n"
                    "while True:\n"
                    "    print(urllib.request.urlopen('http://web/', timeout=5).status, flush=True)\n"
                    "    time.sleep(10)\n",
                ],
            },
            "service_connect": {"namespace_arn": cluster.namespace_arn, "tls": tls.issuer},
            "connects_to": {"web": web.endpoint},
            "tags": tags,
        },
    )
    TlsAlarms(
        "shop",
        {
            "load_balancer_arn_suffix": load_balancer.arn_suffix,
            "target_group_arn_suffixes": {"web": web.target_group_arn_suffix},
            "service_connect_servers": {"web": {"discovery_name": web.discovery_name}},
            "tags": tags,
        },
    )

    pulumi.export("url", load_balancer.url)
    pulumi.export("backendTlsPolicy", load_balancer.backend_tls_policy)
