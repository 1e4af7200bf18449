"""Gateways of a mesh, what they serve, and the routes that lead through them or between sidecars."""

from __future__ import annotations

from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Any, ClassVar, Final, TypeAlias

from .gateway_api import ApiGateway
from .istio import (
    ExportedObject,
    HostReader,
    concerning,
    http_protocols,
    namers,
    names_host,
    pattern_of,
    stream_protocols,
    tls_protocols,
)
from .istio_hosts import PortSelector
from .istiod import istiod_enables
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
from .workloads import Concerning, NamespacedObject, Place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from .node import Resource
    from .stack import Stack

mesh_gateway: Final = "mesh"
"""What stands for all sidecars where a VirtualService names gateways."""


class Destination(Block):
    """`destination` of a route."""

    host = text("host")
    subset = text("subset")
    port = block("port", PortSelector)


class RouteDestination(Block):
    """One element of `route`."""

    destination = block("destination", Destination)
    weight = integer("weight", default=0)


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
    def destinations(self) -> Iterator[Destination]:
        """Where its requests go; raises Undecided at the end when one is not known."""
        return each(self.route, lambda found: [found.destination] if found.destination else [])

    @property
    def live_destinations(self) -> Iterator[Destination]:
        """Those that get requests: the only one, or each with a weight. Raises Undecided at the end when one is not
        known."""
        return each(self.route, lambda found: [found.destination] if found.destination and self._uses(found) else [])

    def _uses(self, found: RouteDestination) -> bool:
        return len(self.route) == 1 or found.weight > 0


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

    pattern = pattern_of("networking", "VirtualService")
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
    def destinations(self) -> Iterator[Destination]:
        """Where requests of clients go that leave TLS to proxies; raises Undecided at the end when one is not known."""
        return each(self.plain_routes, lambda route: route.destinations)

    @property
    def live_destinations(self) -> Iterator[Destination]:
        """Where any requests or connections go; raises Undecided at the end when one is not known."""
        routes = each(("http", "tls", "tcp"), self.routes)
        return each(routes, lambda route: route.live_destinations)

    @property
    def written_destinations(self) -> Iterator[Any]:
        """The hosts to which they go, as they are written; each may be unknown."""
        return (found.raw("host") for found in self.destinations)

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
        index, _ = _gateways_by(self.stack, "key")
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
    def gateway_places(self) -> tuple[Place, ...]:
        """The namespaces of the Gateways that it names; raises Undecided when one is not known."""
        if any(key is UNKNOWN for key in self.gateway_keys):
            raise Undecided(self, "spec.gateways")
        keys = [key.rpartition("/")[0] for key in self.gateway_keys]
        return tuple(self.place if key == self.place.key else Place(key, True) for key in keys)

    @property
    def misses_its_gateways(self) -> bool:
        """Whether the stack has Gateways in the namespaces that it names, but not one that it names, nor any of the
        Kubernetes Gateway API."""
        index, doubt = _gateways_by(self.stack, "key")
        if any(key in index for key in self.gateway_keys if key is not UNKNOWN) or self.stack.all(ApiGateway):
            return False
        beside = [self.objects_in(place, Gateway).complete for place in self.gateway_places]
        if doubt is not None:
            raise doubt
        return any(beside) and not self.stack.leaves_out(ApiGateway)

    @property
    def likely_gateways(self) -> tuple[Gateway, ...]:
        """The Gateways of the stack in the namespaces that it names which have one of its hosts, be it by a wildcard,
        but not by `*` alone."""
        index, _ = self.stack.remember((Gateway, "host"), lambda: grouped(self.stack.all(Gateway), _places_and_hosts))
        names = [name for host in self.hosts for name in namers(host) if name != "*"]
        found = [index.get((place, name), []) for place in self.gateway_places for name in names]
        return tuple({gateway.urn: gateway for gateway in chain.from_iterable(found)}.values())

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
        return some(partial(self._means, found, host, port) for found in self.destinations)

    def leads_elsewhere(self, host: str, port: int) -> bool:
        """Whether one of its destinations is not this port of a host, or is in another VirtualService."""
        return some(
            [
                lambda: some(partial(route.has, "delegate") for route in self.plain_routes),
                lambda: not every(partial(self._means, found, host, port) for found in self.destinations),
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

    pattern = r"kubernetes:gateway\.networking\.k8s\.io/v\w+:(HTTP|GRPC|TCP)Route(Patch)?"

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
    def secrets(self) -> Iterator[str]:
        """The Secrets of the certificates that it shows; raises Undecided at the end when one is not known."""
        names = [self.credential_name, *self.credential_names] if self.needs_certificate else []
        yield from (name for name in names if isinstance(name, str) and name)
        if any(name is UNKNOWN for name in names):
            raise Undecided(self.resource, self.path_of("credentialNames"))

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
    bind = text("bind")

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
        return frozenset(str(host).rpartition("/")[2].lower() for host in self.hosts)

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

    @property
    def services_without_gateways(self) -> tuple[VirtualService, ...]:
        """The VirtualServices of the stack with exactly one of its hosts that name no gateway, and so are for sidecars
        only."""
        hosts = {str(host).rpartition("/")[2] for host in self.hosts if host is not UNKNOWN}
        found = concerning(self.gateway, VirtualService, sorted(host for host in hosts if "*" not in host))
        return those(found.shown, self._is_left_out_by)

    def _is_left_out_by(self, service: VirtualService) -> bool:
        return every(
            [lambda: not service.written_gateways, lambda: service.is_whole, lambda: self.has_host_of(service)]
        )

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


class Gateway(NamespacedObject):
    """What gateways' pods serve; not the Gateway of the Kubernetes Gateway API."""

    pattern = pattern_of("networking", "Gateway")
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
        index, _ = _gateways_by(self.stack, "key")
        return len(index.get(self.key, ())) > 1

    @property
    def services(self) -> Concerning[VirtualService]:
        """The VirtualServices that name it."""
        return concerning(self, VirtualService, [self.key], "gateway_keys")


GatewayServer.listed_in = (Gateway, "servers")


def _gateways_by(stack: Stack, attribute: str) -> tuple[dict[str, list[Gateway]], Undecided | Unusable | None]:
    """Gateways by their `key`, which is namespace and name, or by `object_name`, and why there may be more of them."""

    def keys(gateway: Gateway) -> list[str]:
        return [] if gateway.is_patch else [getattr(gateway, attribute) or ""]

    return stack.remember((Gateway, attribute), lambda: grouped(stack.all(Gateway), keys))


def first_with_certificate_of(server: GatewayServer) -> Iterator[GatewayServer]:
    """For each certificate of a server, the first of all servers by URN, be it itself, that shows it for HTTP on the
    same port of the same pods. Raises Undecided when none comes before it for certain, but one may."""
    return _first_with(server, _shown_certificates, "the certificate")


def first_with_host_of(server: GatewayServer) -> Iterator[GatewayServer]:
    """The same for each host of a server for TLS: the first that has the very same one for TLS."""
    return _first_with(server, _tls_hosts, "a host")


def first_on_port_of(server: GatewayServer) -> Iterator[GatewayServer]:
    """The same for the port of a server: the first on it, for whatever protocol."""
    return _first_with(server, _ports, "a port")


Keys: TypeAlias = "Callable[[GatewayServer], Iterator[tuple[Any, ...]]]"


def _places_and_hosts(gateway: Gateway) -> Iterator[tuple[Place, str]]:
    if not gateway.is_patch:
        yield from each(gateway.servers, lambda server: ((gateway.place, host) for host in server.host_names))


def _first_with(server: GatewayServer, keys: Keys, what: str) -> Iterator[GatewayServer]:
    stack = server.stack
    index, doubt = stack.remember((GatewayServer, what), partial(_first_by, stack, keys))
    found: list[GatewayServer] = []
    for key in keys(server):
        found.append(index.get(key, server))
        yield found[-1]
    if found and all(first is server for first in found):
        if doubt is not None:
            raise doubt
        if stack.leaves_out(Gateway):
            raise Undecided(server.resource, what, "may be on an object which this run does not show")


def _first_by(stack: Stack, keys: Keys) -> tuple[dict[tuple[Any, ...], GatewayServer], Undecided | Unusable | None]:
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
                for key in keys(server):
                    index.setdefault(key, server)
            except (Undecided, Unusable) as reason:
                doubt = doubt or reason
    return index, doubt


def _shown_certificates(server: GatewayServer) -> Iterator[tuple[Any, ...]]:
    """For each certificate that a server shows to clients that speak HTTP, for hosts that are known: where it listens,
    and the certificate's name."""
    if server.protocol == "HTTPS" and server.gateway.is_whole:
        for name in server.certificates if server.host_names else ():
            yield from ((*listener, name) for listener in _listener(server))


def _tls_hosts(server: GatewayServer) -> Iterator[tuple[Any, ...]]:
    """For each host of a server for TLS, where it listens, and the host as Istio compares it; raises Undecided at the
    end when one is not known."""
    gateway = server.gateway
    if server.protocol not in tls_protocols or server.tls is None or server.tls.mode == "AUTO_PASSTHROUGH":
        return
    if not gateway.is_whole:
        return
    for host in server.hosts:
        if isinstance(host, str):
            place, _, name = host.rpartition("/")
            own = gateway.place.key if place == "." else place.removeprefix("*")
            yield from ((*listener, own, name) for listener in _listener(server))
    if any(host is UNKNOWN for host in server.hosts):
        raise Undecided(gateway, server.path_of("hosts"))


def _ports(server: GatewayServer) -> Iterator[tuple[Any, ...]]:
    if server.gateway.is_whole and server.protocol is not None:
        yield from _listener(server)


def _listener(server: GatewayServer) -> Iterator[tuple[Any, ...]]:
    """Where a server listens: cluster, labels of the pods, where they are if that counts, address and port. Nothing
    where it is for the pods of all gateways."""
    gateway = server.gateway
    selector = gateway.selector
    if any(value is UNKNOWN for value in selector.values()):
        raise Undecided(gateway, "spec.selector")
    labels = frozenset((key, value) for key, value in selector.items() if isinstance(value, str))
    if labels:
        scoped = istiod_enables(gateway, "PILOT_SCOPE_GATEWAY_TO_NAMESPACE")
        yield gateway.cluster, labels, gateway.place if scoped else None, server.bind, server.number


def gateways_called(asked_by: Resource, name: str) -> tuple[Gateway, ...]:
    """The Gateways of the stack with a name, in whatever namespace; raises Undecided when there may be more."""
    stack = asked_by.stack
    index, doubt = _gateways_by(stack, "object_name")
    if doubt is None and stack.leaves_out(Gateway):
        doubt = Undecided(asked_by, "spec.gateways", "may be an object which this run does not show")
    found = tuple(index.get(name, ()))
    if found and doubt is not None:
        raise doubt
    return found
