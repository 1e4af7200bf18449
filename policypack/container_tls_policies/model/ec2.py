"""Security groups, and their rules in every spelling as one kind of value: permissions.

A permission says which traffic may pass in one direction: protocol, ports, and one peer. Inline blocks of a
group, `aws.ec2.SecurityGroupRule` and the standalone `aws.vpc` rules are all turned into permissions once; rules
never look at the spellings.
"""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar, Final, Literal, TypeVar

from .node import Block, Node, Resource, Undecided, blocks, boolean, integer, some, text
from .stack import Found, Reference
from .values import UNKNOWN

R = TypeVar("R", bound=Resource)

Direction = Literal["ingress", "egress"]
protocol_names: Final = {"6": "tcp", "17": "udp", "1": "icmp", "58": "icmpv6", "all": "-1"}
everywhere: Final = ("0.0.0.0/0", "::/0")


class Subnet(Resource):
    """A subnet of a VPC."""

    tokens = frozenset({"aws:ec2/subnet:Subnet"})
    kind = "subnet"
    identity = ("id", "arn")

    cidr_block = text("cidrBlock")


@dataclass(frozen=True)
class Cidr:
    """An address range as the peer of a permission; None when it is not known."""

    value: str | None


@dataclass(frozen=True)
class PrefixList:
    """A prefix list as the peer of a permission. What is in it, the stack does not say."""


@dataclass(frozen=True)
class GroupPeer:
    """The members of another security group as the peer of a permission."""

    reference: Reference[SecurityGroup]


Peer = Cidr | PrefixList | GroupPeer


class PortRange(Node):
    """What inline blocks and standalone rules say alike: protocol and ports."""

    protocol_key: ClassVar[str] = "protocol"

    from_port = integer("fromPort")
    to_port = integer("toPort")

    def covers(self, port: int) -> bool:
        """Whether TCP traffic on this port is meant; raises Undecided if protocol or ports are unknown."""
        protocol = str(self.known(self.protocol_key)).lower()
        protocol = protocol_names.get(protocol, protocol)
        if protocol != "tcp":
            return protocol == "-1"
        first, last = self.from_port, self.to_port
        return first is not None and last is not None and first <= port <= last


@dataclass(frozen=True)
class Permission:
    """Traffic that may pass between the members of a group and one peer."""

    group: Reference[SecurityGroup]
    direction: Direction
    ports: PortRange
    peer: Peer

    def lets_pass(self, port: int, peer: Interface) -> bool:
        """Whether TCP traffic on this port may pass from (ingress) or to (egress) this interface."""
        if not self.ports.covers(port):
            return False
        match self.peer:
            case GroupPeer(reference):
                return peer.has_group(reference)
            case Cidr(value):
                if value is None:
                    raise Undecided(self.ports.resource, self.ports.path_of("cidr"))
                return peer.may_have_address_in(value)
            case PrefixList():
                return True


