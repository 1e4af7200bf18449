"""Where security groups stand between a load balancer and the tasks behind it."""

from __future__ import annotations

from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from .ec2 import SecurityGroup, StandaloneRule, all_ports
from .ecs import Attachment, Service
from .elb import Listener, ListenerRule, LoadBalancer, TargetGroup
from .instances import InstanceConfiguration, instances_of
from .node import Undecided, Unusable, every, grouped, some
from .path import load_balancer_of
from .stack import Found

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from .ec2 import Direction, Interface, Opening, Permission
    from .stack import Reference, Stack


@dataclass(frozen=True)
class Gap:
    """TCP traffic on one port that does not pass: the tasks' groups do not let it in (ingress), or the load
    balancer's groups not out (egress). Several load balancers are those of which one is meant."""

    direction: Direction
    port: int
    load_balancers: tuple[LoadBalancer, ...]
    service: Service
    tasks: Interface = field(compare=False, repr=False)
    """What the tasks have, or the instances that they run on."""

    @property
    def path(self) -> str:
        """The property of the service that has to do with it."""
        return "networkConfiguration.securityGroups" if self.service.interface else "loadBalancers"

    @property
    def problem(self) -> str:
        """What is wrong, as the beginning of a sentence."""
        at_fault, _ = self._sides()
        names = " and ".join(group.label for group in _groups(at_fault)) or "the security groups"
        balancers = " or ".join(balancer.label for balancer in self.load_balancers)
        return (
            f"No {self.direction} rule of {names} lets {balancers} reach {self.service.label} on TCP port {self.port}"
        )

    @property
    def fix(self) -> str:
        """The change to make, in the spelling that the group at fault uses already."""
        return missing_rule(self.direction, self.port, *self._sides())

    def _sides(self) -> tuple[tuple[Interface, ...], tuple[Interface, ...]]:
        """The side whose groups lack a rule, and the side that the rule would be about."""
        balancers = tuple(balancer.interface for balancer in self.load_balancers)
        return ((self.tasks,), balancers) if self.direction == "ingress" else (balancers, (self.tasks,))


def missing_rule(direction: Direction, port: int, at_fault: tuple[Interface, ...], other: tuple[Interface, ...]) -> str:
    """The rule to add to a group of the side at fault, in the spelling that the group uses already."""
    group = next(iter(_groups(at_fault)), None)
    peer = next((f"the id of {found.label}" for found in _groups(other)), "the other side's group")
    name = group.label if group else "that group"
    ports = f"fromPort and toPort (from_port, to_port) {port}"
    has_groups = any(interface.groups for interface in other)
    ranges = "of the clients and of the load balancer's subnets"
    if group and group.owns_rules_inline(direction):
        peers = f"securityGroups (security_groups) [{peer}]" if has_groups else f"cidrBlocks (cidr_blocks) {ranges}"
        return f'add to {direction} of {name} an element with protocol "tcp", {ports} and {peers}.'
    kind = "SecurityGroupIngressRule" if direction == "ingress" else "SecurityGroupEgressRule"
    key = "referencedSecurityGroupId (referenced_security_group_id)"
    peers = f"{key} {peer}" if has_groups else f"cidrIpv4 (cidr_ipv4) {ranges}"
    return f'add an aws.vpc.{kind} to {name} with ipProtocol (ip_protocol) "tcp", {ports} and {peers}.'


def _groups(interfaces: tuple[Interface, ...]) -> tuple[SecurityGroup, ...]:
    return tuple(dict.fromkeys(group for interface in interfaces for group in interface.known_groups))


def traffic_gaps(service: Service) -> Iterator[Gap]:
    """What keeps load balancers from the ports that their target groups register."""

    def port(entry: Attachment, group: TargetGroup) -> int | None:
        if group.protocol not in (None, "HTTP", "HTTPS", "TCP", "TLS"):
            return None
        return entry.fixed_port

    for gap in _gaps_of(service, port):
        if not service.interface or not service.is_known_to_lack(gap.port):
            yield gap


def health_check_gaps(service: Service) -> Iterator[Gap]:
    """What keeps health checks from a fixed port of their own that a container of the tasks serves."""

    def port(entry: Attachment, group: TargetGroup) -> int | None:
        fixed = group.health_check_port
        return fixed if fixed is not None and fixed != entry.fixed_port and service.serves(fixed) else None

    return _gaps_of(service, port)


def _gaps_of(service: Service, port: Callable[[Attachment, TargetGroup], int | None]) -> Iterator[Gap]:
    seen: set[Gap] = set()
    for entry in service.attachments:
        for gap in _gaps(entry, partial(port, entry)):
            if gap not in seen:
                seen.add(gap)
                yield gap


