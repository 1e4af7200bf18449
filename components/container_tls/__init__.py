"""Pulumi components for TLS paths to containers on AWS."""

from . import tls_policies
from ._arguments import ArgumentError
from ._connections import ServiceConnectArgs, ServiceConnectEndpoint, ServiceConnectServerArgs
from ._envoy_certificates import EnvoyCertificateDelivery, EnvoyCertificateFilesArgs, EnvoySecretArgs
from ._envoy_metrics import EnvoyMetricsArgs
from ._envoy_paths import EnvoyClientCertificatesArgs, EnvoyOriginationArgs, EnvoyProtocol, EnvoyTerminationArgs
from ._network_targets import HealthCheckProtocol, NetworkHealthCheckArgs, NetworkTargetArgs
from ._sidecars import (
    ContainerCondition,
    SidecarArgs,
    SidecarContainerArgs,
    SidecarIngressArgs,
)
from ._targets import IngressMode, LoadBalancerTargetArgs, TargetHealthCheckArgs
from ._tasks import AppProtocol, ContainerArgs, ContainerHealthCheckArgs, LaunchType, NetworkMode, TlsVersion
from .alarms import (
    PassthroughAlarms,
    PassthroughAlarmsArgs,
    ServiceConnectMetricsArgs,
    TlsAlarms,
    TlsAlarmsArgs,
)
from .envoy import EnvoySidecar, EnvoySidecarArgs
from .envoy_alarms import EnvoyAlarms, EnvoyAlarmsArgs
from .instances import ContainerInstances, ContainerInstancesArgs, DynamicPortsArgs
from .load_balancers import AlbListener, ApplicationLoadBalancer, ApplicationLoadBalancerArgs, LoadBalancerLogsArgs
from .network_load_balancers import NetworkListenerArgs, NetworkLoadBalancer, NetworkLoadBalancerArgs, NlbListener
from .private_access import EndpointService, EndpointServiceArgs, PeeringRoutes, PeeringRoutesArgs
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
    "ContainerInstances",
    "ContainerInstancesArgs",
    "DynamicPortsArgs",
    "EcsService",
    "EcsServiceArgs",
    "EndpointService",
    "EndpointServiceArgs",
    "EnvoyAlarms",
    "EnvoyAlarmsArgs",
    "EnvoyCertificateDelivery",
    "EnvoyCertificateFilesArgs",
    "EnvoyClientCertificatesArgs",
    "EnvoyMetricsArgs",
    "EnvoyOriginationArgs",
    "EnvoyProtocol",
    "EnvoySecretArgs",
    "EnvoySidecar",
    "EnvoySidecarArgs",
    "EnvoyTerminationArgs",
    "HealthCheckProtocol",
    "IngressMode",
    "LaunchType",
    "LoadBalancerLogsArgs",
    "LoadBalancerTargetArgs",
    "NetworkHealthCheckArgs",
    "NetworkListenerArgs",
    "NetworkLoadBalancer",
    "NetworkLoadBalancerArgs",
    "NetworkMode",
    "NetworkTargetArgs",
    "NlbListener",
    "PassthroughAlarms",
    "PassthroughAlarmsArgs",
    "PeeringRoutes",
    "PeeringRoutesArgs",
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
