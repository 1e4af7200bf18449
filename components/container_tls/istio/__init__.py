"""Pulumi components for TLS paths in an Istio mesh.

They need `pulumi-kubernetes`: `pip install container-tls[kubernetes]`.
"""

from ._client_tls import IstioClientTlsArgs
from ._server_tls import IstioServerTlsMode
from .egress import IstioEgressGateway, IstioEgressGatewayArgs
from .gateways import IstioDestinationArgs, IstioGateway, IstioGatewayArgs
from .mutual_tls import IstioMutualTls, IstioMutualTlsArgs, IstioMutualTlsException, IstioPortExceptionArgs
from .origination import IstioTlsOrigination, IstioTlsOriginationArgs
from .sidecars import IstioSidecar, IstioSidecarArgs, IstioSidecarIngressArgs

__all__ = [
    "IstioClientTlsArgs",
    "IstioDestinationArgs",
    "IstioEgressGateway",
    "IstioEgressGatewayArgs",
    "IstioGateway",
    "IstioGatewayArgs",
    "IstioMutualTls",
    "IstioMutualTlsArgs",
    "IstioMutualTlsException",
    "IstioPortExceptionArgs",
    "IstioServerTlsMode",
    "IstioSidecar",
    "IstioSidecarArgs",
    "IstioSidecarIngressArgs",
    "IstioTlsOrigination",
    "IstioTlsOriginationArgs",
]
