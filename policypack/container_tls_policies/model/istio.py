"""Objects of Istio, and what they say of a host: who may call it, where requests go, and with what TLS."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cached_property, partial
from itertools import chain
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Self, TypeVar

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
from .workloads import Concerning, KubernetesNamespace, NamespacedObject, Place, gives_label, place_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

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
        return host if "." in host or host == "*" else f"{host}.{self.place.key}.svc.cluster.local"


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


class GatewayServer(Block):
    """One element of `servers` of a Gateway."""

    port = block("port", GatewayPort)
    hosts = sequence("hosts")
    tls = block("tls", ServerTls)
    name = text("name")


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


class SidecarListener(Block):
    """One element of `ingress` of a Sidecar."""

    port = block("port", GatewayPort)
    bind = text("bind")
    default_endpoint = text("defaultEndpoint")
    tls = block("tls", ServerTls)


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


class Sidecar(IstioObject):
    """What the sidecars of a namespace, or of one workload, take in and let out."""

    pattern = _pattern("networking", "Sidecar")
    kind = "Sidecar"

    spec = block("spec", SidecarSpec)


class MutualTls(Block):
    """`mtls` of a PeerAuthentication."""

    mode = text("mode", default="UNSET")


class PeerAuthenticationSpec(Block):
    """`spec` of a PeerAuthentication."""

    selector = block("selector", PodSelector)
    mtls = block("mtls", MutualTls)
    port_level_mtls = mapping("portLevelMtls")


class PeerAuthentication(IstioObject):
    """Whether workloads take the mesh's mutual TLS only."""

    pattern = _pattern("security", "PeerAuthentication")
    kind = "PeerAuthentication"

    spec = block("spec", PeerAuthenticationSpec)

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


class AuthorizationPolicy(IstioObject):
    """Who may call workloads."""

    pattern = _pattern("security", "AuthorizationPolicy")
    kind = "AuthorizationPolicy"

    spec = block("spec", AuthorizationPolicySpec)
