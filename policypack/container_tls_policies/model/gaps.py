"""Where security groups stand between a load balancer and the tasks behind it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from .ecs import Attachment, Service
from .elb import Listener, ListenerRule, LoadBalancer, TargetGroup
from .node import Undecided, Unusable, every, some
from .path import load_balancer_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from .ec2 import Direction, Interface, SecurityGroup
    from .stack import Reference


@dataclass(frozen=True)
class Gap:
    """TCP traffic on one port that does not pass: the tasks' groups do not let it in (ingress), or the load
    balancer's groups not out (egress)."""

    direction: Direction
    port: int
    load_balancer: LoadBalancer
    service: Service
    tasks: Interface = field(compare=False, repr=False)

    @property
    def at_fault(self) -> Interface:
        """The side whose groups lack a rule."""
        return self.tasks if self.direction == "ingress" else self.load_balancer.interface

    @property
    def other(self) -> Interface:
        """The side that the rule would be about."""
        return self.load_balancer.interface if self.direction == "ingress" else self.tasks

    @property
    def problem(self) -> str:
        """What is wrong, as the beginning of a sentence."""
        names = " and ".join(group.label for group in self.at_fault.known_groups) or "the security groups"
        between = f"{self.load_balancer.label} reach {self.service.label}"
        return f"No {self.direction} rule of {names} lets {between} on TCP port {self.port}"

    @property
    def fix(self) -> str:
        """The change to make, in the spelling that the group at fault uses already."""
        group = next(iter(self.at_fault.known_groups), None)
        peer = next((f"the id of {other.label}" for other in self.other.known_groups), "the other side's group")
        name = group.label if group else "that group"
        ports = f"fromPort and toPort (from_port, to_port) {self.port}"
        if group and group.owns_rules_inline(self.direction):
            peers = f"securityGroups (security_groups) [{peer}]" if self.other.groups else "cidrBlocks (cidr_blocks)"
            return f'add to {self.direction} of {name} an element with protocol "tcp", {ports} and {peers}.'
        kind = "SecurityGroupIngressRule" if self.direction == "ingress" else "SecurityGroupEgressRule"
        peers = (
            f"referencedSecurityGroupId (referenced_security_group_id) {peer}"
            if self.other.groups
            else "cidrIpv4 (cidr_ipv4) of the clients and of the load balancer's subnets"
        )
        return f'add an aws.vpc.{kind} to {name} with ipProtocol (ip_protocol) "tcp", {ports} and {peers}.'


def traffic_gaps(service: Service) -> Iterator[Gap]:
    """What keeps load balancers from the ports that their target groups register."""

    def port(entry: Attachment, group: TargetGroup) -> int | None:
        return entry.container_port if group.protocol in (None, "HTTP", "HTTPS", "TCP", "TLS") else None

    return _gaps_of(service, port)


def health_check_gaps(service: Service) -> Iterator[Gap]:
    """What keeps health checks from a fixed port of their own that a container of the tasks serves."""

    def port(entry: Attachment, group: TargetGroup) -> int | None:
        fixed = group.health_check_port
        return fixed if fixed is not None and fixed != entry.container_port and service.serves(fixed) else None

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
    other stacks, and outside the awsvpc mode. Raises Undecided where it is open.
    """
    service = entry.service
    tasks = service.interface
    if tasks is None or not tasks.groups:
        return ()

    def between(group: TargetGroup, balancer: LoadBalancer) -> tuple[Gap, ...]:
        port = port_of(group)
        return () if port is None else tuple(_between(balancer, service, tasks, port))

    def is_closed(group: TargetGroup) -> bool:
        balancer = load_balancer_of(group)
        return balancer is not None and bool(balancer.agree(lambda candidate: bool(between(group, candidate))))

    def matters(group: TargetGroup) -> bool:
        return every([lambda: port_of(group) is not None, lambda: is_closed(group)])

    reference = entry.target_group
    if not reference.agree(matters) or service.network_mode != "awsvpc":
        return ()
    found: list[Gap] = []
    for group in reference.candidates:
        balancer = load_balancer_of(group)
        for candidate in balancer.candidates if balancer else ():
            found += between(group, candidate)
    return tuple(found)


def _between(balancer: LoadBalancer, service: Service, tasks: Interface, port: int) -> Iterator[Gap]:
    outer = balancer.interface
    if not outer.groups and balancer.type != "network":
        return  # it gets the default group of its VPC, of which the stack says nothing
    if not tasks.lets_pass("ingress", port, outer):
        yield Gap("ingress", port, balancer, service, tasks)
    if outer.groups and outer.may_have_any("egress") and not outer.lets_pass("egress", port, tasks):
        yield Gap("egress", port, balancer, service, tasks)


@dataclass(frozen=True)
class Use:
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


def _forwards(balancer: LoadBalancer) -> bool:
    """Whether a listener of this stack sends its traffic to targets that it connects to: anything but functions."""

    def connects(group: TargetGroup) -> bool:
        return group.target_type != "lambda"

    def forwards(listener: Listener) -> bool:
        rules = (rule for rule, _ in balancer.stack.referrers(listener, ListenerRule, "listener"))
        return some(
            [
                partial(lambda reference: reference.agree(connects) is not False, reference)
                for forwarder in (listener, *rules)
                for reference in forwarder.target_groups
            ]
        )

    return some(
        [
            partial(lambda one: every([lambda: one.belongs_to(balancer), lambda: forwards(one)]), listener)
            for listener in balancer.listeners
        ]
    )
