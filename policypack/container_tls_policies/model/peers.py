"""Service Connect peers: which services call which endpoints, and where security groups stand between them."""

from __future__ import annotations

import re
from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

from .ec2 import GroupPeer
from .ecs import Service
from .elb import LoadBalancer
from .gaps import Use, missing_rule, uses
from .node import Undecided, Unusable, every, some, those
from .providers import has_explicit_provider
from .servicediscovery import Namespace
from .stack import Found
from .values import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .ec2 import Direction, Interface, Permission, SecurityGroup
    from .ecs import ClientAlias, Endpoint
    from .stack import Reference, Stack
    from .task_definition import SplitAddress, TaskDefinition

address: Final = re.compile(r"(?:(https?)://)?(?<![\w.:-])([a-z0-9_][a-z0-9_.-]*)(?::([0-9]{1,5}))?(?![\w.:-])")


class PeerGap(NamedTuple):
    """Traffic of Service Connect that does not pass between clients and the proxy of an endpoint: the server's groups
    do not let it in (ingress), or the client's groups not out (egress). Several clients are those of which one, at
    least, must come through."""

    direction: Direction
    port: int
    endpoint: Endpoint
    clients: tuple[Service, ...]

    @property
    def at_fault(self) -> Service:
        """The service whose security groups lack a rule."""
        return self.endpoint.service if self.direction == "ingress" else self.clients[0]

    @property
    def problem(self) -> str:
        """What is wrong, as the beginning of a sentence."""
        groups = " and ".join(group.label for group in _interface(self.at_fault).known_groups) or "the security groups"
        clients = " or ".join(client.label for client in self.clients)
        server = self.endpoint.service.label
        return (
            f"No {self.direction} rule of {groups} lets {clients} reach the proxy of {server} on TCP port {self.port}"
        )

    @property
    def fix(self) -> str:
        """The change to make, in the spelling that the group at fault uses already."""
        server, clients = (_interface(self.endpoint.service),), tuple(map(_interface, self.clients))
        sides = (server, clients) if self.direction == "ingress" else (clients[:1], server)
        return missing_rule(self.direction, self.port, *sides)


def peer_gaps(endpoint: Endpoint) -> Iterator[PeerGap]:
    """What keeps clients of this stack from the proxy of an endpoint. A client certainly calls it

    - if the environment of its containers has the endpoint's name and port;
    - if it has no endpoints, and this one is all that there is to call in a namespace of this stack.

    Of the services without endpoints in a namespace of elsewhere, one at least must come through, if the endpoint has
    no load balancer, and no other endpoint is in this stack. And of the services that its groups let in, one at least
    must be let out by its own.
    """
    server = endpoint.service
    tasks = server.interface
    if tasks is None or not tasks.groups:
        return
    others = neighbours(server)
    if others is None or others.are_only(server) or server.network_mode != "awsvpc":
        return
    port = endpoint.ingress_port
    if port is None:
        return
    callers = tuple(_callers(endpoint, others))
    for client in callers:
        if direction := _closed(client, server, port):
            yield PeerGap(direction, port, endpoint, (client,))
    if callers:
        return
    kept_in = _kept_in(server, tasks, port)
    if kept_in:
        yield PeerGap("egress", port, endpoint, kept_in[:3])
    elif kept_in is not None and not any(entry.container_port == port for entry in server.attachments):
        clients = [client for client in others.clients_of_only(endpoint) if client.interface]
        if clients:
            yield PeerGap("ingress", port, endpoint, tuple(clients[:3]))


def _closed(client: Service, server: Service, port: int) -> Direction | None:
    """The direction in which traffic from a client to the port of a server does not pass."""
    own, peer = _interface(client), _interface(server)
    if not own.groups:
        return None  # it gets the default group of its VPC, of which the stack says nothing
    if not peer.lets_pass("ingress", port, own):
        return "ingress"
    return None if _gets_out(own, peer, port) else "egress"


def _gets_out(own: Interface, peer: Interface, port: int) -> bool:
    """Whether its groups let it reach the peer. Groups that let nothing out at all are another matter."""
    return not own.groups or not own.may_have_any("egress") or own.lets_pass("egress", port, peer)


