"""What sidecars of a mesh take in and let out."""

from __future__ import annotations

from functools import partial
from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING, Any, ClassVar

from .istio import PodSelector, PodsObject, for_whole_namespace, names_host, pattern_of, selecting
from .istio_gateways import GatewayPort, ServerTls, gateways_lead_to
from .istio_hosts import root_namespace
from .node import Block, Undecided, block, blocks, every, grouped, sequence, some, text
from .values import UNKNOWN
from .workloads import Concerning, Place

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from .istio_hosts import DestinationRule, ServiceEntry
    from .node import Resource
    from .workloads import Workload


class SidecarListener(Block):
    """One element of `ingress` of a Sidecar."""

    port = block("port", GatewayPort)
    bind = text("bind")
    default_endpoint = text("defaultEndpoint")
    tls = block("tls", ServerTls)

    listed_in: ClassVar[tuple[type[Resource], str] | None]

    @property
    def sidecar(self) -> Sidecar:
        """The Sidecar that it is in."""
        assert isinstance(self.resource, Sidecar)
        return self.resource

    @property
    def number(self) -> int | None:
        return self.port.number if self.port else None

    @property
    def protocol(self) -> str | None:
        return self.port.protocol if self.port else None

    @property
    def ends_tls(self) -> bool:
        """Whether the proxy ends TLS of clients for the application."""
        return self.tls is not None and self.tls.ends_tls


class EgressListener(Block):
    """One element of `egress` of a Sidecar."""

    port = block("port", GatewayPort)
    hosts = sequence("hosts")


class OutboundTrafficPolicy(Block):
    """`outboundTrafficPolicy` of a Sidecar."""

    mode = text("mode", default="ALLOW_ANY")


class SidecarSpec(Block):
    """`spec` of a Sidecar."""

    workload_selector = block("workloadSelector", PodSelector)
    ingress = blocks("ingress", SidecarListener)
    egress = blocks("egress", EgressListener)
    outbound_traffic_policy = block("outboundTrafficPolicy", OutboundTrafficPolicy)


class Sidecar(PodsObject):
    """What the sidecars of a namespace, or of one workload, take in and let out."""

    pattern = pattern_of("networking", "Sidecar")
    kind = "Sidecar"

    spec = block("spec", SidecarSpec)

    @property
    def listeners(self) -> tuple[SidecarListener, ...]:
        """What it takes in, where it says so."""
        return self.spec.ingress if self.spec else ()

    @property
    def egress(self) -> tuple[EgressListener, ...]:
        """What its pods see, where it says so."""
        return self.spec.egress if self.spec else ()

    def shows(self, entry: ServiceEntry, place: Place) -> bool:
        """Whether its pods in a namespace see a host of a ServiceEntry; raises Undecided when that is open."""
        written = chain.from_iterable(listener.hosts for listener in self.egress)
        return some([partial(self._names, host, entry, place) for host in written])

    def _names(self, written: Any, entry: ServiceEntry, own: Place) -> bool:
        if written is UNKNOWN:
            raise Undecided(self, "spec.egress")
        place, _, pattern = str(written).partition("/")
        if place == "~":
            return False
        there = own if place == "." else Place(place, True)
        return every(
            [
                lambda: any(names_host(pattern, host) for host in entry.hosts),
                lambda: place == "*" or there.is_the_same(entry.place, self),
            ]
        )

    @property
    def selector(self) -> Mapping[str, Any]:
        found = self.spec.workload_selector if self.spec else None
        return found.labels if found else {}


SidecarListener.listed_in = (Sidecar, "listeners")


def sidecar_of_clients(rule: DestinationRule) -> Sidecar | None:
    """What all clients have to which a rule applies: the Sidecar that selects their pods, otherwise that of their
    namespace, otherwise that of the root namespace. None where there is none, or several."""
    labels = rule.pod_labels
    if not rule.stack.all(Sidecar) or not (labels or rule.is_private):
        return None
    if selected := selecting(rule, Sidecar, labels).complete if labels else ():
        return selected[0] if len(selected) == 1 else None
    if any(found.is_patch or (found.selector and not labels) for found in rule.beside(Sidecar).complete):
        return None
    defaults = for_whole_namespace(rule, Sidecar).complete or _of_root_namespace(rule)
    if len(defaults) != 1 or not _are_sidecars(rule.pods_with(labels).shown):
        return None
    return None if rule.host is None or gateways_lead_to(rule, rule.host) else defaults[0]


def _are_sidecars(pods: tuple[Workload, ...]) -> bool:
    """Whether there are pods, and none says that its proxy is a gateway."""
    return bool(pods) and not any(found.pod_has_annotation("inject.istio.io/templates") for found in pods)


def _of_root_namespace(asked_by: Resource) -> tuple[Sidecar, ...]:
    """The Sidecars of the stack for all namespaces that have none."""
    stack = asked_by.stack
    index, doubt = stack.remember((Sidecar, "default"), lambda: grouped(stack.all(Sidecar), _places_of_all_pods))
    if doubt is not None:
        raise doubt
    name = root_namespace(stack) if index else None
    return tuple(index.get(Place(name, True), ())) if name else ()


def _places_of_all_pods(sidecar: Sidecar) -> Iterator[Place]:
    """The namespace for all pods of which it is, if it is for all."""
    if not sidecar.is_patch and not sidecar.selector:
        yield sidecar.place


def sidecars_that_end_tls(asked_by: Resource) -> Concerning[Sidecar]:
    """The Sidecars of the stack that end TLS of clients for the application."""
    stack = asked_by.stack
    index, doubt = stack.remember((Sidecar, "ends TLS"), lambda: grouped(stack.all(Sidecar), _ends_tls))
    return Concerning(tuple(index.get(True, ())), doubt)


def _ends_tls(sidecar: Sidecar) -> tuple[bool]:
    return (some([partial(attrgetter("ends_tls"), listener) for listener in sidecar.listeners]),)
