"""Clients -> Network Load Balancer -> orders, ledger: the same TLS all the way into the containers.

Two services of two clusters share the load balancer. One runs on Fargate, the other in bridge mode on instances, and
orders calls ledger through the load balancer. Another account connects by PrivateLink.
"""

import pulumi
import pulumi_aws as aws
from container_tls import (
    ContainerArgs,
    ContainerInstances,
    EcsService,
    EndpointService,
    HealthCheckProtocol,
    LaunchType,
    NetworkHealthCheckArgs,
    NetworkLoadBalancer,
    NetworkMode,
    PassthroughAlarms,
    ServiceConnectCluster,
)

from . import tls_server


def build(config: pulumi.Config) -> None:
    """Two services that end TLS themselves, behind one load balancer."""
    vpc_id = config.require("vpcId")
    subnet_ids = config.require_object("subnetIds")
    domain = config.require("domain")
    secret = config.require("certificateSecretArn")
    tags = {"project": pulumi.get_project(), "stack": pulumi.get_stack()}

    edge = NetworkLoadBalancer(
        "edge",
        {
            "vpc_id": vpc_id,
            "subnet_ids": subnet_ids,
            "listeners": {
                "orders": {
                    "port": 443,
                    "client_cidrs": config.require_object("clientCidrs"),
                    "host_name": f"orders.{domain}",
                },
                "ledger": {
                    "port": 8443,
                    "client_cidrs": config.require_object("consumerCidrs"),
                    "host_name": f"ledger.{domain}",
                },
            },
            "hosted_zone_id": config.require("hostedZoneId"),
            "deletion_protection": config.require_bool("deletionProtection"),
            "tags": tags,
        },
    )
    read_secret = aws.iam.Policy(
        "certificate",
        description="Read the certificate and private key of the services",
        policy=pulumi.Output.json_dumps(
            {
                "Version": "2012-10-17",
                "Statement": [{"Effect": "Allow", "Action": "secretsmanager:GetSecretValue", "Resource": secret}],
            }
        ),
        tags=tags,
    )
    container: ContainerArgs = {
        "image": config.require("image"),
        "cpu": 256,
        "memory": 512,
        "port": tls_server.PORT,
        "command": ["python", "-c", tls_server.FROM_ENVIRONMENT],
        "secrets": {"CERTIFICATE": f"{secret}:certificate::", "PRIVATE_KEY": f"{secret}:private_key::"},
    }
    may_read = {"certificate": read_secret.arn}
    check: NetworkHealthCheckArgs = {"protocol": HealthCheckProtocol.HTTPS, "interval_seconds": 15}

    shop = ServiceConnectCluster("shop", {"tags": tags})
    orders = EcsService(
        "orders",
        {
            "cluster_arn": shop.cluster_arn,
            "vpc_id": vpc_id,
            "subnet_ids": subnet_ids,
            "container": container,
            "network_load_balancer": {"listener": edge.listeners["orders"], "health_check": check},
            "calls": {"ledger": edge.listeners["ledger"]},
            "execution_role_policy_arns": may_read,
            "tags": tags,
        },
    )

    office = ServiceConnectCluster("office", {"tags": tags})
    instances = ContainerInstances(
        "office",
        {
            "vpc_id": vpc_id,
            "subnet_ids": subnet_ids,
            "cluster_arn": office.cluster_arn,
            "cluster_name": office.cluster_name,
            "instance_type": "m7i.large",
            "dynamic_ports": {"first": 40000, "last": 40999},
            "load_balancer_security_groups": {"edge": edge.security_group_id},
            "tags": tags,
        },
    )
    ledger = EcsService(
        "ledger",
        {
            "cluster_arn": instances.cluster_arn,
            "vpc_id": vpc_id,
            "launch_type": LaunchType.EC2,
            "network_mode": NetworkMode.BRIDGE,
            "container": container,
            "network_load_balancer": {"listener": edge.listeners["ledger"], "health_check": check},
            "execution_role_policy_arns": may_read,
            "tags": tags,
        },
    )

    partners = EndpointService(
        "partners",
        {
            "load_balancer_arn": edge.arn,
            "allowed_principals": config.require_object("consumerPrincipals"),
            "tags": tags,
        },
    )
    assert orders.network_target_group_arn_suffix and ledger.network_target_group_arn_suffix
    PassthroughAlarms(
        "edge",
        {
            "load_balancer_arn_suffix": edge.arn_suffix,
            "target_group_arn_suffixes": {
                "orders": orders.network_target_group_arn_suffix,
                "ledger": ledger.network_target_group_arn_suffix,
            },
            "tags": tags,
        },
    )

    pulumi.export("addresses", edge.addresses)
    pulumi.export("endpointServiceName", partners.service_name)
