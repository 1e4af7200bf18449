"""What components of container-tls say that they are meant to be."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from .node import Resource, Undecided, integer, mapping, some, text
from .values import UNKNOWN

if TYPE_CHECKING:
    from .elb import Listener
    from .stack import Reference

C = TypeVar("C", bound=Resource)


class NetworkLoadBalancerComponent(Resource):
    """A Network Load Balancer that passes TLS through."""

    tokens = frozenset({"container-tls:index:NetworkLoadBalancer"})
    kind = "component"

    passthrough_ports = mapping("passthroughPorts")

    def passes_through(self, port: int | None) -> bool:
        """Whether TLS on this port is meant to be passed through."""

        def means(key: str, value: Any) -> bool:
            if value is UNKNOWN:
                raise Undecided(self, f"passthroughPorts.{key}")
            return bool(value == port)

        return some([partial(means, key, value) for key, value in self.passthrough_ports.items()])


class EcsServiceComponent(Resource):
    """An ECS service with its side of the load balancer."""

    tokens = frozenset({"container-tls:index:EcsService"})
    kind = "component"

    container_port = integer("containerPort")
    passthrough_port = integer("passthroughPort")
    sidecar_min_tls_version = text("sidecarMinTlsVersion")


def component_of(resource: Resource, kind: type[C]) -> C | None:
    """The component of this class that a resource is right under; None when it is under none."""
    parent = resource.parent
    return parent.stack.view(parent.urn, kind) if parent and kind.reads(parent.record.type) else None


def declares_passthrough(listener: Listener) -> bool:
    """Whether a component says that TLS on this listener's port is to be passed through."""

    def by_service() -> bool:
        service = component_of(listener, EcsServiceComponent)
        return service is not None and service.passthrough_port == listener.port

    def by_load_balancer() -> bool:
        reference: Reference[Any] = listener.load_balancer

        def says(balancer: Resource) -> bool:
            component = component_of(balancer, NetworkLoadBalancerComponent)
            return component is not None and component.passes_through(listener.port)

        return bool(reference.agree(says))

    return some([by_service, by_load_balancer])