def _gaps(entry: Attachment, port_of: Callable[[TargetGroup], int | None]) -> tuple[Gap, ...]:
    """What stands between the load balancer that sends traffic to this entry's tasks and a port of theirs.

    `port_of` says which port, None for a target group that is not in question. Nothing where it depends on groups of
    other stacks, and where one kind of the instances that the tasks may run on is open. Raises Undecided where it is
    open.
    """
    service = entry.service
    tasks = service.interface
    if tasks is not None and not tasks.groups:
        return ()

    def closed(group: TargetGroup, balancer: LoadBalancer) -> list[tuple[Direction, int, Interface]]:
        port = port_of(group)
        if port is None:
            return []
        places = [tasks] if tasks else [instances.interface for instances in instances_of(service)]
        found = [[(direction, port, place) for direction in _closed(balancer, place, port)] for place in places]
        return [gap for of_place in found for gap in of_place] if all(found) else []

    def is_closed(group: TargetGroup) -> bool:
        balancer = load_balancer_of(group)
        return balancer is not None and bool(balancer.agree(lambda candidate: bool(closed(group, candidate))))

    def matters(group: TargetGroup) -> bool:
        return every([lambda: port_of(group) is not None, lambda: is_closed(group)])

    reference = entry.target_group
    if not reference.agree(matters) or (tasks and service.network_mode != "awsvpc"):
        return ()
    found: dict[tuple[Direction, int, Interface], list[LoadBalancer]] = {}
    for group in reference.candidates:
        balancer = load_balancer_of(group)
        for candidate in balancer.candidates if balancer else ():
            for key in closed(group, candidate):
                found.setdefault(key, []).append(candidate)
    return tuple(
        Gap(direction, port, tuple(dict.fromkeys(balancers)), service, place)
        for (direction, port, place), balancers in found.items()
    )


def _closed(balancer: LoadBalancer, tasks: Interface, port: int) -> Iterator[Direction]:
    """The directions in which traffic from a load balancer to the port does not pass."""
    outer = balancer.interface
    if not outer.groups and balancer.type != "network":
        return  # it gets the default group of its VPC, of which the stack says nothing
    # A Network Load Balancer can keep the addresses of its clients: then they need not be of its subnets.
    from_anywhere = outer._replace(subnets=())
    if every(
        [
            lambda: not tasks.lets_pass("ingress", port, outer),
            lambda: balancer.type != "network" or not tasks.lets_pass("ingress", port, from_anywhere),
        ]
    ):
        yield "ingress"
    if outer.groups and outer.may_have_any("egress") and not outer.lets_pass("egress", port, tasks):
        yield "egress"


class Use(NamedTuple):
    """A load balancer or a service whose security groups include, or may include, a group."""

    owner: LoadBalancer | Service
    interface: Interface
    reference: Reference[SecurityGroup]

    @property
    def is_certain(self) -> bool:
        if not self.reference.certain:
            raise self.reference.undecided()
        return True

    @property
    def needs_egress(self) -> bool:
        """Whether it opens connections: a load balancer that forwards to targets, or tasks. Tasks on EC2 can do
        without; for them an empty `egress` is taken as meant."""
        if isinstance(self.owner, LoadBalancer):
            return _forwards(self.owner)
        service = self.owner
        on_purpose = all(group.has("egress") for group in self.interface.known_groups)
        on_fargate = service.has("capacityProviderStrategies") or service.launch_type == "FARGATE"
        return on_fargate or not on_purpose


def uses(group: SecurityGroup) -> tuple[Use, ...]:
    """What the group is attached to, certain uses first."""
    index: dict[str, list[Use]] = group.stack.remember("uses of security groups", partial(_uses, group))
    return tuple(sorted(index.get(group.urn, ()), key=lambda use: not use.reference.certain))


def _uses(anchor: SecurityGroup) -> dict[str, list[Use]]:
    index: dict[str, list[Use]] = defaultdict(list)
    owners: tuple[LoadBalancer | Service, ...] = (*anchor.stack.all(LoadBalancer), *anchor.stack.all(Service))
    for owner in owners:
        try:
            interface = owner.interface
        except (Undecided, Unusable):
            continue
        for reference in interface.groups if interface else ():
            for candidate in reference.candidates:
                assert interface is not None
                index[candidate.urn].append(Use(owner, interface, reference))
    return dict(index)


