"""Arguments of components from which the tests vary."""

from collections.abc import Mapping
from typing import Any

import pulumi
from container_tls import ApplicationLoadBalancer, EcsService

VPC_ID = "vpc-0a1b2c3d4e5f60718"
SUBNET_IDS = ["subnet-0a1b2c3d4e5f60718", "subnet-0f1e2d3c4b5a69788"]
CERTIFICATE_ARN = "arn:aws:acm:eu-west-1:123456789012:certificate/6f1c3a52-2f5e-4c55-9a43-2c1f0b7f9d10"
CLUSTER_ARN = "arn:aws:ecs:eu-west-1:123456789012:cluster/shop"
LISTENER = {
    "arn": "arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener/app/shop/50dc6c495c0c9188/f2f7dc8efc522ab2",
    "security_group_id": "sg-0a1b2c3d4e5f60718",
    "backend_offers_tls13": True,
}
ISSUER = {
    "certificate_authority_arn": "arn:aws:acm-pca:eu-west-1:123456789012:certificate-authority/a1b2c3d4",
    "role_arn": "arn:aws:iam::123456789012:role/ecs-tls",
    "kms_key_arn": "arn:aws:kms:eu-west-1:123456789012:key/a1b2c3d4",
    "secrets_deny_policy_arn": "arn:aws:iam::123456789012:policy/deny",
}
CONTAINER = {"image": "orders:1", "cpu": 256, "memory": 512, "port": 8080, "app_protocol": "http"}
TARGET = {"listener": LISTENER, "priority": 10, "path_patterns": ["/*"]}
THROUGH_PROXY = {**TARGET, "ingress_mode": "through-proxy"}
BYPASS = {**TARGET, "ingress_mode": "bypass"}
SERVER_TLS = {"server": {}, "tls": ISSUER}


def merged(base: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """`base` with `changes` in it; a path such as `container.port` names a value inside a group."""
    result = dict(base)
    for path, value in changes.items():
        key, _, rest = path.partition(".")
        result[key] = merged(result.get(key, {}), {rest: value}) if rest else value
    return result


def load_balancer(
    changes: Mapping[str, Any] | None = None, opts: pulumi.ResourceOptions | None = None, name: str = "shop"
) -> ApplicationLoadBalancer:
    base = {
        "vpc_id": VPC_ID,
        "subnet_ids": SUBNET_IDS,
        "certificate_arn": CERTIFICATE_ARN,
        "client_cidrs": ["0.0.0.0/0", "::/0"],
    }
    args: Any = merged(base, changes or {})
    return ApplicationLoadBalancer(name, args, opts)


def service(
    changes: Mapping[str, Any] | None = None, opts: pulumi.ResourceOptions | None = None, name: str = "orders"
) -> EcsService:
    base = {"cluster_arn": CLUSTER_ARN, "vpc_id": VPC_ID, "subnet_ids": SUBNET_IDS, "container": CONTAINER}
    args: Any = merged(base, changes or {})
    return EcsService(name, args, opts)
