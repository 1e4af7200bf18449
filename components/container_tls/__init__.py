"""Pulumi components for TLS paths to containers on AWS."""

from . import tls_policies
from ._arguments import ArgumentError
from ._connections import ServiceConnectArgs, ServiceConnectEndpoint, ServiceConnectServerArgs
from ._sidecars import (
    ContainerCondition,
    SidecarArgs,
    SidecarContainerArgs,
    SidecarIngressArgs,
    TlsVersion,
)
from ._targets import IngressMode, LoadBalancerTargetArgs, TargetHealthCheckArgs
from ._tasks import AppProtocol, ContainerArgs, ContainerHealthCheckArgs, LaunchType
from .alarms import ServiceConnectMetricsArgs, TlsAlarms, TlsAlarmsArgs
from .load_balancers import AccessLogsArgs, AlbListener, ApplicationLoadBalancer, ApplicationLoadBalancerArgs
from .service_connect import (
    CertificateKey,
    ContainerInsights,
    ServiceConnectCluster,
    ServiceConnectClusterArgs,
    ServiceConnectTls,
    ServiceConnectTlsArgs,
    TlsIssuer,
)
from .services import EcsService, EcsServiceArgs

__all__ = [
    "AccessLogsArgs",
    "AlbListener",
    "AppProtocol",
    "ApplicationLoadBalancer",
    "ApplicationLoadBalancerArgs",
    "ArgumentError",
    "CertificateKey",
    "ContainerArgs",
    "ContainerCondition",
    "ContainerHealthCheckArgs",
    "ContainerInsights",
    "EcsService",
    "EcsServiceArgs",
    "IngressMode",
    "LaunchType",
    "LoadBalancerTargetArgs",
    "ServiceConnectArgs",
    "ServiceConnectCluster",
    "ServiceConnectClusterArgs",
    "ServiceConnectEndpoint",
    "ServiceConnectMetricsArgs",
    "ServiceConnectServerArgs",
    "ServiceConnectTls",
    "ServiceConnectTlsArgs",
    "SidecarArgs",
    "SidecarContainerArgs",
    "SidecarIngressArgs",
    "TargetHealthCheckArgs",
    "TlsAlarms",
    "TlsAlarmsArgs",
    "TlsIssuer",
    "TlsVersion",
    "tls_policies",
]