def _kept_in(server: Service, tasks: Interface, port: int) -> tuple[Service, ...] | None:
    """The services that a server's groups let in, but whose own groups do not let them out to it; None where anybody
    else may come through, except load balancers and the server itself."""
    kept_in: list[Service] = []

    def comes_through(use: Use) -> bool:
        owner = use.owner
        if isinstance(owner, LoadBalancer) or owner is server:
            return False
        if not use.is_certain or not _are_neighbours(owner, server) or _gets_out(use.interface, tasks, port):
            return True
        kept_in.append(owner)
        return False

    def has_member_that_does(group: SecurityGroup) -> bool:
        members = group.stack.remember(("uses", group.urn), partial(uses, group))
        return not members or some(partial(comes_through, use) for use in members)

    def admits(permission: Permission, own: SecurityGroup) -> bool:
        def admits_a_peer() -> bool:
            peer = permission.peer
            if not isinstance(peer, GroupPeer) or peer.reference.found is Found.OUTSIDE:
                return True
            return bool(peer.reference.agree(has_member_that_does))

        return every([lambda: permission.concerns(own, "ingress", port), admits_a_peer])

    def is_open(own: SecurityGroup) -> bool:
        permissions = own.permissions("ingress")
        return own.may_have_foreign_rules or some(partial(admits, permission, own) for permission in permissions)

    return None if tasks.some_group(is_open) else tuple(dict.fromkeys(kept_in))


def _interface(service: Service) -> Interface:
    """The network interface of a service in awsvpc mode."""
    found = service.interface
    assert found is not None
    return found


@dataclass(frozen=True)
class Neighbours:
    """The services of one Service Connect namespace."""

    unread: list[Undecided | Unusable] = field(default_factory=list)
    """Why some services of the stack are not listed that may be among them."""
    clients: list[Service] = field(default_factory=list)
    """Those without endpoints: they are there to call others."""
    servers: list[Service] = field(default_factory=list)

    def are_only(self, service: Service) -> bool:
        """Whether there is no other."""
        return not self.clients and self.servers == [service]

    def clients_of_only(self, endpoint: Endpoint) -> list[Service]:
        """Those without endpoints, if the endpoint is all that there is to call in this stack; otherwise nothing.
        Raises Undecided where there may be another one."""
        server, stack = endpoint.service, endpoint.stack
        if not self.clients or self.servers != [server] or len(server.endpoints) != 1 or stack.leaves_out(Service):
            return []
        index = _by_namespace(stack)
        elsewhere = [] if _key(server) in stack.records else index[_elsewhere].unread
        for missing in (*self.unread, *elsewhere, *index[_anywhere].unread):
            raise missing
        return self.clients


_anywhere: Final = "any namespace"
_elsewhere: Final = "any namespace that the stack does not create"


def neighbours(service: Service) -> Neighbours | None:
    """The services of its Service Connect namespace, itself included; None where the stack does not say which it is."""
    key = _key(service)
    return _by_namespace(service.stack).get(key) if key else None


def _by_namespace(stack: Stack) -> dict[str, Neighbours]:
    def index() -> dict[str, Neighbours]:
        found: dict[str, Neighbours] = {_anywhere: Neighbours(), _elsewhere: Neighbours()}
        for service in stack.all(Service):
            if service.raw("serviceConnectConfiguration") is not None:
                _list(service, found)
        return found

    return stack.remember("neighbours", index)


def _list(service: Service, index: dict[str, Neighbours]) -> None:
    """Puts a service with Service Connect where it belongs, or may belong."""
    places: list[str] = [_anywhere]
    try:
        places = _places(service)
        endpoints, _ = service.endpoints, service.interface
        if not service.has_service_connect:
            return
        if places[1:] or places[0] in (_anywhere, _elsewhere):
            raise Undecided(service, "serviceConnectConfiguration.namespace")
    except (Undecided, Unusable) as missing:
        for place in places:
            index.setdefault(place, Neighbours()).unread.append(missing)
        return
    listed = index.setdefault(places[0], Neighbours())
    (listed.servers if endpoints else listed.clients).append(service)


def _places(service: Service) -> list[str]:
    """The keys of the namespaces that it may be in."""
    path = "serviceConnectConfiguration"
    if service.raw(path) is UNKNOWN:
        reference: Reference[Namespace] | None = service.stack.refer_each(service, [(path, UNKNOWN)], Namespace)[0]
    else:
        reference = service.namespace
    if reference is None or reference.found is Found.ONE or reference.literal:
        return [_key(service) or _elsewhere]
    if reference.found is Found.ANYTHING:
        return [_anywhere]
    return [candidate.urn for candidate in reference.candidates] or [_elsewhere]


def _key(service: Service) -> str | None:
    """What services of one namespace have in common: the namespace, or their cluster where nothing in the stack names
    it. None where they may have nothing in common."""
    if service.namespace is not None or has_explicit_provider(service.stack):
        return service.namespace_key
    cluster, literal = service.cluster.one(), service.cluster.literal
    return cluster.urn if cluster else literal and f"{literal} {service.region}"


