"""Services whose pods load balancers of the AWS Load Balancer Controller reach."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .ingress_groups import is_for_this_controller
from .kubernetes import Ingress, KubernetesService
from .mesh_services import host_name, mesh_service
from .node import Undecided, grouped, some
from .target_group_bindings import TargetGroupBinding
from .workloads import NamespacedObject

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .kubernetes import BackendService
    from .mesh_services import MeshService
    from .stack import Stack


class NamespacedIngress(NamespacedObject):
    """An Ingress as an object of its namespace."""

    pattern = Ingress.pattern
    kind = Ingress.kind


def in_namespace(ingress: Ingress) -> NamespacedIngress:
    return ingress.stack.view(ingress.urn, NamespacedIngress)


def backend_service(ingress: Ingress, backend: BackendService) -> MeshService | None:
    """The Service of the stack that a backend of an Ingress is; None when the stack does not show it."""
    name = backend.service_name
    return mesh_service(ingress, host_name(name, in_namespace(ingress).place)) if name else None


def is_load_balanced(service: MeshService) -> bool:
    """Whether load balancers are to reach the pods of a Service: it is of type LoadBalancer, or an Ingress or a
    TargetGroupBinding leads to it."""
    return some(
        [
            lambda: service.stack.view(service.urn, KubernetesService).is_load_balancer,
            lambda: _is_led_to(service),
        ]
    )


def _is_led_to(service: MeshService) -> bool:
    stack = service.stack
    index, doubt = stack.remember("led to", lambda: grouped(_leading(stack), _hosts))
    if service.host in index:
        return True
    if doubt is not None:
        raise doubt
    if stack.leaves_out(Ingress) or stack.leaves_out(TargetGroupBinding):
        raise Undecided(service, "metadata.name", "may be named by an object that this run does not show")
    return False


def _leading(stack: Stack) -> Iterator[Ingress | TargetGroupBinding]:
    yield from stack.all(Ingress)
    yield from stack.all(TargetGroupBinding)


def _hosts(owner: Ingress | TargetGroupBinding) -> Iterator[str]:
    """The host names of the Services that an Ingress or a TargetGroupBinding leads to."""
    if isinstance(owner, TargetGroupBinding):
        if owner.spec and owner.spec.service and owner.spec.service.service_name:
            yield host_name(owner.spec.service.service_name, owner.place)
    elif not owner.chart and is_for_this_controller(owner):
        place = in_namespace(owner).place
        yield from (host_name(backend.service_name, place) for backend in owner.backend_services)
