"""Hosts of a mesh, and how proxies connect to them: ServiceEntries and DestinationRules."""

from __future__ import annotations

from collections import defaultdict
from contextlib import suppress
from functools import cached_property, partial
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

from .istio import (
    ExportedObject,
    PodSelector,
    concerning,
    http_protocols,
    namers,
    pattern_of,
    stream_protocols,
    tls_protocols,
)
from .istiod import chart_value, hides_values, installs_istiod
from .kubernetes import HelmChart
from .node import (
    Block,
    Undecided,
    Unusable,
    block,
    blocks,
    boolean,
    each,
    every,
    grouped,
    integer,
    keyword,
    mapping,
    sequence,
    some,
    text,
    those,
)
from .values import UNKNOWN
from .workloads import Concerning, KubernetesNamespace, Place, gives_label

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from .stack import Stack

waypoint_label: Final = "istio.io/use-waypoint"


class EntryPort(Block):
    """One element of `spec.ports` of a ServiceEntry."""

    number = integer("number")
    name = text("name")
    protocol = keyword("protocol")
    target_port = integer("targetPort")

    @property
    def entry(self) -> ServiceEntry:
        """The ServiceEntry that it is in."""
        assert isinstance(self.resource, ServiceEntry)
        return self.resource

    @property
    def targets(self) -> frozenset[int]:
        """The ports to which proxies connect for it; none where the stack does not show them."""
        spec, number = self.entry.spec, self.number
        if spec is None or number is None or spec.has("workloadSelector"):
            return frozenset()
        if spec.resolution == "NONE":
            return frozenset({number})
        if not spec.endpoints:
            return frozenset({self.target_port or number})
        targets = [endpoint.target(self) for endpoint in spec.endpoints]
        return frozenset(target for target in targets if target is not None)

    @property
    def leads_to_tls(self) -> bool:
        """Whether clients speak HTTP to it, and proxies connect to port 443 outside the mesh for it."""
        return every(
            [
                lambda: self.is_http,
                lambda: self.number != 443,
                lambda: self.entry.is_external,
                lambda: self.targets == {443},
            ]
        )

    @property
    def is_http(self) -> bool:
        """Whether proxies read requests on it."""
        return self.protocol in http_protocols

    @property
    def is_tls(self) -> bool:
        """Whether its clients speak TLS themselves."""
        return self.protocol in tls_protocols

    @property
    def is_stream(self) -> bool:
        """Whether proxies see connections only, of clients that do not speak TLS."""
        return self.protocol in stream_protocols

    @property
    def takes_all(self) -> bool:
        """Whether proxies know neither addresses nor names that tell which connections to its number are for it."""
        entry, spec = self.entry, self.entry.spec
        return spec is not None and every(
            [
                lambda: self.is_stream or not self.protocol,
                lambda: not spec.addresses,
                lambda: spec.resolution in ("STATIC", "DNS", "DNS_ROUND_ROBIN"),
                lambda: entry.is_external,
                lambda: entry.is_whole,
            ]
        )

    @property
    def is_contested(self) -> bool:
        """Whether its namespace sees several hosts of which each takes all connections to its number."""
        entry = self.entry
        if not entry.audience.has(entry.place):
            return False
        beside = entry.beside(ServiceEntry)
        key = (ServiceEntry, entry.place, "taking all")
        hosts, doubt = entry.stack.remember(key, lambda: _hosts_taking_all(beside.shown))
        if len(hosts.get(self.number, ())) > 1:
            return True
        if reason := beside.doubt or doubt:
            raise reason
        return False


class ServiceEndpoint(Block):
    """One element of `spec.endpoints` of a ServiceEntry."""

    address = text("address")
    ports = mapping("ports")

    def target(self, port: EntryPort) -> int | None:
        """Its port for one of the ServiceEntry; None where that cannot be read."""
        own = Block(self, self.path_of("ports"), self.ports).known(port.name) if port.name else None
        target = own or port.target_port or port.number
        return target if isinstance(target, int) else None


class EntrySpec(Block):
    """`spec` of a ServiceEntry."""

    hosts = sequence("hosts")
    addresses = sequence("addresses")
    ports = blocks("ports", EntryPort)
    location = text("location", default="MESH_EXTERNAL")
    resolution = text("resolution", default="NONE")
    endpoints = blocks("endpoints", ServiceEndpoint)
    workload_selector = mapping("workloadSelector")
    export_to = sequence("exportTo")
    subject_alt_names = sequence("subjectAltNames")