def _are_neighbours(one: Service, other: Service) -> bool:
    return one.has_service_connect and _key(one) == _key(other)


def _callers(endpoint: Endpoint, among: Neighbours) -> Iterator[Service]:
    """The services of this stack that certainly call an endpoint."""
    server = endpoint.service
    by_name = tuple(_callers_by_name(endpoint))
    namespace = server.namespace
    is_ours = namespace is not None and namespace.found is Found.ONE
    found = dict.fromkeys([*by_name, *(among.clients_of_only(endpoint) if is_ours else ())])
    return (client for client in found if client is not server and client.interface is not None)


def likely_callers(server: Service) -> tuple[Service, ...]:
    """The services of this stack that call a Service Connect server, going by their environment, or because there is
    no other server in the namespace."""
    others = neighbours(server) if server.endpoints else None
    if others is None or others.are_only(server):
        return ()
    by_name = (client for endpoint in server.endpoints for client in _callers_by_name(endpoint))
    found = dict.fromkeys([*by_name, *others.clients_of_only(server.endpoints[0])])
    return tuple(client for client in found if client is not server)


def _callers_by_name(endpoint: Endpoint) -> Iterator[Service]:
    stack, key = endpoint.stack, _key(endpoint.service)
    calls: dict[tuple[str, str], list[Service]] = stack.remember("calls", partial(_calls, stack))
    if key and calls:
        for name in _names(endpoint):
            if _names_of_endpoints(stack).get((key, name)) == 1:
                yield from calls.get((key, name), ())


def _names(endpoint: Endpoint) -> Iterator[str]:
    """The `host:port` by which clients call an endpoint. Undecided only when none is known, and there may be one."""

    def has_host(alias: ClientAlias) -> bool:
        return bool(alias.dns_name or _default_host(endpoint)) and alias.port != 0

    for alias in those(endpoint.client_aliases, has_host):
        yield f"{alias.dns_name or _default_host(endpoint)}:{alias.port}"


def _default_host(endpoint: Endpoint) -> str | None:
    """The name that an alias without one has."""
    discovery, namespace = endpoint.discovery, endpoint.service.namespace
    if namespace is None or discovery is None:
        return None
    name = namespace.agree(lambda found: found.namespace_name) or namespace.literal
    return f"{discovery}.{name}" if name else None


def endpoints_named_in(task: TaskDefinition) -> tuple[str, ...]:
    """The `host:port` of Service Connect endpoints of this stack, of whatever namespace, that the environment of its
    containers has."""
    stack = task.stack
    known = stack.remember("any names of endpoints", lambda: {name for _, name in _names_of_endpoints(stack)})
    return tuple(sorted(known.intersection(_names_in(task)))) if known else ()


def _names_of_endpoints(stack: Stack) -> dict[tuple[str, str], int]:
    """How many endpoints have a `host:port` in a namespace, by namespace and name; "" for one that is not known."""

    def count() -> dict[tuple[str, str], int]:
        found: dict[tuple[str, str], int] = defaultdict(int)
        for service in stack.all(Service):
            with suppress(Undecided, Unusable):
                for endpoint in service.endpoints:
                    with suppress(Undecided, Unusable):
                        for name in _names(endpoint):
                            found[_key(service) or "", name] += 1
        return dict(found)

    return stack.remember("names of endpoints", count)


def _calls(stack: Stack) -> dict[tuple[str, str], list[Service]]:
    """The services by what the environment of their containers names: a namespace, and `host:port`."""
    calls: dict[tuple[str, str], list[Service]] = defaultdict(list)
    for service in stack.all(Service):
        try:
            key = _key(service) if service.has_service_connect else None
            task = service.task_definition.one() if key else None
            names = _names_in(task) if task else ()
        except (Undecided, Unusable):
            continue
        for name in names:
            calls[key or "", name].append(service)
    return dict(calls)


def _names_in(task: TaskDefinition) -> Iterator[str]:
    """Every `host:port` in the environment of its containers, once; that of a URL without a port is its scheme's."""
    values = [value for container in task.containers for _, value in container.variables]
    values += [_joined(found) for container in task.containers for found in container.split_addresses]
    found = (match for value in values for match in address.findall(value))
    ports = {"http": "80", "https": "443"}
    return iter(dict.fromkeys(f"{host}:{port or ports[scheme]}" for scheme, host, port in found if port or scheme))


def _joined(found: SplitAddress) -> str:
    """An address in one piece."""
    return f"{found.host}:{found.port}" if found.port else f"{found.scheme}://{found.host}"
