"""Gateways, and which kind of load balancer the controller makes of them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from .kubernetes import KubernetesObject, LoadBalancerConfiguration
from .node import Block, block, grouped, some, text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .stack import Stack


class ObjectName(NamedTuple):
    """What tells a configuration from all others of its cluster."""

    namespace: str | None
    name: str | None


class ParametersReference(Block):
    """`parametersRef`: the LoadBalancerConfiguration of a Gateway or of its class."""

    kind = text("kind")
    object_name = text("name")
    namespace = text("namespace")


class ConfigurationUser(KubernetesObject):
    """What may have a LoadBalancerConfiguration: a Gateway or a class of them."""

    @property
    def parameters(self) -> ParametersReference | None:
        """What it has for settings."""
        raise NotImplementedError

    @property
    def configuration_namespace(self) -> str | None:
        """Where the controller looks for its settings."""
        raise NotImplementedError

    @property
    def controller_name(self) -> str | None:
        """The controller that is to make its load balancers, as far as the stack shows it."""
        raise NotImplementedError

    @property
    def configuration_name(self) -> ObjectName | None:
        """The LoadBalancerConfiguration that it names; None when it names none."""
        given = self.parameters
        if given is None or given.kind != LoadBalancerConfiguration.kind:
            return None
        return ObjectName(self.configuration_namespace, given.object_name)


class GatewayClassSpec(Block):
    """`spec` of a GatewayClass."""

    controller_name = text("controllerName")
    parameters = block("parametersRef", ParametersReference)


class GatewayClass(ConfigurationUser):
    """A class of Gateways."""

    pattern = r"kubernetes:gateway\.networking\.k8s\.io/v\w+:GatewayClass(Patch)?"
    kind = "GatewayClass"

    spec = block("spec", GatewayClassSpec)

    @property
    def parameters(self) -> ParametersReference | None:
        return self.spec.parameters if self.spec else None

    @property
    def configuration_namespace(self) -> str | None:
        return self.parameters.namespace if self.parameters else None

    @property
    def controller_name(self) -> str | None:
        return self.spec.controller_name if self.spec else None


class GatewayInfrastructure(Block):
    """`infrastructure` of a Gateway."""

    parameters = block("parametersRef", ParametersReference)


class GatewaySpec(Block):
    """`spec` of a Gateway."""

    class_name = text("gatewayClassName")
    infrastructure = block("infrastructure", GatewayInfrastructure)


class ApiGateway(ConfigurationUser):
    """A Gateway of the Gateway API."""

    pattern = r"kubernetes:gateway\.networking\.k8s\.io/v\w+:Gateway(Patch)?"
    kind = "Gateway"

    spec = block("spec", GatewaySpec)

    @property
    def parameters(self) -> ParametersReference | None:
        infrastructure = self.spec.infrastructure if self.spec else None
        return infrastructure.parameters if infrastructure else None

    @property
    def configuration_namespace(self) -> str | None:
        return self.metadata.namespace if self.metadata else None

    @property
    def controller_name(self) -> str | None:
        return self.gateway_class.controller_name if self.gateway_class else None

    @property
    def gateway_class(self) -> GatewayClass | None:
        """Its class, where that is in the stack."""
        stack, stated = self.stack, self.spec.class_name if self.spec else None
        found, doubt = stack.remember("classes by name", lambda: grouped(stack.all(GatewayClass), _class_name))
        if doubt is not None and stated not in found:
            raise doubt
        return found[stated][0] if stated in found else None

    @property
    def configurations(self) -> tuple[LoadBalancerConfiguration, ...]:
        """Its settings, its own and those of its class, which the controller merges; none where the stack does not show
        all of them."""
        stack = self.stack
        by_name, _ = stack.remember(
            "configurations by name", lambda: grouped(stack.all(LoadBalancerConfiguration), _own_name)
        )
        if self.gateway_class is None:
            return ()
        names = [user.configuration_name for user in (self, self.gateway_class) if user.parameters]
        found = [by_name[name][0] for name in names if name in by_name]
        return tuple(found) if len(found) == len(names) else ()


def gateways_of(configuration: LoadBalancerConfiguration) -> Iterator[tuple[ConfigurationUser, str]]:
    """The Gateways and classes of the stack that use a configuration, each with the name of its controller."""
    stack = configuration.stack
    users, doubt = stack.remember("users of configurations", lambda: grouped(_users(stack), _used_name))
    for name in _own_name(configuration):
        for user in users.get(name, ()):
            if user.controller_name:
                yield user, user.controller_name
        if doubt is not None:
            raise doubt


def alone_limits_clients(configuration: LoadBalancerConfiguration) -> bool:
    """Whether a Gateway of the stack has a configuration, and no other one that says anything of its clients."""
    stack = configuration.stack
    gateways, doubt = stack.remember("gateways by configuration", lambda: grouped(_whole_gateways(stack), _settings))
    if some([partial(_has_no_other, gateway, configuration) for gateway in gateways.get(configuration.urn, ())]):
        return True
    if doubt is not None:
        raise doubt
    return False


def _has_no_other(gateway: ApiGateway, configuration: LoadBalancerConfiguration) -> bool:
    others = [found for found in gateway.configurations if found.urn != configuration.urn]
    return not some([partial(_limits_clients, found) for found in others])


def _limits_clients(configuration: LoadBalancerConfiguration) -> bool:
    return configuration.limits_clients


def _whole_gateways(stack: Stack) -> tuple[ApiGateway, ...]:
    """The Gateways of a stack, if no resource of it, be it left out of this run, patches one or what it refers to."""
    kinds = (ApiGateway, GatewayClass, LoadBalancerConfiguration)
    patches = {record.type for record in stack.records.values() if record.type.endswith("Patch")}
    return () if any(kind.reads(token) for kind in kinds for token in patches) else stack.all(ApiGateway)


def _users(stack: Stack) -> tuple[ConfigurationUser, ...]:
    return (*stack.all(GatewayClass), *stack.all(ApiGateway))


def _used_name(user: ConfigurationUser) -> tuple[ObjectName | None]:
    return (user.configuration_name,)


def _class_name(found: GatewayClass) -> Iterator[str | None]:
    if found.metadata:
        yield found.metadata.object_name


def _own_name(configuration: LoadBalancerConfiguration) -> Iterator[ObjectName | None]:
    if (metadata := configuration.metadata) and metadata.object_name:
        yield ObjectName(metadata.namespace, metadata.object_name)


def _settings(gateway: ApiGateway) -> Iterator[str]:
    yield from (configuration.urn for configuration in gateway.configurations)
