"""Objects of Istio, and what they say of a host: who may call it, where requests go, and with what TLS."""

from __future__ import annotations

import re
from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property, partial
from itertools import chain
from typing import TYPE_CHECKING, Any, ClassVar, Final, Generic, NamedTuple, Self, TypeVar

from .kubernetes import HelmChart, service_prefix, true_words
from .node import (
    Block,
    Undecided,
    Unusable,
    block,
    blocks,
    boolean,
    every,
    integer,
    keyword,
    mapping,
    sequence,
    some,
    text,
)
from .values import UNKNOWN
from .workloads import (
    Concerning,
    KubernetesNamespace,
    NamespacedObject,
    Place,
    Secret,
    Workload,
    gives_label,
    place_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from .node import Resource
    from .stack import Stack

http_protocols: Final = frozenset({"HTTP", "HTTP2", "GRPC", "GRPC-WEB"})
"""Protocols of ports on which proxies read requests, and know from them which host is meant."""

tls_protocols: Final = frozenset({"HTTPS", "TLS"})
"""Protocols of ports whose clients speak TLS themselves."""

stream_protocols: Final = frozenset({"TCP", "MONGO", "MYSQL", "REDIS"})
"""Protocols of ports on which proxies see connections only."""

mesh_gateway: Final = "mesh"
"""What stands for all sidecars where a VirtualService names gateways."""

waypoint_label: Final = "istio.io/use-waypoint"

H = TypeVar("H", bound="HostReader")
P = TypeVar("P", bound="PodsObject")


def _pattern(group: str, kind: str) -> re.Pattern[str]:
    return re.compile(rf"kubernetes:{group}\.istio\.io/v\w+:{kind}(Patch)?")


def names_host(pattern: str, host: str) -> bool:
    """Whether two hosts, each of which may begin with a wildcard, have a name in common."""
    if pattern.startswith("*"):
        return host.removeprefix("*").endswith(pattern[1:]) or (host.startswith("*") and pattern.endswith(host[1:]))
    return pattern.endswith(host[1:]) if host.startswith("*") else pattern == host


def namers(host: str) -> list[str]:
    """What an object may name to mean a host, the most specific first: the host itself, then wildcards."""
    labels = host.split(".")
    wildcards = [".".join(["*", *labels[index:]]) for index in range(1, len(labels))]
    return list(dict.fromkeys([host, *wildcards, "*"]))


class IstioObject(NamespacedObject):
    """An object of Istio, of any version of its API."""

    @cached_property
    def is_whole(self) -> bool:
        """Whether the stack shows all of it. What a patch does not say, or another resource patches, may be otherwise
        than it seems."""
        if self.is_patch:
            return False
        patches = self.stack.remember(("patches", type(self)), self._patches)
        return every([partial(self._is_another_than, found) for found in patches])

    def _patches(self) -> list[Self]:
        """The patches of objects of its kind, those too that this run leaves out."""
        records = [record for record in self.stack.records.values() if record.type.endswith("Patch")]
        return [self.stack.view(record.urn, type(self)) for record in records if self.reads(record.type)]

    def _is_another_than(self, patch: IstioObject) -> bool:
        return some([lambda: patch.object_name != self.object_name, lambda: not self.shares_namespace_with(patch)])


class AnyIstioObject(IstioObject):
    """An object of one of the kinds that decide on TLS; read without regard to what the kind is."""

    pattern = _pattern(
        "(networking|security)",
        "(AuthorizationPolicy|DestinationRule|Gateway|PeerAuthentication|ServiceEntry|Sidecar|VirtualService)",
    )

    @property
    def kind_name(self) -> str:
        """Its kind, also where it is a patch of one."""
        return self.record.type.rpartition(":")[2].removesuffix("Patch")


class PodsObject(IstioObject):
    """An object for pods with some labels."""

    @property
    def selector(self) -> Mapping[str, Any]:
        """Labels of the pods that it is for; none where it is for all."""
        raise NotImplementedError


class Selectors(NamedTuple, Generic[P]):
    """The objects of one kind in one namespace, by each label that they select, grouped by all of these."""

    by_label: dict[tuple[str, str], dict[frozenset[tuple[str, str]], list[P]]]
    for_all: list[P]
    """Those that select no pods, and so are for all."""
    doubt: Undecided | Unusable | None


def selecting(asked_by: NamespacedObject, kind: type[P], labels: Mapping[str, Any]) -> Concerning[P]:
    """The objects of a kind beside another one that select, by labels of their own, pods with these. One that shares a
    label and contradicts none may select them as well, as pods may have more labels than these."""
    found, index = _selectors_beside(asked_by, kind)
    doubt = found.doubt or index.doubt
    if any(value is UNKNOWN for value in labels.values()):
        doubt = doubt or Undecided(asked_by, "a label of the pods")
    pods = {key: value for key, value in labels.items() if isinstance(value, str)}
    groups: dict[frozenset[tuple[str, str]], list[P]] = {}
    for item in pods.items():
        groups.update(index.by_label.get(item, {}))
    certain = [group for group in groups if group <= pods.items()]
    if any(_agree(group, pods) for group in groups if not group <= pods.items()):
        doubt = doubt or Undecided(asked_by, "the workload", "may be that of another object with more labels")
    return Concerning(tuple(chain.from_iterable(groups[group] for group in certain)), doubt)


def for_whole_namespace(asked_by: NamespacedObject, kind: type[P]) -> Concerning[P]:
    """The objects of a kind beside another one that are for all pods of their namespace."""
    found, index = _selectors_beside(asked_by, kind)
    return Concerning(tuple(index.for_all), found.doubt or index.doubt)


def the_one(found: Concerning[P]) -> P | None:
    """The one that counts; None when there is none, or when there are several, of which Istio obeys the oldest."""
    return found.complete[0] if len(found.complete) == 1 else None


def _selectors_beside(asked_by: NamespacedObject, kind: type[P]) -> tuple[Concerning[P], Selectors[P]]:
    found = asked_by.beside(kind)
    return found, asked_by.stack.remember((kind, asked_by.place, "selector"), lambda: _by_selected_label(found.shown))


def _by_selected_label(objects: Iterable[P]) -> Selectors[P]:
    index = Selectors[P](defaultdict(dict), [], None)
    for found in objects:
        try:
            selector = found.selector
        except (Undecided, Unusable) as reason:
            index = index._replace(doubt=reason)
            continue
        if found.is_patch:
            continue
        if any(value is UNKNOWN for value in selector.values()):
            index = index._replace(doubt=Undecided(found, "the selector in spec"))
            continue
        labels = frozenset((key, value) for key, value in selector.items() if isinstance(value, str))
        if not labels:
            index.for_all.append(found)
        for item in labels:
            index.by_label[item].setdefault(labels, []).append(found)
    return index


def _agree(group: frozenset[tuple[str, str]], labels: Mapping[str, str]) -> bool:
    return all(labels.get(key, value) == value for key, value in group)


class Audience(NamedTuple):
    """The namespaces that see an object."""

    of: NamespacedObject
    everywhere: bool
    places: tuple[Place, ...]

    def has(self, place: Place) -> bool:
        """Whether it is seen in a namespace; raises Undecided when that is open."""
        return self.everywhere or some([partial(found.is_the_same, place, self.of) for found in self.places])

    def meets(self, other: Audience) -> bool:
        """Whether some namespace sees both objects; raises Undecided when that is open."""
        if self.everywhere or other.everywhere:
            return (self.everywhere or bool(self.places)) and (other.everywhere or bool(other.places))
        return some([partial(other.has, place) for place in self.places])


class HostReader(IstioObject):
    """An object that names hosts."""

    def full_name(self, host: str) -> str:
        """A host as Istio reads it: one without a dot is a Service of the object's namespace."""
        return host if "." in host or "/" in host or host == "*" else f"{host}.{self.place.key}.svc.cluster.local"


class ExportedObject(HostReader):
    """An object about hosts that is seen by some namespaces, or by all."""

    spec: Any

    @property
    def written_hosts(self) -> list[Any]:
        """The hosts that it is about, as they are written; each may be unknown."""
        raise NotImplementedError

    @cached_property
    def audience(self) -> Audience:
        """Who sees it, by `exportTo`: everyone by default."""
        written = self.spec.export_to if self.spec else []
        if not written or any(name is not UNKNOWN and name == "*" for name in written):
            return Audience(self, True, ())
        named = [("spec.exportTo", name) for name in written if name is UNKNOWN or name not in (".", "~")]
        places = [place_of(found) for found in self.stack.refer_each(self.spec, named, KubernetesNamespace)]
        if any(name is not UNKNOWN and name == "." for name in written):
            places.append(self.place)
        return Audience(self, False, tuple(places))


def concerning(
    asked_by: Resource, kind: type[H], hosts: Iterable[str], attribute: str = "written_hosts"
) -> Concerning[H]:
    """The objects of a kind that name one of these hosts, wildcards being names like any other."""
    stack = asked_by.stack
    index, doubt = stack.remember((kind, attribute), lambda: _index(stack, kind, attribute))
    if doubt is None and stack.leaves_out(kind):
        doubt = Undecided(asked_by, "the host", "may be that of an object which is left out of this run")
    names = tuple(hosts)
    shown = stack.remember((kind, attribute, names), lambda: _named(index, names))
    return Concerning(shown, doubt)


def _named(index: Mapping[str, Iterable[H]], hosts: Iterable[str]) -> tuple[H, ...]:
    found = {view.urn: view for host in hosts for view in index.get(host, ())}
    return tuple(found[urn] for urn in sorted(found))


def _index(stack: Stack, kind: type[H], attribute: str) -> tuple[dict[str, list[H]], Undecided | Unusable | None]:
    index: dict[str, list[H]] = defaultdict(list)
    doubt: Undecided | Unusable | None = None
    for view in stack.all(kind):
        try:
            for host in getattr(view, attribute):
                if host is UNKNOWN:
                    doubt = doubt or Undecided(view, "a host in spec")
                elif isinstance(host, str):
                    index[view.full_name(host)].append(view)
        except (Undecided, Unusable) as reason:
            doubt = doubt or reason
    return index, doubt


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

    pattern = _pattern("networking", "ServiceEntry")
    kind = "ServiceEntry"

    spec = block("spec", EntrySpec)

    @property
    def written_hosts(self) -> list[Any]:
        return self.spec.hosts if self.spec else []

    def full_name(self, host: str) -> str:
        return host

    @property
    def hosts(self) -> tuple[str, ...]:
        """Its hosts; raises Undecided when one is unknown."""
        if any(host is UNKNOWN for host in self.written_hosts):
            raise Undecided(self, "spec.hosts")
        return tuple(host for host in self.written_hosts if isinstance(host, str))

    @property
    def ports(self) -> tuple[EntryPort, ...]:
        return self.spec.ports if self.spec else ()

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

    @cached_property
    def is_private(self) -> bool:
        """Whether it is for certain that only its own namespace sees it."""
        written = self.spec.raw("exportTo") if self.spec and not self.spec.is_unknown else None
        return isinstance(written, list) and len(written) == 1 and written[0] is not UNKNOWN and written[0] == "."

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
            raise Undecided(self, "metadata.namespace", "may be a Namespace that is left out of this run")
        return False


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

    def settings_for(self, number: int) -> PortPolicy | None:
        """What is said of one port alone."""
        return next((found for found in self.port_level_settings if found.number == number), None)

    def tls_for(self, number: int) -> ClientTls | None:
        """The TLS towards a port: what is said of the port replaces all that is said for every port."""
        own = self.settings_for(number)
        return self.tls if own is None else own.tls


class Subset(Block):
    """One element of `subsets`."""

    name = text("name")
    traffic_policy = block("trafficPolicy", TrafficPolicy)


class PodSelector(Block):
    """Pods by their labels; DestinationRules and PeerAuthentications spell it `matchLabels`, others `labels`."""

    match_labels = mapping("matchLabels")
    labels = mapping("labels")


class RuleSpec(Block):
    """`spec` of a DestinationRule."""

    host = text("host")
    traffic_policy = block("trafficPolicy", TrafficPolicy)
    subsets = blocks("subsets", Subset)
    export_to = sequence("exportTo")
    workload_selector = block("workloadSelector", PodSelector)


class DestinationRule(ExportedObject):
    """How proxies connect to a host."""

    pattern = _pattern("networking", "DestinationRule")
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
    def policies(self) -> tuple[TrafficPolicy, ...]:
        """What it says of all subsets, and of each."""
        subsets = [subset.traffic_policy for subset in self.spec.subsets] if self.spec else []
        return tuple(policy for policy in (self.policy, *subsets) if policy is not None)

    @property
    def tls_settings(self) -> tuple[ClientTls, ...]:
        """Every `tls` in it."""
        found = [[policy.tls, *(own.tls for own in policy.port_level_settings)] for policy in self.policies]
        return tuple(tls for tls in chain.from_iterable(found) if tls is not None)

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

        return some([partial(uses_tls, policy) for policy in self.policies])

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
        return own is None or there is None or own == there or _may_be_root(own) or not entry.is_private

    def _is_found_by_all(self, entry: ServiceEntry) -> bool:
        return _may_be_root(self.place) or self.shares_namespace_with(entry)

    @cached_property
    def entries(self) -> Concerning[ServiceEntry]:
        """The ServiceEntries of exactly the host that it names."""
        return concerning(self, ServiceEntry, [self.host] if self.host else [])

    @cached_property
    def ports(self) -> tuple[EntryPort, ...]:
        """The ports of the host that the stack shows, and to which it may apply."""
        entries = [entry for entry in self.entries.shown if self.may_apply_to(entry)]
        return tuple(chain.from_iterable(entry.ports for entry in entries))


def _may_be_root(place: Place) -> bool:
    """Whether a namespace may be Istio's root namespace, which is istio-system unless the mesh is told another."""
    return place.named and place.key.startswith("istio")


ClientTls.listed_in = (DestinationRule, "tls_settings")


class Destination(Block):
    """`destination` of a route."""

    host = text("host")
    subset = text("subset")
    port = block("port", PortSelector)


class RouteDestination(Block):
    """One element of `route`."""

    destination = block("destination", Destination)


class RouteMatch(Block):
    """One element of `match` of a route."""

    port = integer("port")
    gateways = sequence("gateways")
    sni_hosts = sequence("sniHosts")


class Redirect(Block):
    """`redirect` of a route."""

    scheme = text("scheme")
    port = integer("port")


class Route(Block):
    """One element of `http`, `tls` or `tcp` of a VirtualService."""

    match = blocks("match", RouteMatch)
    route = blocks("route", RouteDestination)
    redirect = block("redirect", Redirect)
    delegate = mapping("delegate")

    @property
    def destinations(self) -> tuple[Destination, ...]:
        return tuple(found.destination for found in self.route if found.destination is not None)


class VirtualServiceSpec(Block):
    """`spec` of a VirtualService."""

    hosts = sequence("hosts")
    gateways = sequence("gateways")
    http = blocks("http", Route)
    tls = blocks("tls", Route)
    tcp = blocks("tcp", Route)
    export_to = sequence("exportTo")


class VirtualService(ExportedObject):
    """Where requests to some hosts go."""

    pattern = _pattern("networking", "VirtualService")
    kind = "VirtualService"

    spec = block("spec", VirtualServiceSpec)

    @property
    def written_hosts(self) -> list[Any]:
        return self.spec.hosts if self.spec else []

    @property
    def plain_routes(self) -> tuple[Route, ...]:
        """Its routes for clients that leave TLS to proxies."""
        return (*self.spec.http, *self.spec.tcp) if self.spec else ()

    @property
    def destinations(self) -> tuple[Destination, ...]:
        """Where requests of clients go that leave TLS to proxies."""
        return tuple(chain.from_iterable(route.destinations for route in self.plain_routes))

    @property
    def written_destinations(self) -> list[Any]:
        """The hosts to which they go, as they are written; each may be unknown."""
        return [found.raw("host") for found in self.destinations]

    @property
    def is_for_gateways(self) -> bool:
        """Whether it is for gateways, be it beside sidecars."""
        return self._names_gateway(lambda name: name != mesh_gateway)

    @property
    def is_for_sidecars(self) -> bool:
        """Whether it is for sidecars, be it beside gateways: also where it names no gateways."""
        return not (self.spec and self.spec.gateways) or self._names_gateway(lambda name: name == mesh_gateway)

    def _names_gateway(self, fits: Callable[[Any], bool]) -> bool:
        names = self.spec.gateways if self.spec else []
        if any(name is not UNKNOWN and fits(name) for name in names):
            return True
        if any(name is UNKNOWN for name in names):
            raise Undecided(self, "spec.gateways")
        return False

    @property
    def hosts(self) -> tuple[str, ...]:
        """Its hosts as Istio reads them; raises Undecided when one is unknown."""
        if any(host is UNKNOWN for host in self.written_hosts):
            raise Undecided(self, "spec.hosts")
        return tuple(self.full_name(host) for host in self.written_hosts if isinstance(host, str))

    @property
    def written_gateways(self) -> list[Any]:
        """The gateways that it is for, as they are written; each may be unknown."""
        return self.spec.gateways if self.spec else []

    @property
    def gateway_keys(self) -> list[Any]:
        """The Gateways that it is for, by namespace and name; each may be unknown."""
        return [
            self.gateway_key(name) if isinstance(name, str) else name
            for name in self.written_gateways
            if name is UNKNOWN or (isinstance(name, str) and name != mesh_gateway)
        ]

    def gateway_key(self, written: str) -> str:
        """Namespace and name of a Gateway that it names; without a namespace it is one of its own namespace."""
        if "/" in written:
            place, _, name = written.partition("/")
        else:
            name, _, place = written.partition(".")
            place = place.removesuffix(".svc.cluster.local")
        return f"{self.place.key if place in ('', '.') else place}/{name}"

    @property
    def gateways(self) -> tuple[Gateway, ...]:
        """The Gateways of the stack that it names, as far as names are known; raises Undecided where several have the
        same name."""
        index, _ = self.stack.remember((Gateway, "key"), partial(_gateways, self.stack))
        named = {key: index.get(key, ()) for key in self.gateway_keys if key is not UNKNOWN}
        for key, found in named.items():
            if len(found) > 1:
                raise Undecided(self, "spec.gateways", f"may be several objects, which are all called {key}")
        return tuple(found[0] for found in named.values() if found)

    @property
    def all_gateways(self) -> tuple[Gateway, ...]:
        """The Gateways that it names, if the stack has each; none where it names another one, or may do so."""
        found = self.gateways
        return found if len(found) == len(self.gateway_keys) else ()

    @property
    def route_kinds(self) -> tuple[str, ...]:
        """The kinds of routes that it has."""
        return tuple(kind for kind in ("http", "tls", "tcp") if self.routes(kind))

    def routes(self, kind: str) -> tuple[Route, ...]:
        """Its routes of a kind: `http`, `tls` or `tcp`."""
        found: tuple[Route, ...] = getattr(self.spec, kind) if self.spec else ()
        return found

    def leads_to(self, host: str, port: int) -> bool:
        """Whether one of its destinations is this port of a host."""
        return some([partial(self._means, found, host, port) for found in self.destinations])

    def leads_elsewhere(self, host: str, port: int) -> bool:
        """Whether one of its destinations is not this port of a host, or is in another VirtualService."""
        return some(
            [
                *(lambda route=route: route.has("delegate") for route in self.plain_routes),
                *(lambda found=found: not self._means(found, host, port) for found in self.destinations),
            ]
        )

    def _means(self, destination: Destination, host: str, port: int) -> bool:
        return every(
            [
                lambda: destination.host is not None and self.full_name(destination.host) == host,
                lambda: destination.port is None or destination.port.number in (None, port),
            ]
        )


class BackendReference(Block):
    """One element of `backendRefs` of a route of the Gateway API."""

    group = text("group", default="")
    kind = text("kind", default="Service")
    name = text("name")
    port = integer("port")


class ApiRouteRule(Block):
    """One element of `rules` of a route of the Gateway API."""

    backends = blocks("backendRefs", BackendReference)


class ApiRouteSpec(Block):
    """`spec` of a route of the Gateway API."""

    rules = blocks("rules", ApiRouteRule)


class ApiRoute(HostReader):
    """A route of the Kubernetes Gateway API, which Istio reads as well."""

    pattern = re.compile(r"kubernetes:gateway\.networking\.k8s\.io/v\w+:(HTTP|GRPC|TCP)Route(Patch)?")

    spec = block("spec", ApiRouteSpec)

    @property
    def written_destinations(self) -> list[Any]:
        """The hosts of ServiceEntries to which it leads, as they are written; each may be unknown."""
        rules = self.spec.rules if self.spec else ()
        found = chain.from_iterable(rule.backends for rule in rules)
        return [
            backend.raw("name") for backend in found if backend.raw("kind") is UNKNOWN or backend.kind == "Hostname"
        ]


def gateways_lead_to(asked_by: Resource, host: str) -> bool:
    """Whether the stack shows that gateways send requests to a host."""
    services = concerning(asked_by, VirtualService, [host], "written_destinations")
    routes = concerning(asked_by, ApiRoute, [host], "written_destinations")
    return some(
        [
            lambda: services.include(lambda found: found.is_for_gateways),
            lambda: routes.include(lambda _: True),
        ]
    )


def routes_lead_to(asked_by: Resource, host: str, port: int) -> bool:
    """Whether the stack shows that proxies send requests of clients without TLS to a port of a host, whatever port they
    came in by."""
    services = concerning(asked_by, VirtualService, [host], "written_destinations")
    routes = concerning(asked_by, ApiRoute, [host], "written_destinations")
    return some(
        [
            lambda: services.include(lambda found: found.leads_to(host, port)),
            lambda: routes.include(lambda _: True),
        ]
    )


def routes_lead_away(asked_by: Resource, host: str, port: int) -> bool:
    """Whether the stack shows that sidecars send requests to a port of a host elsewhere."""
    services = concerning(asked_by, VirtualService, namers(host))
    return services.include(
        lambda found: every([lambda: found.is_for_sidecars, lambda: found.leads_elsewhere(host, port)])
    )


class GatewayPort(Block):
    """`port` of a server of a Gateway, or of a listener of a Sidecar."""

    number = integer("number")
    name = text("name")
    protocol = keyword("protocol")


class ServerTls(Block):
    """`tls` of a server of a Gateway, or of a listener of a Sidecar: how proxies take connections."""

    mode = text("mode")
    https_redirect = boolean("httpsRedirect")
    credential_name = text("credentialName", default="")
    credential_names = sequence("credentialNames")
    ca_cert_credential_name = text("caCertCredentialName", default="")
    server_certificate = text("serverCertificate", default="")
    private_key = text("privateKey", default="")
    ca_certificates = text("caCertificates", default="")
    subject_alt_names = sequence("subjectAltNames")
    min_protocol_version = text("minProtocolVersion", default="TLS_AUTO")
    max_protocol_version = text("maxProtocolVersion", default="TLS_AUTO")
    cipher_suites = sequence("cipherSuites")
    tls_certificates = sequence("tlsCertificates")

    @property
    def ends_tls(self) -> bool:
        """Whether the proxy shows a certificate and reads what is inside. By default it does not."""
        return self.mode in ("SIMPLE", "MUTUAL", "OPTIONAL_MUTUAL", "ISTIO_MUTUAL")

    @property
    def needs_certificate(self) -> bool:
        """Whether it shows a certificate that is not the mesh's."""
        return self.ends_tls and self.mode != "ISTIO_MUTUAL"

    @property
    def asks_for_certificate(self) -> bool:
        """Whether clients are asked for a certificate of a CA that is not the mesh's."""
        return self.mode in ("MUTUAL", "OPTIONAL_MUTUAL")

    @property
    def names_secret(self) -> bool:
        """Whether certificates come from Secrets."""
        return some([lambda: self.credential_name != "", lambda: bool(self.credential_names)])

    @property
    def secrets(self) -> tuple[str, ...]:
        """The Secrets of the certificates that it shows."""
        names = [self.credential_name, *self.credential_names] if self.needs_certificate else []
        if any(name is UNKNOWN for name in names):
            raise Undecided(self.resource, self.path_of("credentialNames"))
        return tuple(name for name in names if isinstance(name, str) and name)

    @property
    def names_files(self) -> bool:
        """Whether certificates come from files, each with its key."""
        return every([lambda: self.server_certificate != "", lambda: self.private_key != ""])

    @property
    def sources(self) -> int:
        """From how many places its certificates come."""
        return sum(
            [
                self.names_files,
                self.credential_name != "",
                bool(self.credential_names),
                bool(self.tls_certificates),
            ]
        )

    @property
    def lacks_certificate(self) -> bool:
        """Whether it needs a certificate and names none."""
        return every(
            [
                lambda: self.needs_certificate,
                lambda: not self.names_secret,
                lambda: not self.tls_certificates,
                lambda: not self.names_files,
            ]
        )

    @property
    def lacks_client_authority(self) -> bool:
        """Whether it verifies clients, and names neither a file of CA certificates nor a Secret."""
        return every(
            [
                lambda: self.asks_for_certificate,
                lambda: not self.names_secret,
                lambda: self.ca_certificates == "",
            ]
        )


class GatewayServer(Block):
    """One element of `servers` of a Gateway."""

    port = block("port", GatewayPort)
    hosts = sequence("hosts")
    tls = block("tls", ServerTls)
    name = text("name")

    listed_in: ClassVar[tuple[type[Resource], str] | None]

    @property
    def gateway(self) -> Gateway:
        """The Gateway that it is in."""
        assert isinstance(self.resource, Gateway)
        return self.resource

    @property
    def protocol(self) -> str | None:
        return self.port.protocol if self.port else None

    @property
    def number(self) -> int | None:
        """The port of the gateway's Service that it serves."""
        return self.port.number if self.port else None

    @property
    def redirects(self) -> bool:
        """Whether it sends all clients to HTTPS."""
        return self.tls is not None and self.tls.https_redirect

    @property
    def ends_tls(self) -> bool:
        """Whether clients speak TLS to it, and it reads what is inside."""
        return self.protocol in tls_protocols and self.tls is not None and self.tls.ends_tls

    @property
    def certificates(self) -> tuple[str, ...]:
        """The Secrets and files of the certificates that it shows."""
        if not self.ends_tls or self.tls is None:
            return ()
        return (*self.tls.secrets, *([self.tls.server_certificate] if self.tls.names_files else []))

    @property
    def host_names(self) -> frozenset[str]:
        """Its hosts without the namespaces for whose routes they are; raises Undecided when one is not known."""
        if any(host is UNKNOWN for host in self.hosts):
            raise Undecided(self.resource, self.path_of("hosts"))
        return frozenset(str(host).rpartition("/")[2] for host in self.hosts)

    @property
    def route_kinds(self) -> frozenset[str]:
        """The kinds of routes, as VirtualServices call them, of which it takes some; none where it needs none."""
        if self.protocol in http_protocols:
            return frozenset({"http"})
        if self.protocol in stream_protocols:
            return frozenset({"tcp"})
        if self.protocol not in tls_protocols or self.tls is None or self.tls.mode == "AUTO_PASSTHROUGH":
            return frozenset()
        if not self.tls.ends_tls:
            return frozenset({"tls"})
        return frozenset({"http"} if self.protocol == "HTTPS" else {"tcp"})

    def has_host_of(self, service: VirtualService) -> bool:
        """Whether one of the hosts of a VirtualService is among its own."""
        return some([partial(self._is_of, written, service) for written in self.hosts])

    def _is_of(self, written: Any, service: VirtualService) -> bool:
        if written is UNKNOWN:
            raise Undecided(self.resource, self.path_of("hosts"))
        place, _, host = str(written).rpartition("/")
        return every(
            [
                lambda: any(names_host(host, found) for found in service.hosts),
                lambda: place in ("", "*") or self._is_place(place, service),
            ]
        )

    def _is_place(self, written: str, service: VirtualService) -> bool:
        place = self.gateway.place if written == "." else Place(written, True)
        return place.is_the_same(service.place, service)


class GatewaySpec(Block):
    """`spec` of a Gateway."""

    selector = mapping("selector")
    servers = blocks("servers", GatewayServer)


class Gateway(IstioObject):
    """What gateways' pods serve; not the Gateway of the Kubernetes Gateway API."""

    pattern = _pattern("networking", "Gateway")
    kind = "Gateway"

    spec = block("spec", GatewaySpec)

    @property
    def servers(self) -> tuple[GatewayServer, ...]:
        return self.spec.servers if self.spec else ()

    @property
    def selector(self) -> Mapping[str, Any]:
        """Labels of the pods that it configures, in whatever namespace they are; none where it configures all."""
        return self.spec.selector if self.spec else {}

    @property
    def key(self) -> str:
        """Its namespace and name."""
        return f"{self.place.key}/{self.object_name}"

    @property
    def has_a_namesake(self) -> bool:
        """Whether another Gateway of the stack has its namespace and name, as two clusters may."""
        index, _ = self.stack.remember((Gateway, "key"), partial(_gateways, self.stack))
        return len(index.get(self.key, ())) > 1

    @property
    def services(self) -> Concerning[VirtualService]:
        """The VirtualServices that name it."""
        return concerning(self, VirtualService, [self.key], "gateway_keys")


GatewayServer.listed_in = (Gateway, "servers")


def _gateways(stack: Stack) -> tuple[dict[str, list[Gateway]], Undecided | Unusable | None]:
    """Gateways by namespace and name, and why there may be more of them."""
    index: dict[str, list[Gateway]] = defaultdict(list)
    doubt: Undecided | Unusable | None = None
    for found in stack.all(Gateway):
        try:
            index[found.key].extend([] if found.is_patch else [found])
        except (Undecided, Unusable) as reason:
            doubt = doubt or reason
    return index, doubt


def first_with_certificate_of(server: GatewayServer) -> tuple[GatewayServer, ...]:
    """For each certificate of a server, the first of all servers by URN, be it itself, that shows it for HTTP on the
    same port of the same pods. Raises Undecided when none comes before it for certain, but one may."""
    keys = tuple(_shown_certificates(server))
    stack = server.stack
    index, doubt = stack.remember((GatewayServer, "certificate"), partial(_first_by_certificate, stack))
    found = tuple(index.get(key, server) for key in keys)
    if keys and all(first is server for first in found):
        if doubt is not None:
            raise doubt
        if stack.leaves_out(Gateway):
            raise Undecided(server.resource, "the certificate", "may be on an object which is left out of this run")
    return found


def _first_by_certificate(
    stack: Stack,
) -> tuple[dict[tuple[Any, ...], GatewayServer], Undecided | Unusable | None]:
    index: dict[tuple[Any, ...], GatewayServer] = {}
    doubt: Undecided | Unusable | None = None
    for gateway in stack.all(Gateway):
        try:
            servers = gateway.servers
        except (Undecided, Unusable) as reason:
            doubt = doubt or reason
            continue
        for server in servers:
            try:
                for key in _shown_certificates(server):
                    index.setdefault(key, server)
            except (Undecided, Unusable) as reason:
                doubt = doubt or reason
    return index, doubt


def _shown_certificates(server: GatewayServer) -> Iterator[tuple[Any, ...]]:
    """Cluster, labels of the pods, port and name of each certificate that a server shows to clients that speak HTTP."""
    gateway = server.gateway
    if server.protocol != "HTTPS" or not gateway.is_whole:
        return
    for name in server.certificates:
        selector = gateway.selector
        if any(value is UNKNOWN for value in selector.values()):
            raise Undecided(gateway, "spec.selector")
        labels = frozenset((key, value) for key, value in selector.items() if isinstance(value, str))
        if labels:
            yield gateway.cluster, labels, server.number, name


def gateways_called(asked_by: Resource, name: str) -> tuple[Gateway, ...]:
    """The Gateways of the stack with a name, in whatever namespace; raises Undecided when there may be more."""
    stack = asked_by.stack
    index, doubt = stack.remember((Gateway, "name"), partial(_gateways_by_name, stack))
    if doubt is None and stack.leaves_out(Gateway):
        doubt = Undecided(asked_by, "spec.gateways", "may be an object which is left out of this run")
    found = tuple(index.get(name, ()))
    if found and doubt is not None:
        raise doubt
    return found


def _gateways_by_name(stack: Stack) -> tuple[dict[str, list[Gateway]], Undecided | Unusable | None]:
    index: dict[str, list[Gateway]] = defaultdict(list)
    doubt: Undecided | Unusable | None = None
    for found in stack.all(Gateway):
        try:
            index[found.object_name or ""].extend([] if found.is_patch else [found])
        except (Undecided, Unusable) as reason:
            doubt = doubt or reason
    return index, doubt


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

    pattern = _pattern("networking", "Sidecar")
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

    def shows(self, entry: ServiceEntry) -> bool:
        """Whether its pods see a host of a ServiceEntry; raises Undecided when that is open."""
        written = chain.from_iterable(listener.hosts for listener in self.egress)
        return some([partial(self._names, host, entry) for host in written])

    def _names(self, written: Any, entry: ServiceEntry) -> bool:
        if written is UNKNOWN:
            raise Undecided(self, "spec.egress")
        place, _, pattern = str(written).partition("/")
        if place == "~":
            return False
        own = self.place if place == "." else Place(place, True)
        return every(
            [
                lambda: any(names_host(pattern, host) for host in entry.hosts),
                lambda: place == "*" or own.is_the_same(entry.place, self),
            ]
        )

    @property
    def selector(self) -> Mapping[str, Any]:
        found = self.spec.workload_selector if self.spec else None
        return found.labels if found else {}


SidecarListener.listed_in = (Sidecar, "listeners")


def sidecars_that_end_tls(asked_by: Resource) -> Concerning[Sidecar]:
    """The Sidecars of the stack that end TLS of clients for the application."""
    return asked_by.stack.remember("sidecars that end TLS", lambda: _sidecars_that_end_tls(asked_by.stack))


def _sidecars_that_end_tls(stack: Stack) -> Concerning[Sidecar]:
    shown: list[Sidecar] = []
    doubt: Undecided | Unusable | None = None
    for found in stack.all(Sidecar):
        try:
            if some([partial(_ends_tls, listener) for listener in found.listeners]):
                shown.append(found)
        except (Undecided, Unusable) as reason:
            doubt = doubt or reason
    return Concerning(tuple(shown), doubt)


def _ends_tls(listener: SidecarListener) -> bool:
    return listener.ends_tls


istiod_chart: Final = re.compile(r"istiod(-v?\d[\w.+-]*\.tgz)?")


class MeshServicePort(Block):
    """One element of `spec.ports` of a Service."""

    name = text("name")
    number = integer("port")
    app_protocol = text("appProtocol")

    @property
    def target(self) -> int | None:
        """The port of the pods; None where it has a name there."""
        given = self.known("targetPort")
        if given is None:
            return self.number
        return given if isinstance(given, int) and not isinstance(given, bool) else None

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

    pattern = re.compile(r"kubernetes:core/v1:Service")
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
    def host(self) -> str:
        """Its host name in the cluster."""
        return f"{self.object_name}.{self.place.key}.svc.cluster.local"

    def port(self, number: int | None) -> MeshServicePort | None:
        """The port of a number, or the only one when none is given."""
        if number is None:
            return self.ports[0] if len(self.ports) == 1 else None
        return next((port for port in self.ports if port.number == number), None)

    @property
    def rules(self) -> Concerning[DestinationRule]:
        """The DestinationRules that may apply to it, be it by a wildcard."""
        return concerning(self, DestinationRule, namers(self.host))

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
        return tuple(port.target for port in self.ports if number is None or port.number == number)


def mesh_service(asked_by: Resource, host: str) -> MeshService | None:
    """The Service of the stack with a full host name; None when the stack does not show it. Raises Undecided when there
    are several."""
    index = asked_by.stack.remember((MeshService, "host"), lambda: _services_by_host(asked_by.stack))
    found = index.get(host, ())
    if len(found) > 1:
        raise Undecided(found[1], "metadata.name", f"is also that of {found[0].label}")
    return found[0] if found else None


ambient_label: Final = "istio.io/dataplane-mode"


def is_ambient(asked_by: NamespacedObject) -> bool:
    """Whether the stack shows that not sidecars, but the node's proxies encrypt for the pods of a namespace."""
    places = asked_by.stack.remember((KubernetesNamespace, ambient_label), lambda: _ambient_places(asked_by.stack))
    if asked_by.stack.leaves_out(KubernetesNamespace):
        raise Undecided(asked_by, "metadata.namespace", "may be a Namespace that is left out of this run")
    return some([partial(place.is_the_same, asked_by.place, asked_by) for place in places])


def _ambient_places(stack: Stack) -> set[Place]:
    return {found.place for found in stack.all(KubernetesNamespace) if found.gives_label(ambient_label)}


def load_balancer_service(asked_by: Resource, labels: Mapping[str, Any]) -> MeshService | None:
    """The only Service of the stack that has a load balancer and, for certain, the pods with these labels; None when
    there is none, or when there are several. Raises Undecided when there may be another."""
    index, doubt = asked_by.stack.remember((MeshService, "labels"), lambda: _load_balancers(asked_by.stack))
    if any(value is UNKNOWN for value in labels.values()):
        raise Undecided(asked_by, "spec.selector")
    wanted = {(key, value) for key, value in labels.items() if isinstance(value, str)}
    found = [services for group, services in index.items() if wanted <= group]
    if not found or len(found) > 1 or len(found[0]) > 1:
        return None
    if doubt is not None:
        raise doubt
    if asked_by.stack.leaves_out(MeshService):
        raise Undecided(asked_by, "spec.selector", "may be that of a Service which is left out of this run")
    return found[0][0]


def _load_balancers(
    stack: Stack,
) -> tuple[dict[frozenset[tuple[str, str]], list[MeshService]], Undecided | Unusable | None]:
    index: dict[frozenset[tuple[str, str]], list[MeshService]] = defaultdict(list)
    doubt: Undecided | Unusable | None = None
    for found in stack.all(MeshService):
        try:
            if found.spec is None or found.spec.type != "LoadBalancer":
                continue
            if any(value is UNKNOWN for value in found.selector.values()):
                raise Undecided(found, "spec.selector")
            index[frozenset((key, str(value)) for key, value in found.selector.items())].append(found)
        except (Undecided, Unusable) as reason:
            doubt = doubt or reason
    return index, doubt


@dataclass
class SecretUsers:
    """The Gateways and DestinationRules that name a Secret of one name, in whatever namespace, for the certificate that
    their proxies show."""

    first: NamespacedObject
    by_place: dict[Place, NamespacedObject] = field(default_factory=dict)
    """One in each namespace that has any."""
    verifying: dict[Place, NamespacedObject] = field(default_factory=dict)
    """The same, of those that take the CA of clients' certificates from there as well."""
    needed_in: set[Place] = field(default_factory=set)
    """Where the Secret has to be, because the proxies are there."""
    all_shown: bool = True
    """Whether the stack shows the proxies of each."""

    def add(self, user: NamespacedObject, proxies: frozenset[Place], verifies: bool) -> None:
        """Takes in one more of them."""
        self.by_place.setdefault(user.place, user)
        if verifies:
            self.verifying.setdefault(user.place, user)
        self.needed_in |= proxies
        self.all_shown = self.all_shown and bool(proxies)


def secret_users(secret: Secret) -> tuple[SecretUsers | None, Undecided | Unusable | None]:
    """What names a Secret of this name for certain, None when nothing does; and why there may be more."""
    index, doubt = secret.stack.remember("users of Secrets", lambda: _secret_users(secret.stack))
    if doubt is None and (secret.stack.leaves_out(Gateway) or secret.stack.leaves_out(DestinationRule)):
        doubt = Undecided(secret, "metadata.name", "may be given by an object which is left out of this run")
    return index.get(secret.object_name or ""), doubt


def _secret_users(stack: Stack) -> tuple[dict[str, SecretUsers], Undecided | Unusable | None]:
    index: dict[str, SecretUsers] = {}
    doubt: Undecided | Unusable | None = None
    users: list[Gateway | DestinationRule] = [*stack.all(Gateway), *stack.all(DestinationRule)]
    for user in users:
        try:
            for name, proxies, verifies in _named_secrets(user):
                index.setdefault(name, SecretUsers(user)).add(user, proxies, verifies)
        except (Undecided, Unusable) as reason:
            doubt = doubt or reason
    return index, doubt


def _named_secrets(user: Gateway | DestinationRule) -> Iterator[tuple[str, frozenset[Place], bool]]:
    """The Secrets that an object names, where its proxies are, and whether they hold the CA of clients as well."""
    if isinstance(user, Gateway):
        for server in user.servers:
            for name in server.tls.secrets if server.tls else ():
                yield name, _places_of_pods(user), _takes_authority(server)
    elif user.selects_pods:
        for tls in user.tls_settings:
            if tls.mode == "MUTUAL" and tls.needs_secret:
                yield tls.credential_name, frozenset({user.place}), False


def _takes_authority(server: GatewayServer) -> bool:
    tls = server.tls
    return tls is not None and tls.asks_for_certificate and tls.ca_cert_credential_name == ""


def _places_of_pods(gateway: Gateway) -> frozenset[Place]:
    """The namespaces of the pods that a Gateway configures; none where the stack does not show them for certain."""
    stack = gateway.stack
    index, is_complete = stack.remember((Workload, "places"), lambda: _places_by_label(stack))
    wanted = gateway.selector.items()
    if not is_complete or not wanted or any(not isinstance(value, str) for value in gateway.selector.values()):
        return frozenset()
    groups = index.get(min(wanted), {})
    return frozenset(chain.from_iterable(places for labels, places in groups.items() if wanted <= labels))


def _places_by_label(
    stack: Stack,
) -> tuple[dict[tuple[str, str], dict[frozenset[tuple[str, str]], set[Place]]], bool]:
    """The namespaces of workloads by each label of their pods, grouped by all of these, and whether all are there."""
    index: dict[tuple[str, str], dict[frozenset[tuple[str, str]], set[Place]]] = defaultdict(dict)
    is_complete = not stack.leaves_out(Workload)
    for workload in stack.all(Workload):
        try:
            items = workload.pod_labels.items()
            labels = frozenset((key, value) for key, value in items if isinstance(value, str))
            for item in labels:
                index[item].setdefault(labels, set()).add(workload.place)
            is_complete = is_complete and len(labels) == len(items)
        except (Undecided, Unusable):
            is_complete = False
    return index, is_complete


def secret_is_in(asked_by: NamespacedObject, name: str, place: Place) -> bool:
    """Whether the stack has a Secret of a name in a namespace; raises Undecided when that is open."""
    index, doubt = asked_by.stack.remember((Secret, "name"), lambda: _secrets(asked_by.stack))
    if (place, name) in index:
        return True
    if doubt is None and asked_by.stack.leaves_out(Secret):
        doubt = Undecided(asked_by, "the Secret", "may be one that is left out of this run")
    if doubt is not None:
        raise doubt
    return False


def _secrets(stack: Stack) -> tuple[set[tuple[Place, str | None]], Undecided | Unusable | None]:
    index: set[tuple[Place, str | None]] = set()
    doubt: Undecided | Unusable | None = None
    for found in stack.all(Secret):
        try:
            index.add((found.place, found.object_name))
        except (Undecided, Unusable) as reason:
            doubt = doubt or reason
    return index, doubt


def _services_by_host(stack: Stack) -> dict[str, list[MeshService]]:
    index: dict[str, list[MeshService]] = defaultdict(list)
    for found in stack.all(MeshService):
        with suppress(Undecided, Unusable):
            index[found.host].append(found)
    return index


def hides_values(chart: HelmChart) -> bool:
    """Whether files that the stack does not show may set values of a chart."""
    files = chart.raw("valueYamlFiles")
    return files is UNKNOWN or bool(files)


def chart_value(chart: HelmChart, *path: str) -> Any:
    """What a chart's values have under nested keys, None where they have nothing; raises Undecided when it is open."""
    found: Any = chart.values
    for key in path:
        found = found.get(key) if isinstance(found, dict) else None
        if found is UNKNOWN:
            raise Undecided(chart, ".".join(["values", *path]))
    return found


def installs_istiod(chart: HelmChart) -> bool:
    """Whether it is the chart of Istio's control plane, from a repository, an OCI registry or a path."""
    return istiod_chart.fullmatch((chart.chart or "").rstrip("/").rpartition("/")[2]) is not None


def istiod_enables(asked_by: Resource, variable: str) -> bool:
    """Whether a chart of istiod in the stack sets an environment variable of it to true, wherever in its values, or may
    do so by files that the stack does not show."""
    charts = asked_by.stack.all(HelmChart)
    if some([partial(_enables, chart, variable) for chart in charts]):
        return True
    if asked_by.stack.leaves_out(HelmChart):
        raise Undecided(asked_by, "values", "may be overruled by a chart which is left out of this run")
    return False


def _enables(chart: HelmChart, variable: str) -> bool:
    files = chart.raw("valueYamlFiles")
    return every(
        [
            lambda: installs_istiod(chart),
            lambda: (
                files is UNKNOWN
                or bool(files)
                or some([partial(_is_true, chart, found) for found in _values_named(chart.values, variable)])
            ),
        ]
    )


def _is_true(chart: HelmChart, value: Any) -> bool:
    if value is UNKNOWN:
        raise Undecided(chart, "values")
    return value is True or (isinstance(value, str) and value in true_words)


def _values_named(values: Any, key: str) -> list[Any]:
    """What has a key, at any depth of objects, and each part that is not known."""
    if values is UNKNOWN:
        return [UNKNOWN]
    if not isinstance(values, dict):
        return []
    return [
        value for name, inner in values.items() for value in ([inner] if name == key else _values_named(inner, key))
    ]


class MutualTls(Block):
    """`mtls` of a PeerAuthentication."""

    mode = text("mode", default="UNSET")


class PeerAuthenticationSpec(Block):
    """`spec` of a PeerAuthentication."""

    selector = block("selector", PodSelector)
    mtls = block("mtls", MutualTls)
    port_level_mtls = mapping("portLevelMtls")


class PeerAuthentication(PodsObject):
    """Whether workloads take the mesh's mutual TLS only."""

    pattern = _pattern("security", "PeerAuthentication")
    kind = "PeerAuthentication"

    spec = block("spec", PeerAuthenticationSpec)

    @property
    def selector(self) -> Mapping[str, Any]:
        found = self.spec.selector if self.spec else None
        return found.match_labels if found else {}

    @property
    def mode(self) -> str:
        """What it says of all ports of which it says nothing else; UNSET where that is what its namespace says."""
        return self.spec.mtls.mode if self.spec and self.spec.mtls else "UNSET"

    @property
    def ports(self) -> tuple[int, ...]:
        """The ports of which it says something of their own."""
        return (
            tuple(int(key) for key in self.spec.port_level_mtls if re.fullmatch("[0-9]{1,5}", key)) if self.spec else ()
        )

    def effective_mode(self, port: int | None) -> str:
        """What it says of a port, or of all that are not named when no port is given."""
        own = self.mode_on(port) if port is not None else None
        return self.mode if own in (None, "UNSET") else own

    def mode_on(self, port: int) -> str | None:
        """What is said of one port alone; None where nothing is."""
        spec = self.spec
        level = Block(spec, "spec.portLevelMtls", spec.port_level_mtls).known(str(port)) if spec else None
        if spec is None or level is None:
            return None
        if not isinstance(level, dict):
            raise Unusable(self, f"spec.portLevelMtls.{port}", "is not an object")
        return MutualTls(spec, f"spec.portLevelMtls.{port}", level).mode


class Source(Block):
    """`source` of an AuthorizationPolicy's rule."""

    principals = sequence("principals")
    not_principals = sequence("notPrincipals")
    namespaces = sequence("namespaces")
    not_namespaces = sequence("notNamespaces")
    service_accounts = sequence("serviceAccounts")
    not_service_accounts = sequence("notServiceAccounts")


class RuleFrom(Block):
    """One element of `from` of an AuthorizationPolicy's rule."""

    source = block("source", Source)


class Operation(Block):
    """`operation` of an AuthorizationPolicy's rule."""

    ports = sequence("ports")
    not_ports = sequence("notPorts")


class RuleTo(Block):
    """One element of `to` of an AuthorizationPolicy's rule."""

    operation = block("operation", Operation)


class AuthorizationRule(Block):
    """One element of `rules` of an AuthorizationPolicy."""

    sources = blocks("from", RuleFrom)
    operations = blocks("to", RuleTo)


class AuthorizationPolicySpec(Block):
    """`spec` of an AuthorizationPolicy."""

    selector = block("selector", PodSelector)
    target_ref = mapping("targetRef")
    target_refs = sequence("targetRefs")
    action = text("action", default="ALLOW")
    rules = blocks("rules", AuthorizationRule)


class AuthorizationPolicy(PodsObject):
    """Who may call workloads."""

    pattern = _pattern("security", "AuthorizationPolicy")
    kind = "AuthorizationPolicy"

    spec = block("spec", AuthorizationPolicySpec)

    @property
    def selector(self) -> Mapping[str, Any]:
        found = self.spec.selector if self.spec else None
        return found.match_labels if found else {}
