"""Pulumi components for TLS paths to containers on Kubernetes. They need `pulumi_kubernetes`."""

from ._settings import ControllerIpAddressType, ControllerScheme, SecurityGroupMode, SecurityGroupSettings
from .controllers import (
    ControllerIdentity,
    InstalledController,
    LoadBalancerController,
    LoadBalancerControllerArgs,
)
from .ingresses import (
    AlbIngress,
    AlbIngressArgs,
    IngressBackendProtocol,
    IngressGroupArgs,
    IngressHealthCheckArgs,
    IngressPathType,
    IngressRuleArgs,
    IngressTargetType,
)
from .security_groups import (
    ControllerClientsArgs,
    ControllerSecurityGroups,
    ControllerSecurityGroupsArgs,
    ControllerTargetsArgs,
)

__all__ = [
    "AlbIngress",
    "AlbIngressArgs",
    "ControllerClientsArgs",
    "ControllerIdentity",
    "ControllerIpAddressType",
    "ControllerScheme",
    "ControllerSecurityGroups",
    "ControllerSecurityGroupsArgs",
    "ControllerTargetsArgs",
    "IngressBackendProtocol",
    "IngressGroupArgs",
    "IngressHealthCheckArgs",
    "IngressPathType",
    "IngressRuleArgs",
    "IngressTargetType",
    "InstalledController",
    "LoadBalancerController",
    "LoadBalancerControllerArgs",
    "SecurityGroupMode",
    "SecurityGroupSettings",
]
