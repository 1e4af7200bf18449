"""Arguments of Kubernetes components from which the tests vary."""

from collections.abc import Mapping
from typing import Any

import pulumi
from container_tls.kubernetes import AlbIngress, ControllerSecurityGroups, LoadBalancerController, NlbService

from tests.components.programs import CERTIFICATE_ARN, VPC_ID, merged

PREFIX_LIST = "pl-0a1b2c3d4e5f60718"
SECURITY_GROUP = "sg-0a1b2c3d4e5f60718"
OIDC_PROVIDER_ARN = "arn:aws:iam::123456789012:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/0A1B2C3D"

# The least that each mode takes.
MODES: dict[str, dict[str, Any]] = {
    "automatic": {"mode": "automatic", "clients": {"cidrs": ["10.0.0.0/8"]}},
    "hybrid": {"mode": "hybrid", "clients": {"cidrs": ["10.0.0.0/8"]}, "vpc_id": VPC_ID},
    "custom": {
        "mode": "custom",
        "clients": {"cidrs": ["10.0.0.0/8"]},
        "vpc_id": VPC_ID,
        "targets": {"ports": [8443], "node_ports": True},
    },
}
# The same as the controller and its objects take it, with everything known.
_OF_ALL = {"name": "shop", "scheme": "internal", "ip_address_type": "ipv4", "redirect_http": True}
SETTINGS: dict[str, dict[str, Any]] = {
    "automatic": {
        **_OF_ALL,
        "mode": "automatic",
        "client_cidrs": ["10.0.0.0/8"],
        "prefix_list_ids": [PREFIX_LIST],
    },
    "hybrid": {
        **_OF_ALL,
        "mode": "hybrid",
        "frontend_security_group_ids": [SECURITY_GROUP],
        "backend_security_group_id": "sg-0f1e2d3c4b5a69788",
    },
    "custom": {
        **_OF_ALL,
        "mode": "custom",
        "frontend_security_group_ids": [SECURITY_GROUP],
        "target_ports": [8443],
        "node_ports": True,
    },
}
IDENTITIES: dict[str, dict[str, Any]] = {
    "irsa": {"identity": "irsa", "oidc_provider_arn": OIDC_PROVIDER_ARN},
    "pod-identity": {"identity": "pod-identity"},
}


def groups(
    mode: str, changes: Mapping[str, Any] | None = None, opts: pulumi.ResourceOptions | None = None, name: str = "shop"
) -> ControllerSecurityGroups:
    args: Any = merged(MODES[mode], changes or {})
    return ControllerSecurityGroups(name, args, opts)


def controller(
    mode: str = "automatic",
    changes: Mapping[str, Any] | None = None,
    opts: pulumi.ResourceOptions | None = None,
    identity: str = "pod-identity",
) -> LoadBalancerController:
    base = {"cluster_name": "shop", "vpc_id": VPC_ID, "security_groups": SETTINGS[mode], **IDENTITIES[identity]}
    args: Any = merged(base, changes or {})
    return LoadBalancerController("shop", args, opts)


def ingress(
    mode: str = "automatic",
    changes: Mapping[str, Any] | None = None,
    opts: pulumi.ResourceOptions | None = None,
    name: str = "orders",
) -> AlbIngress:
    base = {
        "controller": {"ready": "aws-load-balancer-controller", "security_groups": SETTINGS[mode]},
        "certificate_arns": [CERTIFICATE_ARN],
        "rules": [{"host": "shop.example.com", "service_name": "orders", "service_port": 443}],
    }
    args: Any = merged(base, changes or {})
    return AlbIngress(name, args, opts)


def nlb_service(
    mode: str = "automatic",
    changes: Mapping[str, Any] | None = None,
    opts: pulumi.ResourceOptions | None = None,
    name: str = "payments",
) -> NlbService:
    base = {
        "controller": {"ready": "aws-load-balancer-controller", "security_groups": SETTINGS[mode]},
        "selector": {"app": "payments"},
        "target_port": 8443,
    }
    args: Any = merged(base, changes or {})
    return NlbService(name, args, opts)


def whole_path(mode: str, identity: str = "pod-identity") -> None:
    """Everything from the security groups to an Ingress and a Service, as a user puts it together."""
    settings = groups(mode).settings
    installed = controller(mode, {"security_groups": settings}, identity=identity).installed
    ingress(mode, {"controller": installed})
    nlb_service(mode, {"controller": installed})