@dataclass(frozen=True)
class Interface:
    """What the security groups of a load balancer or a service are attached to, and the subnets it is in."""

    groups: tuple[Reference[SecurityGroup], ...]
    subnets: tuple[Reference[Subnet], ...]

    @classmethod
    def of(cls, node: Node, group_key: str, subnet_key: str) -> Interface:
        return cls(_references(node, group_key, SecurityGroup), _references(node, subnet_key, Subnet))

    @property
    def known_groups(self) -> tuple[SecurityGroup, ...]:
        """The groups of this stack that it certainly has."""
        return tuple(
            dict.fromkeys(group for reference in self.groups if reference.certain for group in reference.candidates)
        )

    @property
    def all_groups(self) -> tuple[SecurityGroup, ...]:
        """Every group, if all are of this stack; raises Undecided when some are not known. Empty when one is not
        of this stack: then nothing can be said of what they allow together."""
        for reference in self.groups:
            if reference.found is Found.ANYTHING or (reference.found is Found.SEVERAL and not reference.certain):
                raise reference.undecided()
        if any(reference.found is Found.OUTSIDE for reference in self.groups):
            return ()
        return self.known_groups

    def has_group(self, reference: Reference[SecurityGroup]) -> bool:
        """Whether the group that is referred to is one of its own."""

        def same(own: Reference[SecurityGroup]) -> bool:
            if own.literal is not None and reference.literal is not None:
                return own.literal == reference.literal
            if own.found is Found.OUTSIDE or reference.found is Found.OUTSIDE:
                return False
            if reference.found is Found.ANYTHING or own.found is Found.ANYTHING:
                raise (reference if reference.found is Found.ANYTHING else own).undecided()
            member = reference.agree(lambda group: group.urn in {candidate.urn for candidate in own.candidates})
            if member and not own.certain:
                raise own.undecided()
            return bool(member)

        return some([partial(same, own) for own in self.groups])

    def may_have_address_in(self, cidr: str) -> bool:
        """Whether an address range can hold its addresses; no only where all its subnets are known to lie outside."""
        if cidr in everywhere:
            return True
        try:
            network = ipaddress.ip_network(cidr, strict=False)
            ranges = [ipaddress.ip_network(subnet.cidr_block or "", strict=False) for subnet in self._known_subnets()]
        except ValueError:
            return True
        return not ranges or any(network.version == x.version and network.overlaps(x) for x in ranges)

    def _known_subnets(self) -> tuple[Subnet, ...]:
        """Its subnets if the stack has all of them with their address ranges, otherwise nothing."""
        subnets = [candidate for reference in self.subnets for candidate in reference.candidates]
        complete = len(subnets) >= len(self.subnets) and all(reference.certain for reference in self.subnets)
        return tuple(subnets) if complete and all(x.raw("cidrBlock") is not UNKNOWN for x in subnets) else ()


class InlineRule(PortRange, Block):
    """One element of `ingress` or `egress` of a security group."""

    is_self = boolean("self")


class SecurityGroup(Resource):
    """A security group."""

    tokens = frozenset({"aws:ec2/securityGroup:SecurityGroup"})
    kind = "security group"
    identity = ("id", "arn")

    ingress = blocks("ingress", InlineRule)
    egress = blocks("egress", InlineRule)

    @property
    def states_rules_inline(self) -> bool:
        """Whether the program gave `ingress` or `egress`, be it an empty list."""
        return self.has("ingress") or self.has("egress")

    @property
    def standalone_rules(self) -> tuple[tuple[StandaloneRule, Reference[SecurityGroup]], ...]:
        """The standalone rules that are or may be on this group, each with the reference that says so."""
        return (
            *self.stack.referrers(self, LegacyRule, "security_group"),
            *self.stack.referrers(self, IngressRule, "security_group"),
            *self.stack.referrers(self, EgressRule, "security_group"),
        )

    def permissions(self, direction: Direction) -> list[Permission]:
        """The permissions of its inline rules; raises Undecided when they are unknown as a whole."""
        rules = self.ingress if direction == "ingress" else self.egress
        named = {path: value for rule in rules for path, value in _items(rule, "securityGroups")}
        references = dict(
            zip(named, self.stack.refer_each(self, list(named.items()), SecurityGroup, repeats=True), strict=True)
        )
        itself = Reference(self, direction, Found.ONE, (self,), certain=True)
        found = []
        for rule in rules:
            peers: list[Peer] = [*_cidrs(rule, "cidrBlocks"), *_cidrs(rule, "ipv6CidrBlocks")]
            peers += [PrefixList() for _ in _items(rule, "prefixListIds")]
            peers += [GroupPeer(references[path]) for path, _ in _items(rule, "securityGroups")]
            if rule.is_self:
                peers.append(GroupPeer(itself))
            found += [Permission(itself, direction, rule, peer) for peer in peers]
        return found

    def allows(self, direction: Direction, port: int, peer: Interface) -> bool:
        """Whether TCP traffic on this port may pass from (ingress) or to (egress) this interface.

        Raises Undecided when no permission certainly covers it and one may.
        """

        def inline() -> bool:
            return some([partial(permission.lets_pass, port, peer) for permission in self.permissions(direction)])

        def standalone(rule: StandaloneRule, group: Reference[SecurityGroup]) -> bool:
            return (
                rule.direction == direction
                and some([partial(permission.lets_pass, port, peer) for permission in rule.permissions()])
                and self._is_meant_by(group)
            )

        return some([inline, *(partial(standalone, *found) for found in self.standalone_rules)])

    def has_any(self, direction: Direction) -> bool:
        """Whether anything at all may pass in this direction; raises Undecided when that is open."""
        return some(
            [
                lambda: bool(self.ingress if direction == "ingress" else self.egress),
                *(
                    partial(lambda rule, group: rule.direction == direction and self._is_meant_by(group), *found)
                    for found in self.standalone_rules
                ),
            ]
        )

    def _is_meant_by(self, reference: Reference[SecurityGroup]) -> bool:
        return bool(reference.agree(lambda group: group.urn == self.urn))