class ServiceEntry(ExportedObject):
    """A host in the mesh's registry, usually one outside the mesh."""

    pattern = pattern_of("networking", "ServiceEntry")
    kind = "ServiceEntry"

    spec = block("spec", EntrySpec)

    @property
    def written_hosts(self) -> list[Any]:
        return self.spec.hosts if self.spec else []

    def full_name(self, host: str) -> str:
        return host

    @property
    def hosts(self) -> Iterator[str]:
        """Its hosts; raises Undecided at the end when one is unknown."""
        yield from (host for host in self.written_hosts if isinstance(host, str))
        if any(host is UNKNOWN for host in self.written_hosts):
            raise Undecided(self, "spec.hosts")

    @property
    def ports(self) -> tuple[EntryPort, ...]:
        return self.spec.ports if self.spec else ()

    @property
    def ports_by_host(self) -> Iterator[tuple[EntryPort, str]]:
        """Each of its ports with each of its hosts; raises Undecided at the end when one is unknown."""
        return each(self.ports, lambda port: ((port, host) for host in self.hosts))

    @property
    def subject_alt_names(self) -> list[Any]:
        """Names of which the host's certificate must have one, where rules say none."""
        return self.spec.subject_alt_names if self.spec else []

    @property
    def is_external(self) -> bool:
        """Whether the host is outside the mesh."""
        return self.spec is not None and self.spec.location == "MESH_EXTERNAL"

    @property
    def names_endpoints(self) -> bool:
        """Whether requests go to other addresses than the host's own."""
        spec = self.spec
        return spec is not None and (spec.has("endpoints") or spec.has("workloadSelector"))

    @property
    def rules(self) -> Concerning[DestinationRule]:
        """The DestinationRules that may apply to its hosts, be it by a wildcard."""
        return concerning(self, DestinationRule, chain.from_iterable(map(namers, self.hosts)))

    @property
    def uses_waypoint(self) -> bool:
        """Whether the stack shows that a waypoint proxy, not sidecars, connects to its hosts."""
        places = self.stack.remember((KubernetesNamespace, waypoint_label), self._places_with_waypoints)
        return some(
            [
                lambda: self.metadata is not None and gives_label(self.metadata.labels, waypoint_label),
                *(partial(place.is_the_same, self.place, self) for place in places),
                self._is_in_a_namespace_left_out,
            ]
        )

    def _places_with_waypoints(self) -> list[Place]:
        return [found.place for found in self.stack.all(KubernetesNamespace) if found.gives_label(waypoint_label)]

    def _is_in_a_namespace_left_out(self) -> bool:
        if self.stack.leaves_out(KubernetesNamespace):
            raise Undecided(self, "metadata.namespace", "may be a Namespace that this run does not show")
        return False


def _hosts_taking_all(
    entries: Iterable[ServiceEntry],
) -> tuple[dict[int | None, set[str]], Undecided | Unusable | None]:
    """By number, the hosts of which their namespace sees that they take all connections to it."""
    pairs, doubt = grouped(entries, _taken)
    hosts: dict[int | None, set[str]] = defaultdict(set)
    for number, host in pairs:
        hosts[number].add(host)
    return hosts, doubt


def _taken(entry: ServiceEntry) -> Iterator[tuple[int | None, str]]:
    def pairs(port: EntryPort) -> Iterable[tuple[int | None, str]]:
        takes = every([lambda: port.takes_all, lambda: entry.audience.has(entry.place)])
        return ((port.number, host) for host in entry.hosts) if takes else ()

    return each(entry.ports, pairs)


