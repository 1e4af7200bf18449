"""Services of a cluster as proxies of a mesh know them."""

from __future__ import annotations

import re
from collections import defaultdict
from contextlib import suppress
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from .istio import concerning, http_protocols, namers, stream_protocols, tls_protocols
from .istio_hosts import DestinationRule, ServiceEntry
from .kubernetes import HelmChart, service_prefix
from .node import (
    Block,
    Undecided,
    Unusable,
    block,
    blocks,
    every,
    grouped,
    integer,
    keyword,
    mapping,
    some,
    text,
    those,
    whole_number,
)
from .values import UNKNOWN
from .workloads import Concerning, KubernetesNamespace, NamespacedObject, Place, namespaces_at, place_and_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from .node import Resource
    from .stack import Stack


_protocols: Final = http_protocols | tls_protocols | stream_protocols | {"UDP", "HTTP_PROXY"}


class MeshServicePort(Block):
    """One element of `spec.ports` of a Service."""

    name = text("name")
    number = integer("port")
    app_protocol = text("appProtocol")
    transport = keyword("protocol", default="TCP")

    @property
    def service(self) -> MeshService:
        """The Service that it is in."""
        assert isinstance(self.resource, MeshService)
        return self.resource

    @property
    def target(self) -> int | None:
        """The port of the pods; None where it has a name there."""
        given = self.known("targetPort")
        if given is None:
            return self.number
        return given if isinstance(given, int) and not isinstance(given, bool) else None

    @property
    def target_name(self) -> str | None:
        """The name of the port of the pods; None where it is given by its number."""
        given = self.known("targetPort")
        return given if isinstance(given, str) and given and whole_number(given) is None else None

    @property
    def states_protocol(self) -> bool:
        """Whether proxies know the protocol without looking into connections: by `appProtocol`, name or number."""
        stated = (self.name if self.app_protocol is None else self.app_protocol) or ""
        return (
            self.transport == "UDP"
            or self.number in (25, 53, 3306, 27017)
            or stated in ("kubernetes.io/h2c", "kubernetes.io/ws", "kubernetes.io/wss")
            or stated.partition("-")[0].upper() in _protocols
        )

    @property
    def is_https(self) -> bool:
        """Whether it says, by `appProtocol` or by its name, that the pods speak HTTPS."""
        return (self.app_protocol or (self.name or "").partition("-")[0]).lower() == "https"


class MeshServiceSpec(Block):
    """`spec` of a Service."""

    type = text("type", default="ClusterIP")
    selector = mapping("selector")
    ports = blocks("ports", MeshServicePort)


class MeshService(NamespacedObject):
    """A Service, as proxies of the mesh know it."""

    pattern = r"kubernetes:core/v1:Service(Patch)?"
    kind = "Service"

    spec = block("spec", MeshServiceSpec)

    @property
    def selector(self) -> Mapping[str, Any]:
        """Labels of its pods."""
        return self.spec.selector if self.spec else {}

    @property
    def ports(self) -> tuple[MeshServicePort, ...]:
        return self.spec.ports if self.spec else ()

    @property
    def is_alias(self) -> bool:
        """Whether it stands for another host, with the ports of that one."""
        return self.spec is not None and self.spec.type == "ExternalName"

    @property
    def host(self) -> str:
        """Its host name in the cluster."""
        return host_name(self.object_name, self.place)

    def port(self, number: int | None) -> MeshServicePort | None:
        """The port of a number, or the only one when none is given."""
        if number is None:
            return self.ports[0] if len(self.ports) == 1 else None
        return next(iter(self._ports_of(number)), None)

    @property
    def rules(self) -> Concerning[DestinationRule]:
        """The DestinationRules that may apply to it, be it by a wildcard."""
        return concerning(self, DestinationRule, namers(self.host))

    @property
    def has_load_balancer(self) -> bool:
        return self.spec is not None and self.spec.type == "LoadBalancer"

    def ends_tls(self, number: int) -> bool:
        """Whether its load balancer ends TLS on one of its ports."""
        port = self.port(number)
        if port is None or not self.has_annotation(f"{service_prefix}ssl-cert"):
            return False
        listed = self.annotation(f"{service_prefix}ssl-ports") or "*"
        names = {name.strip() for name in listed.split(",")}
        return not names.isdisjoint({"*", str(number), port.name})

    @property
    def starts_tls_again(self) -> bool:
        """Whether its load balancer speaks TLS to the pods where it ends that of clients."""
        return (self.annotation(f"{service_prefix}backend-protocol") or "tcp").lower() in ("ssl", "https")

    def targets(self, number: int | None) -> tuple[int | None, ...]:
        """The ports of its pods to which one of its ports leads, or each when none is given; None for one with a
        name."""
        return tuple(port.target for port in (self.ports if number is None else self._ports_of(number)))

    def _ports_of(self, number: int) -> tuple[MeshServicePort, ...]:
        return those(self.ports, lambda port: port.number == number)