def balancers_of(group: SecurityGroup) -> tuple[LoadBalancer, ...]:
    """The load balancers that the group is for; none where something else has it too, as far as the stack shows, and
    where this run leaves out what may have it."""
    if _leaves_out_users(group.stack):
        return ()
    return group.stack.remember(("load balancers", group.urn), partial(_balancers_of, group))


def _balancers_of(group: SecurityGroup) -> tuple[LoadBalancer, ...]:
    kinds = (LoadBalancer, SecurityGroup, StandaloneRule)
    found = uses(group)
    if not all(any(kind.reads(x.type) for kind in kinds) for x in group.dependents):
        return ()
    if not all(isinstance(use.owner, LoadBalancer) and use.is_certain for use in found):
        return ()
    return tuple(use.owner for use in found if isinstance(use.owner, LoadBalancer))


def _leaves_out_users(stack: Stack) -> bool:
    kinds = (LoadBalancer, Listener, Service)
    return stack.remember("users left out", lambda: any(stack.leaves_out(kind) for kind in kinds))


def listener_ports(balancers: Iterable[LoadBalancer]) -> frozenset[int]:
    """The ports of the listeners that these load balancers have in this stack."""
    ports = [
        listener.port for balancer in balancers for listener in balancer.listeners if listener.belongs_to(balancer)
    ]
    return frozenset(port for port in ports if port is not None)


def has_own_listeners(group: SecurityGroup) -> bool:
    """Whether the group is for load balancers with listeners in this stack, and for nothing else."""
    if _leaves_out_users(group.stack):
        raise Undecided(group, "the use", "is not known: this run leaves out load balancers or services")
    return bool(listener_ports(balancers_of(group)))


def internal_balancers(opening: Opening) -> tuple[LoadBalancer, ...]:
    """The load balancers that an opening's group is for, if all are certainly internal."""
    group = opening.group.one()
    found = balancers_of(group) if group else ()
    return found if all(balancer.raw("internal") in (True, "true") for balancer in found) else ()


def reached_entry(opening: Opening, through: Callable[[Attachment, LoadBalancer], bool]) -> Attachment | None:
    """An entry of a service whose fixed port an opening uncovers, of tasks or of their cluster's instances, where every
    load balancer of such an entry fulfils a condition. Nothing where one of them is not of this stack."""

    def entry_of(group: SecurityGroup) -> Attachment | None:
        of_tasks = (entry for use in uses(group) for entry in _entries_of_use(use, opening, through))
        of_hosts = (entry for service in _services_on_hosts(group) for entry in _entries(service, opening, through))
        return next(chain(of_tasks, of_hosts), None)

    if not opening.group.agree(lambda group: entry_of(group) is not None):
        return None
    return entry_of(opening.group.candidates[0])


def _services_on_hosts(group: SecurityGroup) -> tuple[Service, ...]:
    """The services of which tasks run on instances that have the group."""
    stack = group.stack
    if stack.leaves_out(InstanceConfiguration) and not uses(group):
        raise Undecided(group, "the use", "is not known: this run leaves out what instances are made from")
    hosts = stack.remember("groups of instances", lambda: _groups_of_instances(stack))
    if group.urn not in hosts:
        return ()
    services, doubt = stack.remember("services on hosts", lambda: grouped(stack.all(Service), _groups_of_hosts))
    if doubt is not None and group.urn not in services:
        raise doubt
    return tuple(services.get(group.urn, ()))


def _groups_of_instances(stack: Stack) -> set[str]:
    """The groups of this stack that instances of clusters have, or may have, by URN."""
    found: set[str] = set()
    for instances in stack.all(InstanceConfiguration):
        with suppress(Undecided, Unusable):
            found.update(group.urn for reference in instances.interface.groups for group in reference.candidates)
    return found


def _groups_of_hosts(service: Service) -> Iterator[str]:
    """URNs of the groups that the instances under the tasks of a service have for certain."""
    if service.attachments and service.interface is None:
        for instances in instances_of(service):
            if instances.joins(service.cluster):
                yield from (group.urn for group in instances.interface.known_groups)


def _entries_of_use(
    use: Use, opening: Opening, through: Callable[[Attachment, LoadBalancer], bool]
) -> tuple[Attachment, ...]:
    service = use.owner
    if not isinstance(service, Service):
        return ()
    return _entries(service, opening, through, lambda: service.network_mode == "awsvpc", lambda: use.is_certain)