class ClientTls(Block):
    """`tls` of a DestinationRule: how proxies open connections."""

    mode = text("mode", default="DISABLE")
    client_certificate = text("clientCertificate", default="")
    private_key = text("privateKey", default="")
    ca_certificates = text("caCertificates", default="")
    ca_crl = text("caCrl", default="")
    credential_name = text("credentialName", default="")
    subject_alt_names = sequence("subjectAltNames")
    sni = text("sni", default="")
    skips_verification = boolean("insecureSkipVerify")

    @property
    def rule(self) -> DestinationRule:
        """The rule that it is in."""
        assert isinstance(self.resource, DestinationRule)
        return self.resource

    @property
    def starts_tls(self) -> bool:
        """Whether proxies start TLS of their own, towards hosts that need not know the mesh."""
        return self.mode in ("SIMPLE", "MUTUAL")

    @property
    def needs_secret(self) -> bool:
        """Whether proxies ask istiod for a Secret; certificates to trust may also be in a ConfigMap."""
        return self.credential_name != "" and not self.credential_name.startswith("configmap://")

    @property
    def port(self) -> int | None:
        """The port for which alone it counts; None when it counts for all that are not named."""
        return self.owner.number if isinstance(self.owner, PortPolicy) else None

    @property
    def trusts_public_authorities(self) -> bool:
        """Whether any certificate is trusted that the proxy's operating system would trust."""
        return self.ca_certificates in ("", "system") and self.credential_name == ""


class PortSelector(Block):
    """A port by its number."""

    number = integer("number")


class PortPolicy(Block):
    """One element of `portLevelSettings`: all that counts for this port."""

    port = block("port", PortSelector)
    tls = block("tls", ClientTls)

    @property
    def number(self) -> int | None:
        return self.port.number if self.port else None


class TrafficPolicy(Block):
    """`trafficPolicy` of a DestinationRule or of a subset."""

    tls = block("tls", ClientTls)
    port_level_settings = blocks("portLevelSettings", PortPolicy)

    @property
    def levels(self) -> Iterator[TrafficPolicy | PortPolicy]:
        """What it says of every port, and of each alone."""
        yield self
        yield from self.port_level_settings

    def settings_for(self, number: int) -> PortPolicy | None:
        """What is said of one port alone: first, where that is said twice."""
        return next(iter(those(self.port_level_settings, lambda found: found.number == number)), None)

    def tls_for(self, number: int) -> ClientTls | None:
        """The TLS towards a port: what is said of the port replaces all that is said for every port."""
        own = self.settings_for(number)
        return self.tls if own is None else own.tls


class Subset(Block):
    """One element of `subsets`."""

    name = text("name")
    traffic_policy = block("trafficPolicy", TrafficPolicy)


class RuleSpec(Block):
    """`spec` of a DestinationRule."""

    host = text("host")
    traffic_policy = block("trafficPolicy", TrafficPolicy)
    subsets = blocks("subsets", Subset)
    export_to = sequence("exportTo")
    workload_selector = block("workloadSelector", PodSelector)