class StandaloneRule(PortRange, Resource):
    """A security group rule that is a resource of its own."""

    kind = "security group rule"
    identity = ("id", "arn")

    @property
    def direction(self) -> Direction:
        raise NotImplementedError

    @property
    def security_group(self) -> Reference[SecurityGroup]:
        return self.stack.refer(self, "securityGroupId", SecurityGroup)

    def peers(self) -> list[Peer]:
        """Whom it lets through."""
        raise NotImplementedError

    def permissions(self) -> list[Permission]:
        return [Permission(self.security_group, self.direction, self, peer) for peer in self.peers()]


class LegacyRule(StandaloneRule):
    """`aws.ec2.SecurityGroupRule`: several address ranges in one rule, its direction in `type`."""

    tokens = frozenset({"aws:ec2/securityGroupRule:SecurityGroupRule"})

    type = text("type", default="ingress")
    is_self = boolean("self")

    @property
    def direction(self) -> Direction:
        return "egress" if self.type == "egress" else "ingress"

    def peers(self) -> list[Peer]:
        peers: list[Peer] = [*_cidrs(self, "cidrBlocks"), *_cidrs(self, "ipv6CidrBlocks")]
        peers += [PrefixList() for _ in _items(self, "prefixListIds")]
        if self.has("sourceSecurityGroupId"):
            peers.append(GroupPeer(self.stack.refer(self, "sourceSecurityGroupId", SecurityGroup)))
        if self.is_self:
            peers.append(GroupPeer(self.security_group))
        return peers


class VpcRule(StandaloneRule):
    """`aws.vpc.SecurityGroup{In,E}gressRule`: one peer a rule."""

    protocol_key = "ipProtocol"

    def peers(self) -> list[Peer]:
        peers: list[Peer] = [*_cidrs(self, "cidrIpv4"), *_cidrs(self, "cidrIpv6")]
        if self.has("prefixListId"):
            peers.append(PrefixList())
        if self.has("referencedSecurityGroupId"):
            peers.append(GroupPeer(self.stack.refer(self, "referencedSecurityGroupId", SecurityGroup)))
        return peers


class IngressRule(VpcRule):
    """`aws.vpc.SecurityGroupIngressRule`."""

    tokens = frozenset({"aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"})

    @property
    def direction(self) -> Direction:
        return "ingress"


class EgressRule(VpcRule):
    """`aws.vpc.SecurityGroupEgressRule`."""

    tokens = frozenset({"aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule"})

    @property
    def direction(self) -> Direction:
        return "egress"


def _items(node: Node, key: str) -> list[tuple[str, Any]]:
    """The (path, value) pairs of a list property, known or not; a list that is unknown as a whole is one pair."""
    value = node.raw(key)
    if value is UNKNOWN or isinstance(value, str):
        return [(node.path_of(key), value)]
    if not isinstance(value, list):
        return []
    return [(f"{node.path_of(key)}[{index}]", item) for index, item in enumerate(value) if item is not None]


def _cidrs(node: Node, key: str) -> list[Cidr]:
    return [Cidr(value if isinstance(value, str) else None) for _, value in _items(node, key)]


def _references(node: Node, key: str, kind: type[R]) -> tuple[Reference[R], ...]:
    return node.stack.refer_each(node, _items(node, key), kind, repeats=True)
