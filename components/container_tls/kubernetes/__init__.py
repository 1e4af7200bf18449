"""Pulumi components for TLS paths to containers on Kubernetes. They need `pulumi_kubernetes`."""

from ._attached import ControllerTargetType
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
)
from .nlb_services import NlbService, NlbServiceArgs
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
    "ControllerTargetType",
    "ControllerTargetsArgs",
    "IngressBackendProtocol",
    "IngressGroupArgs",
    "IngressHealthCheckArgs",
    "IngressPathType",
    "IngressRuleArgs",
    "InstalledController",
    "LoadBalancerController",
    "LoadBalancerControllerArgs",
    "NlbService",
    "NlbServiceArgs",
    "SecurityGroupMode",
    "SecurityGroupSettings",
]