class DestinationRule(ExportedObject):
    """How proxies connect to a host."""

    pattern = pattern_of("networking", "DestinationRule")
    kind = "DestinationRule"

    spec = block("spec", RuleSpec)

    @property
    def written_hosts(self) -> list[Any]:
        return [self.spec.raw("host")] if self.spec else []

    @cached_property
    def host(self) -> str | None:
        """The host that it is for, as Istio reads it."""
        host = self.spec.host if self.spec else None
        return self.full_name(host) if host else None

    @property
    def policy(self) -> TrafficPolicy | None:
        """What it says of all subsets."""
        return self.spec.traffic_policy if self.spec else None

    @property
    def policies(self) -> Iterator[TrafficPolicy]:
        """What it says of all subsets, and of each; raises Undecided at the end when some of it is not known."""
        return each(self._parts(), lambda part: [part.traffic_policy] if part.traffic_policy else [])

    def _parts(self) -> Iterator[RuleSpec | Subset]:
        if self.spec is not None:
            yield self.spec
            yield from self.spec.subsets

    def has_subset(self, name: str) -> bool:
        """Whether it has a subset of this name."""
        return self.spec is not None and some([partial(_is_called, found, name) for found in self.spec.subsets])

    @property
    def tls_settings(self) -> Iterator[ClientTls]:
        """Every `tls` in it; raises Undecided at the end when one is not known."""
        levels = each(self.policies, lambda policy: policy.levels)
        return each(levels, lambda level: [level.tls] if level.tls else [])

    @property
    def pod_labels(self) -> Mapping[str, Any]:
        """Labels of the pods of its namespace to which it applies; none where it applies to all."""
        found = self.spec.workload_selector if self.spec else None
        return found.match_labels if found else {}

    @property
    def selects_pods(self) -> bool:
        """Whether it applies to some pods of its namespace only."""
        return self.spec is not None and self.spec.has("workloadSelector")

    def tls_for(self, number: int) -> ClientTls | None:
        """The TLS towards a port of the host; what subsets add does not count."""
        return self.policy.tls_for(number) if self.policy else None

    def encrypts(self, number: int) -> bool:
        """Whether proxies use any TLS towards a port of the host, be it for a subset."""

        def uses_tls(policy: TrafficPolicy) -> bool:
            tls = policy.tls_for(number)
            return tls is not None and tls.mode != "DISABLE"

        return some(partial(uses_tls, policy) for policy in self.policies)

    def applies_in(self, place: Place, entry: ServiceEntry) -> bool:
        """Whether clients in a namespace find it for the host of a ServiceEntry: in their own namespace, in that of the
        ServiceEntry, or in what may be Istio's root namespace."""
        return every(
            [
                lambda: self.audience.has(place),
                lambda: some([lambda: self.place.is_the_same(place, self), lambda: self._is_found_by_all(entry)]),
            ]
        )

    def applies_everywhere(self, entry: ServiceEntry) -> bool:
        """Whether clients in every namespace find it for the host of a ServiceEntry."""
        return every([lambda: self.audience.everywhere, lambda: self._is_found_by_all(entry)])

    def reaches_clients_of(self, entry: ServiceEntry) -> bool:
        """Whether anybody who sees a ServiceEntry finds it for the host."""
        return some(
            [
                lambda: every([lambda: entry.audience.has(self.place), lambda: self.audience.has(self.place)]),
                lambda: every([lambda: self._is_found_by_all(entry), lambda: self.audience.meets(entry.audience)]),
            ]
        )

    @cached_property
    def reaches_anybody(self) -> bool:
        """Whether anybody finds it who sees a ServiceEntry of the stack for exactly its host."""
        return self.entries.include(self.reaches_clients_of)

    def may_apply_to(self, entry: ServiceEntry) -> bool:
        """Whether it may be found for the host of a ServiceEntry, by a first look at their namespaces: not where the
        ServiceEntry is only for its own, and that is another."""
        own, there = self.named_place, entry.named_place
        return own is None or there is None or own == there or may_be_root(own, self.stack) or not entry.is_private

    def _is_found_by_all(self, entry: ServiceEntry) -> bool:
        return may_be_root(self.place, self.stack) or self.shares_namespace_with(entry)

    @cached_property
    def entries(self) -> Concerning[ServiceEntry]:
        """The ServiceEntries of exactly the host that it names."""
        return concerning(self, ServiceEntry, [self.host] if self.host else [])

    @property
    def ports(self) -> Iterator[EntryPort]:
        """The ports of the host that the stack shows, and to which it may apply; raises Undecided at the end when some
        are not known."""
        return each(self.entries.shown, lambda entry: entry.ports if self.may_apply_to(entry) else ())


def _is_called(subset: Subset, name: str) -> bool:
    return subset.name == name


def may_be_root(place: Place, stack: Stack) -> bool:
    """Whether a namespace may be Istio's root namespace, which is istio-system unless the mesh is told another."""
    named = stack.remember("root namespaces", lambda: _root_namespaces(stack))
    return place.named and (place.key.startswith("istio") or place.key in named)


def root_namespace(stack: Stack) -> str | None:
    """Istio's root namespace, as far as the charts of istiod in the stack tell; None where one may tell another."""

    def find() -> str | None:
        charts = [chart for chart in stack.all(HelmChart) if installs_istiod(chart)]
        named = [chart_value(chart, "meshConfig", "rootNamespace") or "istio-system" for chart in charts]
        name = named[0] if named else "istio-system"
        may_differ = stack.leaves_out(HelmChart) or any(map(hides_values, charts))
        return name if isinstance(name, str) and not may_differ and all(other == name for other in named) else None

    return stack.remember("root namespace", find)


def _root_namespaces(stack: Stack) -> set[str]:
    """What charts of istiod name as root namespace."""
    found = set()
    for chart in stack.all(HelmChart):
        with suppress(Undecided, Unusable):
            if installs_istiod(chart):
                found.add(chart_value(chart, "meshConfig", "rootNamespace"))
    return found


ClientTls.listed_in = (DestinationRule, "tls_settings")