def host_name(name: str | None, place: Place) -> str:
    """The host name of a Service in its cluster."""
    return f"{name}.{place.key}.svc.cluster.local"


def mesh_service(asked_by: Resource, host: str) -> MeshService | None:
    """The Service of the stack with a full host name; None when the stack does not show it. Raises Undecided when there
    are several."""
    index = asked_by.stack.remember((MeshService, "host"), lambda: _services_by_host(asked_by.stack))
    found = index.get(host, ())
    if len(found) > 1:
        raise Undecided(found[1], "metadata.name", f"is also that of {found[0].label}")
    return found[0] if found else None


def service_of_incomplete(asked_by: Resource, host: str) -> MeshService | None:
    """The Service of the stack that is meant by a host without the end of its name, `web.shop` or `web.shop.svc`, which
    Istio does not complete; None where there is no such Service, or a ServiceEntry has this very host."""
    parts = re.fullmatch(r"([\w-]+\.[\w-]+)(\.svc)?", host)
    found = mesh_service(asked_by, f"{parts[1]}.svc.cluster.local") if parts else None
    if found is None or concerning(asked_by, ServiceEntry, namers(host)).include(lambda _: True):
        return None
    return found


_without_services: Final = re.compile(
    r"(?!kubernetes:gateway\.networking\.k8s\.io/\w+:Gateway$)((?!kubernetes:).*|kubernetes:"
    r"([^.]*|([\w-]+\.)*(k8s\.io|k8s\.aws|istio\.io|cert-manager\.io|helm\.sh))/.*)"
)
"""Kinds of resources for which no operator makes Services or pods."""


def lacks_service(asked_by: NamespacedObject, place: Place, name: str) -> bool:
    """Whether the stack has a Namespace and Services in it, but none of this name, and nothing that may bring it: a
    chart, an object for an operator, or another cluster of the mesh. Raises Undecided when there may be one."""
    stack, found = asked_by.stack, asked_by.objects_in(place, MeshService)
    index, doubt = stack.remember((MeshService, "name"), lambda: grouped(stack.all(MeshService), place_and_name))
    if not every(
        [
            lambda: bool(found.shown) and (place, name) not in index,
            lambda: not stack.cluster,
            lambda: fills_alone(asked_by, place),
        ]
    ):
        return False
    if doubt is not None:
        raise doubt
    return bool(found.complete)


def fills_alone(asked_by: NamespacedObject, place: Place) -> bool:
    """Whether the stack has a Namespace, and nothing that may bring more Services or pods into it: a chart, or an
    object for an operator. Raises Undecided when there may be one."""
    stack = asked_by.stack
    return every(
        [
            lambda: not stack.remember("operators", lambda: _has_objects_for_operators(stack)),
            lambda: not any(_may_be_in(chart, place) for chart in stack.all(HelmChart)),
            lambda: not stack.leaves_out(HelmChart),
            lambda: any(not there.is_patch for there in namespaces_at(asked_by, place)),
        ]
    )


def _may_be_in(chart: HelmChart, place: Place) -> bool:
    """Whether a chart may be installed into a namespace."""
    namespace = chart.raw("namespace")
    return not (place.named and isinstance(namespace, str)) or namespace == place.key


def _has_objects_for_operators(stack: Stack) -> bool:
    return any(_without_services.fullmatch(record.type) is None for record in stack.records.values())


ambient_label: Final = "istio.io/dataplane-mode"


def is_ambient(asked_by: NamespacedObject) -> bool:
    """Whether the stack shows that not sidecars, but the node's proxies encrypt for the pods of a namespace."""
    places = asked_by.stack.remember((KubernetesNamespace, ambient_label), lambda: _ambient_places(asked_by.stack))
    if asked_by.stack.leaves_out(KubernetesNamespace):
        raise Undecided(asked_by, "metadata.namespace", "may be a Namespace that this run does not show")
    return some([partial(place.is_the_same, asked_by.place, asked_by) for place in places])


