"""Gateways, and which kind of load balancer the controller makes of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .kubernetes import KubernetesObject, LoadBalancerConfiguration
from .node import Block, block, text

if TYPE_CHECKING:
    from collections.abc import Iterator


class ParametersReference(Block):
    """`parametersRef`: the LoadBalancerConfiguration of a Gateway or of its class."""

    kind = text("kind")
    object_name = text("name")
    namespace = text("namespace")


class GatewayClassSpec(Block):
    """`spec` of a GatewayClass."""

    controller_name = text("controllerName")
    parameters = block("parametersRef", ParametersReference)


class GatewayClass(KubernetesObject):
    """A class of Gateways."""

    pattern = re.compile(r"kubernetes:gateway\.networking\.k8s\.io/v\w+:GatewayClass(Patch)?")
    kind = "GatewayClass"

    spec = block("spec", GatewayClassSpec)


class GatewayInfrastructure(Block):
    """`infrastructure` of a Gateway."""

    parameters = block("parametersRef", ParametersReference)


class GatewaySpec(Block):
    """`spec` of a Gateway."""

    class_name = text("gatewayClassName")
    infrastructure = block("infrastructure", GatewayInfrastructure)


class ApiGateway(KubernetesObject):
    """A Gateway of the Gateway API."""

    pattern = re.compile(r"kubernetes:gateway\.networking\.k8s\.io/v\w+:Gateway(Patch)?")
    kind = "Gateway"

    spec = block("spec", GatewaySpec)

    @property
    def gateway_class(self) -> GatewayClass | None:
        """Its class, where that is in the stack."""
        stated = self.spec.class_name if self.spec else None
        names = ((found, found.metadata) for found in self.stack.all(GatewayClass))
        return next((found for found, metadata in names if metadata and metadata.object_name == stated), None)


def gateways_of(configuration: LoadBalancerConfiguration) -> Iterator[tuple[ApiGateway | GatewayClass, str]]:
    """The Gateways and classes of the stack that use a configuration, each with the name of its controller."""
    stack, metadata = configuration.stack, configuration.metadata
    if metadata is None or metadata.object_name is None:
        return
    for found in stack.all(GatewayClass):
        if found.spec and _names(found.spec.parameters, configuration) and found.spec.controller_name:
            yield found, found.spec.controller_name
    for gateway in stack.all(ApiGateway):
        infrastructure = gateway.spec.infrastructure if gateway.spec else None
        if infrastructure and _names(infrastructure.parameters, configuration) and _is_beside(gateway, configuration):
            spec = gateway.gateway_class.spec if gateway.gateway_class else None
            if spec and spec.controller_name:
                yield gateway, spec.controller_name


def _names(parameters: ParametersReference | None, configuration: LoadBalancerConfiguration) -> bool:
    metadata = configuration.metadata
    return (
        parameters is not None
        and parameters.kind == configuration.kind
        and metadata is not None
        and parameters.object_name == metadata.object_name
        and parameters.namespace in (None, metadata.namespace)
    )


def _is_beside(gateway: ApiGateway, configuration: LoadBalancerConfiguration) -> bool:
    """Whether they are in one namespace."""
    ours, theirs = gateway.metadata, configuration.metadata
    return (ours.namespace if ours else None) == (theirs.namespace if theirs else None)
