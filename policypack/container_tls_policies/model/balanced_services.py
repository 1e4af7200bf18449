"""Services whose pods load balancers of the AWS Load Balancer Controller reach."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .kubernetes import Ingress
from .mesh_services import host_name, mesh_service
from .workloads import NamespacedObject

if TYPE_CHECKING:
    from .kubernetes import BackendService
    from .mesh_services import MeshService


class NamespacedIngress(NamespacedObject):
    """An Ingress as an object of its namespace."""

    pattern = Ingress.pattern
    kind = Ingress.kind


def in_namespace(ingress: Ingress) -> NamespacedIngress:
    return ingress.stack.view(ingress.urn, NamespacedIngress)


def backend_service(ingress: Ingress, backend: BackendService) -> MeshService | None:
    """The Service of the stack that a path of an Ingress leads to; None when the stack does not show it."""
    name = backend.service_name
    return mesh_service(ingress, host_name(name, in_namespace(ingress).place)) if name else None