def _ambient_places(stack: Stack) -> set[Place]:
    return {found.place for found in stack.all(KubernetesNamespace) if found.gives_label(ambient_label)}


def load_balancer_service(asked_by: Resource, labels: Mapping[str, Any]) -> MeshService | None:
    """The only Service of the stack that has a load balancer and, for certain, the pods with these labels; None when
    there is none, or when there are several. Raises Undecided when there may be another."""
    stack = asked_by.stack
    index, doubt = stack.remember(
        (MeshService, "labels"), lambda: grouped(stack.all(MeshService), _labels_behind_load_balancer)
    )
    if any(value is UNKNOWN for value in labels.values()):
        raise Undecided(asked_by, "spec.selector")
    wanted = {(key, value) for key, value in labels.items() if isinstance(value, str)}
    behind = (service for group, services in index.items() if wanted <= group for service in services)
    found = list(islice(behind, 2))
    if not all(service.has_load_balancer for service in found) or len(found) != 1:
        return None
    for group, services in index.items():
        if not wanted <= group and all(group & {(key, value), (key, None)} for key, value in wanted):
            raise Undecided(services[0], "spec.selector")
    if doubt is not None:
        raise doubt
    if stack.leaves_out(MeshService):
        raise Undecided(asked_by, "spec.selector", "may be that of a Service which this run does not show")
    return found[0]


def _labels_behind_load_balancer(service: MeshService) -> Iterator[frozenset[tuple[str, str | None]]]:
    """The labels of the pods of a Service that has a load balancer, or may have; None for a value that is not known."""
    if not service.is_patch and service.spec and (service.spec.raw("type") is UNKNOWN or service.has_load_balancer):
        yield frozenset((key, None if value is UNKNOWN else str(value)) for key, value in service.selector.items())


class Exposure(NamedTuple):
    """A Service that has the pods of a gateway only, and the ports by which clients may reach these."""

    service: MeshService
    ports: frozenset[int | None]
    """The ports of all Services in its namespace and those of the pods behind them; None for one with a name."""


def exposure(asked_by: Resource, labels: Mapping[str, Any]) -> Exposure | None:
    """A Service of the stack that has, for certain, only pods with these labels, and the ports by which these may be
    reached; None when there is no such Service. Raises Undecided when there may be more ports."""
    if any(value is UNKNOWN for value in labels.values()):
        raise Undecided(asked_by, "spec.selector")
    wanted = frozenset((key, value) for key, value in labels.items() if isinstance(value, str))
    return asked_by.stack.remember((MeshService, wanted), lambda: _exposure(asked_by, wanted))


def _exposure(asked_by: Resource, wanted: frozenset[tuple[str, str]]) -> Exposure | None:
    stack = asked_by.stack
    index, doubt = stack.remember((MeshService, "label"), lambda: grouped(stack.all(MeshService), _selected_labels))
    candidates = min((index.get(item, []) for item in wanted), key=len, default=[])
    services = {found.place: found for found in candidates if wanted <= found.selector.items()}
    if not services:
        return None
    if doubt is not None:
        raise doubt
    if stack.leaves_out(MeshService):
        raise Undecided(asked_by, "spec.selector", "may be that of a Service which this run does not show")
    beside = [port for found in services.values() for one in found.beside(MeshService).complete for port in one.ports]
    return Exposure(
        next(iter(services.values())), frozenset(number for port in beside for number in (port.number, port.target))
    )


def _selected_labels(service: MeshService) -> Iterator[tuple[str, str]]:
    """The labels of the pods of a Service."""
    if service.is_patch:
        return
    yield from ((key, value) for key, value in service.selector.items() if isinstance(value, str))
    if any(value is UNKNOWN for value in service.selector.values()):
        raise Undecided(service, "spec.selector")


def _services_by_host(stack: Stack) -> dict[str, list[MeshService]]:
    index: dict[str, list[MeshService]] = defaultdict(list)
    for found in stack.all(MeshService):
        with suppress(Undecided, Unusable):
            if not found.is_patch:
                index[found.host].append(found)
    return index