def _entries(
    service: Service,
    opening: Opening,
    through: Callable[[Attachment, LoadBalancer], bool],
    *conditions: Callable[[], bool],
) -> tuple[Attachment, ...]:
    entries = tuple(x for x in service.attachments if (port := x.fixed_port) and opening.ports.covers(port))

    def comes_through(entry: Attachment, group: TargetGroup) -> bool:
        balancer = load_balancer_of(group)
        return balancer is not None and bool(balancer.agree(partial(through, entry)))

    def comes_from(entry: Attachment) -> bool:
        return bool(entry.target_group.agree(partial(comes_through, entry)))

    references = [entry.target_group for entry in entries]
    if len(entries) == len(service.attachments) and all(reference.certain for reference in references):
        # Whichever entry has which target group: all of their ports are uncovered.
        groups = {group.urn: group for reference in references for group in reference.candidates}.values()
        questions = [partial(comes_through, entry, group) for entry in entries for group in groups]
    else:
        questions = [partial(comes_from, entry) for entry in entries]
    return entries if every([*questions, *conditions]) else ()


def exposed_entry(opening: Opening) -> Attachment | None:
    """An entry of a service whose container port an opening uncovers to the Internet, although its load balancers can
    be told by their own groups or subnets. A Network Load Balancer without groups may show its clients' addresses."""

    def shows_itself(_: Attachment, balancer: LoadBalancer) -> bool:
        return balancer.type == "application" or (balancer.type == "network" and bool(balancer.interface.groups))

    is_exposed = every(
        [
            lambda: bool(opening.worldwide),
            lambda: opening.is_for("ingress"),
            lambda: reached_entry(opening, shows_itself) is not None,
        ]
    )
    return reached_entry(opening, shows_itself) if is_exposed else None


def _connects(reference: Reference[TargetGroup]) -> bool:
    """Whether traffic goes on to targets by a connection: to anything but functions."""
    if reference.found is Found.OUTSIDE and reference.literal is None:
        raise reference.undecided()  # an action of which nothing is known may be a redirect
    return reference.agree(lambda group: group.target_type != "lambda") is not False


def _forwards(balancer: LoadBalancer) -> bool:
    """Whether a listener of this stack sends its traffic to targets that it connects to: anything but functions."""

    def forwards(listener: Listener) -> bool:
        rules = (rule for rule, _ in balancer.stack.referrers(listener, ListenerRule, "listener"))
        return some(
            [partial(_connects, reference) for forwarder in (listener, *rules) for reference in forwarder.target_groups]
        )

    return some(
        [
            partial(lambda one: every([lambda: one.belongs_to(balancer), lambda: forwards(one)]), listener)
            for listener in balancer.listeners
        ]
    )


class Passage(NamedTuple):
    """The TCP ports on which something lets traffic pass, as far as is known; `undecided` where it may be more."""

    spans: tuple[range, ...]
    undecided: Undecided | None = None

    def includes(self, ports: range) -> bool:
        """Whether all of these ports are among them."""
        reached = ports.start
        for span in sorted(self.spans, key=lambda span: span.start):
            if span.start <= reached:
                reached = max(reached, span.stop)
        if reached < ports.stop and self.undecided:
            raise self.undecided
        return reached >= ports.stop

    def __str__(self) -> str:
        spans = sorted(set(self.spans), key=lambda span: (span.start, span.stop))
        return ", ".join(str(span.start) if len(span) == 1 else f"{span.start}-{span.stop - 1}" for span in spans)


def passage(interface: Interface, direction: Direction, peer: Interface) -> Passage:
    """The TCP ports on which the groups of an interface let traffic pass from (ingress) or to (egress) the peer.

    All of them where one of the groups is not of this stack: nothing can then be said of what they allow together.
    """
    spans: list[range] = []
    undecided: Undecided | None = None
    for reference in interface.groups:
        foreign = reference.found is Found.OUTSIDE or any(x.may_have_foreign_rules for x in reference.candidates)
        if foreign:
            return Passage((all_ports,))
        if not reference.certain or reference.found is Found.ANYTHING:
            undecided = undecided or reference.undecided()
        for permission in (x for group in reference.candidates for x in group.permissions_towards(direction, peer)):
            try:
                span = _passing(permission, direction, peer)
            except Undecided as missing:
                undecided = undecided or missing
            else:
                spans += [span] if span and reference.certain else []
    return Passage(tuple(spans), undecided)


def _passing(permission: Permission, direction: Direction, peer: Interface) -> range | None:
    """The TCP ports of a permission if it is for this direction and peer."""
    ports = permission.ports
    if not permission.is_for(direction) or not peer.is_meant_by(permission.peer) or ports.protocol not in ("tcp", "-1"):
        return None
    permission.group.agree(lambda group: group.urn)
    return ports.span
