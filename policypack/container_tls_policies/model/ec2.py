"""Security groups, and their rules in every spelling as one kind of value: permissions.

A permission says which traffic may pass in one direction: protocol, ports, and one peer. Inline blocks of a
group, `aws.ec2.SecurityGroupRule` and the standalone `aws.vpc` rules are all turned into permissions once; rules
never look at the spellings.

What is asked of permissions has three answers: yes, no, and Undecided. Undecided is raised only where something
unknown could make the difference.
"""

from __future__ import annotations

import ipaddress
import re
from collections import defaultdict
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, Final, Literal, NamedTuple, Self, TypeVar

from .node import Block, Node, Resource, Undecided, blocks, boolean, every, integer, mapping, some, text
from .stack import Found, Reference
from .values import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from .record import Record
    from .stack import Stack

R = TypeVar("R", bound=Resource)

Direction = Literal["ingress", "egress"]
protocol_names: Final = {"6": "tcp", "17": "udp", "1": "icmp", "58": "icmpv6", "all": "-1"}
everywhere: Final = ("0.0.0.0/0", "::/0")

# Ranges with shorter prefixes are no network of anybody's: they are the Internet, or a good part of it.
shortest_prefix: Final = {4: 8, 6: 16}
public_ipv6: Final = ipaddress.IPv6Network("2000::/3")
private_ipv4: Final = tuple(
    ipaddress.IPv4Network(cidr)
    for cidr in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "169.254.0.0/16", "127.0.0.0/8")
)
all_ports: Final = range(65536)

# What can write rules into a group by means that are not read here.
foreign_writers: Final = (
    "aws-native:ec2:SecurityGroup",
    "aws:cloudformation/",
    "aws-native:cloudformation:",
    "command:",
)


class Vpc(Resource):
    """A VPC."""

    tokens = frozenset({"aws:ec2/vpc:Vpc", "aws:ec2/defaultVpc:DefaultVpc"})
    kind = "VPC"
    identity = ("id", "arn")
    passes_on_alone = True

    @property
    def default_security_group(self) -> Reference[SecurityGroup]:
        """The group that AWS has made with it: one of this stack where the program adopts it."""
        itself: Reference[SecurityGroup] = Reference(self, "defaultSecurityGroupId", Found.OUTSIDE)
        groups = [x for x, _ in self.stack.referrers(self, SecurityGroup, "vpc") if x.is_default]
        if not groups and not self.stack.leaves_out(SecurityGroup):
            return itself
        if len(groups) == 1 and groups[0].vpc.found is Found.ONE:
            return itself._replace(found=Found.ONE, candidates=(groups[0],), certain=True)
        return itself._replace(found=Found.ANYTHING)


class VpcPeering(Resource):
    """Either end of a peering between two VPCs."""

    tokens = frozenset(
        {
            "aws:ec2/vpcPeeringConnection:VpcPeeringConnection",
            "aws:ec2/vpcPeeringConnectionAccepter:VpcPeeringConnectionAccepter",
        }
    )
    kind = "VPC peering"

    @property
    def vpcs(self) -> tuple[Reference[Vpc], ...]:
        """The VPCs that it joins; nothing where it only accepts a peering, which says no more."""
        keys = ("vpcId", "peerVpcId")
        return tuple(self.stack.refer(self, key, Vpc) for key in keys if self.has(key))


class TransitGatewayAttachment(Resource):
    """What joins a VPC to a transit gateway."""

    tokens = frozenset({"aws:ec2transitgateway/vpcAttachment:VpcAttachment"})
    kind = "transit gateway attachment"

    @property
    def vpcs(self) -> tuple[Reference[Vpc], ...]:
        """The VPC that it joins to others."""
        return (self.stack.refer(self, "vpcId", Vpc),)


class JoinedVpcs(NamedTuple):
    """The VPCs that peerings or transit gateway attachments of a stack join to others."""

    keys: frozenset[str]
    """The URNs and ids of those that are known."""
    exist: bool
    may_be_any: bool

    @classmethod
    def by(cls, kind: type[VpcPeering | TransitGatewayAttachment], stack: Stack) -> JoinedVpcs:
        """Those that what is of this class joins."""

        def collect() -> JoinedVpcs:
            joints = [joint.vpcs for joint in stack.all(kind)]
            keys = frozenset(key for joint in joints for vpc in joint for key in cls._keys(vpc))
            return cls(keys, bool(joints), not all(joints) or stack.leaves_out(kind))

        return stack.remember(("joined VPCs", kind), collect)

    def may_include(self, vpc: Reference[Vpc]) -> bool:
        """Whether a VPC may be one of them: where it is known, an end of a joint that is not is taken for another."""
        keys = self._keys(vpc)
        return self.may_be_any or (self.exist and not keys) or not self.keys.isdisjoint(keys)

    @staticmethod
    def _keys(vpc: Reference[Vpc]) -> list[str]:
        urns = [candidate.urn for candidate in vpc.candidates]
        return urns if vpc.literal is None else [*urns, vpc.literal]


class ManagedPrefixList(Resource):
    """A prefix list of the customer's own."""

    tokens = frozenset({"aws:ec2/managedPrefixList:ManagedPrefixList"})
    kind = "prefix list"
    identity = ("id", "arn")

    max_entries = integer("maxEntries")
    address_family = text("addressFamily")


class Subnet(Resource):
    """A subnet of a VPC."""

    tokens = frozenset({"aws:ec2/subnet:Subnet", "aws:ec2/defaultSubnet:DefaultSubnet"})
    kind = "subnet"
    identity = ("id", "arn")
    passes_on: ClassVar = {"vpc": Vpc}

    cidr_block = text("cidrBlock")
    availability_zone = text("availabilityZone")
    availability_zone_id = text("availabilityZoneId")

    @property
    def zone(self) -> str | None:
        """The name of its availability zone, or else its id; None where AWS chooses it."""
        return self.availability_zone or self.availability_zone_id

    @property
    def vpc(self) -> Reference[Vpc]:
        return self.stack.refer(self, "vpcId", Vpc)

    @property
    def is_in_ordinary_zone(self) -> bool:
        """Whether it is in an Availability Zone, as far as is known, and neither in a Local Zone nor on an Outpost."""
        zone = self.zone
        ordinary = r"[a-z]+(-[a-z]+)+-[0-9][a-z]|[a-z]+[0-9]-az[0-9]+"
        return not self.has("outpostArn") and (zone is None or bool(re.fullmatch(ordinary, zone)))


class Cidr(NamedTuple):
    """An address range as the peer of a permission."""

    value: str

    @property
    def network(self) -> ipaddress.IPv4Network | ipaddress.IPv6Network | None:
        """The network that it stands for; None when it is not an address range."""
        try:
            return ipaddress.ip_network(self.value, strict=False)
        except ValueError:
            return None

    @property
    def is_worldwide(self) -> bool:
        """Whether it is the Internet, or a good part of it: halves of 0.0.0.0/0 are no better than the whole."""
        network = self.network
        if network is None or network.prefixlen >= shortest_prefix[network.version]:
            return False
        return network.version == 4 or network.overlaps(public_ipv6)

    def is_inside(self, ranges: Iterable[str]) -> bool:
        """Whether it is one of these ranges, or a part of one."""
        own = self.network
        others = [Cidr(value).network for value in ranges]
        if isinstance(own, ipaddress.IPv4Network):
            return any(isinstance(other, ipaddress.IPv4Network) and own.subnet_of(other) for other in others)
        return own is not None and any(isinstance(x, ipaddress.IPv6Network) and own.subnet_of(x) for x in others)

    @property
    def may_be_public(self) -> bool:
        """Whether clients on the Internet can have addresses in it."""
        network = self.network
        if isinstance(network, ipaddress.IPv4Network):
            return not any(network.subnet_of(private) for private in private_ipv4)
        return network is None or network.overlaps(public_ipv6)


class UnknownCidr(NamedTuple):
    """An address range that is not known."""

    node: Node
    path: str


class UnknownPeer(NamedTuple):
    """A peer of which nothing is known."""

    node: Node
    path: str


class PrefixList(NamedTuple):
    """A prefix list as the peer of a permission. What is in it, nothing here asks."""

    reference: Reference[ManagedPrefixList]


class GroupPeer(NamedTuple):
    """The members of another security group as the peer of a permission."""

    reference: Reference[SecurityGroup]


Peer = Cidr | UnknownCidr | UnknownPeer | PrefixList | GroupPeer


class PortRange(Node):
    """What inline blocks and standalone rules say alike: protocol and ports."""

    protocol_key: ClassVar[str] = "protocol"

    from_port = integer("fromPort")
    to_port = integer("toPort")

    @property
    def protocol(self) -> str:
        """The protocol's name, "-1" for all."""
        protocol = str(self.known(self.protocol_key)).lower()
        return protocol_names.get(protocol, protocol)

    @property
    def span(self) -> range | None:
        """The ports of TCP or UDP that are meant; None for protocols that have no ports."""
        protocol = self.protocol
        if protocol == "-1":
            return all_ports
        if protocol not in ("tcp", "udp"):
            return None
        first, last = self.from_port or 0, self.to_port
        return all_ports[max(first, 0) : 65536 if last is None else max(last, 0) + 1]

    @property
    def states_ports_in_vain(self) -> bool:
        """Whether it gives ports beside a protocol that has none. Where ports have to be given, 0 and -1 are none."""
        given = (self.from_port, self.to_port)
        return any(port not in (None, 0, -1) for port in given)

    @property
    def traffic(self) -> str:
        """Protocol and ports for messages; only to be asked where they are known."""
        span = self.span
        if span is None or self.protocol == "-1":
            return "all protocols" if span else f"protocol {self.protocol}"
        ports = f"port {span.start}" if len(span) == 1 else f"ports {span.start}-{span.stop - 1}"
        return f"{self.protocol.upper()} {ports}"

    def covers(self, port: int) -> bool:
        """Whether TCP traffic on this port is meant."""
        return self.meets(range(port, port + 1))

    def meets(self, ports: range) -> bool:
        """Whether TCP traffic on any of these ports is meant."""
        protocol_known = self.raw(self.protocol_key) is not UNKNOWN
        if protocol_known and self.protocol == "-1":
            return True

        def ends_before() -> bool:
            last = self.to_port
            # Where the protocol may be all, 0 and -1 are no ports.
            return last is not None and last < ports.start and (protocol_known or last > 0)

        return every(
            [lambda: self.protocol == "tcp", lambda: (self.from_port or 0) < ports.stop, lambda: not ends_before()]
        )


class Permission(NamedTuple):
    """Traffic that may pass between the members of a group and one peer. `direction` is None when not known."""

    group: Reference[SecurityGroup]
    direction: Direction | None
    ports: PortRange
    peer: Peer

    def lets_pass(self, group: SecurityGroup, direction: Direction, port: int, peer: Interface) -> bool:
        """Whether members of the group may have TCP traffic on this port from (ingress) or to (egress) the peer."""
        return every([lambda: self.concerns(group, direction, port), lambda: peer.is_meant_by(self.peer)])

    def concerns(self, group: SecurityGroup, direction: Direction, port: int) -> bool:
        """Whether it lets members of the group have TCP traffic on this port in this direction, with whomever."""
        return every(
            [
                lambda: self.ports.covers(port),
                lambda: self.is_for(direction),
                lambda: self.group.is_to(group),
            ]
        )

    def is_for(self, direction: Direction) -> bool:
        """Whether it is of this direction; raises Undecided when that is open."""
        if self.direction is None:
            raise Undecided(self.ports.resource, self.ports.path_of("type"))
        return self.direction == direction

    def weight(self, version: int) -> int:
        """How many rules AWS counts it as, of those for IPv4 or IPv6."""
        match self.peer:
            case Cidr() as cidr:
                return 1 if cidr.network and cidr.network.version == version else 0
            case UnknownCidr(node, path):
                if ("pv6" in path) != (version == 6):
                    return 0
                if not path.endswith(("]", "Ipv4", "Ipv6")):
                    raise Undecided(node.resource, path)  # a list, which may be empty
                return 1
            case UnknownPeer(node, path):
                raise Undecided(node.resource, path)
            case PrefixList(reference):
                found = reference.one()
                if found is None or not found.has("addressFamily"):
                    return 1
                return (found.max_entries or 0) if found.address_family == f"IPv{version}" else 0
            case _:
                return 1

    def peer_keys(self) -> list[str]:
        """URN or id of the groups that are its peer; "" when it may have other peers too."""
        if not isinstance(self.peer, GroupPeer):
            return [""]
        reference = self.peer.reference
        keys = _group_keys(reference)
        return keys if keys and reference.found is not Found.ANYTHING else [*keys, ""]


class Count(NamedTuple):
    """How many AWS counts: at least, and how many more if those count of which it is not known."""

    at_least: int
    more: int = 0
    undecided: Undecided | None = None

    def exceeds(self, limit: int) -> bool:
        """Whether there are more; raises Undecided where it depends on what is not known."""
        if self.at_least <= limit < self.at_least + self.more and self.undecided:
            raise self.undecided
        return self.at_least > limit


class Opening(NamedTuple):
    """One rule that lets address ranges through."""

    group: Reference[SecurityGroup]
    direction: Direction | None
    ports: PortRange
    ranges: tuple[Cidr | UnknownCidr, ...]

    @property
    def is_inline(self) -> bool:
        """Whether the rule is an element of `ingress` or `egress` of a group."""
        return isinstance(self.ports, InlineRule)

    @property
    def rule_label(self) -> str:
        """How messages call the rule."""
        resource = self.ports.resource
        if isinstance(self.ports, InlineRule):
            return f"{self.ports.path} of {resource.label}"
        group = self.group.candidates[0].label if self.group.found is Found.ONE else None
        return f"{resource.label} of {group}" if group else resource.label

    @property
    def range_path(self) -> str:
        """The property that gives the ranges."""
        keys = ("cidrIpv4", "cidrIpv6", "cidrBlocks", "ipv6CidrBlocks")
        return next((self.ports.path_of(key) for key in keys if self.ports.has(key)), self.ports.path_of("cidrBlocks"))

    def is_for(self, direction: Direction) -> bool:
        """Whether it is of this direction; raises Undecided when that is open."""
        if self.direction is None:
            raise Undecided(self.ports.resource, self.ports.path_of("type"))
        return self.direction == direction

    def matching(self, question: Callable[[Cidr], bool]) -> tuple[str, ...]:
        """The ranges for which a question is answered with yes. Raises Undecided when none is, but one may be."""
        found = tuple(x.value for x in self.ranges if isinstance(x, Cidr) and question(x))
        unknown = next((x for x in self.ranges if isinstance(x, UnknownCidr)), None)
        if not found and unknown is not None:
            raise Undecided(unknown.node.resource, unknown.path)
        return found

    @property
    def worldwide(self) -> tuple[str, ...]:
        """Its ranges that are the Internet. Raises Undecided when none is, but one may be."""
        return self.matching(lambda cidr: cidr.is_worldwide)


class Interface(NamedTuple):
    """What the security groups of a load balancer or a service are attached to, and the subnets it is in.

    `counted` says that `groups` has one reference for each group: not so where the list is unknown as a whole.
    """

    node: Node
    groups: tuple[Reference[SecurityGroup], ...]
    subnets: tuple[Reference[Subnet], ...]
    counted: bool = True
    group_path: str = "securityGroups"

    @classmethod
    def of(cls, node: Node, group_key: str, subnet_key: str) -> Interface:
        return cls(
            node,
            _references(node, group_key, SecurityGroup),
            _references(node, subnet_key, Subnet),
            node.raw(group_key) is not UNKNOWN,
            node.path_of(group_key),
        )

    @property
    def known_groups(self) -> tuple[SecurityGroup, ...]:
        """The groups of this stack that it certainly has."""
        return tuple(
            dict.fromkeys(group for reference in self.groups if reference.certain for group in reference.candidates)
        )

    @property
    def group_count(self) -> Count:
        """How many different groups it has."""
        certain = {group.urn for group in self.known_groups}
        certain |= {reference.literal for reference in self.groups if reference.literal and not reference.candidates}
        others = [reference for reference in self.groups if not reference.certain and reference.literal is None]
        more = len(others) if self.counted else max((len(reference.candidates) for reference in others), default=0)
        return Count(len(certain), more, others[0].undecided() if others else None)

    def lets_pass(self, direction: Direction, port: int, peer: Interface) -> bool:
        """Whether its groups let TCP traffic on this port pass from (ingress) or to (egress) the peer.

        Yes where one of its groups is not of this stack: nothing can then be said of what they allow together.
        """
        return self.some_group(lambda group: group.allows(direction, port, peer))

    def has_any(self, direction: Direction) -> bool:
        """Whether its groups let anything pass in this direction. Yes where one of them is not of this stack."""
        return self.some_group(lambda group: group.has_any(direction))

    def may_have_any(self, direction: Direction) -> bool:
        """Whether its groups may let anything pass in this direction, as far as is known."""
        if any(reference.found in (Found.OUTSIDE, Found.ANYTHING) for reference in self.groups):
            return True
        return any(group.permissions(direction) for reference in self.groups for group in reference.candidates)

    def lets_in_from(self, ports: range, question: Callable[[Cidr], bool]) -> bool:
        """Whether its groups let in TCP traffic on any of these ports from an address range for which the answer is
        yes. Yes where one of them is not of this stack, and for prefix lists; no for what a rule lets in by group."""
        return self.some_group(lambda group: group.lets_in_from(ports, question))

    def lets_in_group(self, port: int, peer: Interface) -> bool:
        """Whether its groups let in TCP traffic on this port from a group of the peer, or from a prefix list. Yes where
        one of them is not of this stack."""
        return self.some_group(lambda group: group.lets_in_group(port, peer))

    def holds_a_subnet_of(self, cidr: Cidr) -> bool:
        """Whether an address range can hold addresses of its subnets; no only where all are known to lie outside."""
        network = cidr.network
        ranges = [Cidr(subnet.cidr_block or "").network for subnet in self._known_subnets()]
        if network is None or network.version == 6 or None in ranges or not ranges:
            return True  # of the IPv6 ranges of subnets, the stack seldom knows more than that AWS gives them
        return any(network.overlaps(other) for other in ranges if other)

    def some_group(self, question: Callable[[SecurityGroup], bool]) -> bool:
        """Whether the answer is yes for one of its groups. Yes where one of them is not of this stack."""

        def answer(reference: Reference[SecurityGroup]) -> bool:
            if reference.found is Found.OUTSIDE:
                return True
            if not reference.certain:
                return bool(reference.agree(question))
            if some([partial(question, group) for group in reference.candidates]):
                return True
            if reference.found is Found.ANYTHING:
                raise reference.undecided()
            return False

        return some([*(partial(answer, reference) for reference in self.groups), self._may_have_more])

    def _may_have_more(self) -> bool:
        if not self.counted and all(reference.found is Found.ONE for reference in self.groups):
            raise Undecided(self.node.resource, self.group_path)
        return False

    def is_meant_by(self, peer: Peer) -> bool:
        """Whether it is, or may well be, the peer of a permission."""
        match peer:
            case GroupPeer(reference):
                return self.has_group(reference)
            case Cidr(value):
                return self.may_have_address_in(value)
            case UnknownCidr(node, path) if self.groups:
                raise Undecided(node.resource, path)
            case UnknownPeer(node, path):
                raise Undecided(node.resource, path)
            case _:
                return True

    def has_group(self, reference: Reference[SecurityGroup]) -> bool:
        """Whether the group that is referred to is one of its own."""
        if reference.found in (Found.ONE, Found.SEVERAL):
            return bool(reference.agree(lambda group: some([partial(_names, own, group) for own in self.groups])))
        return some([partial(_are_same, own, reference) for own in self.groups])

    def may_have_address_in(self, cidr: str) -> bool:
        """Whether an address range can hold its addresses; no only where all its subnets are known to lie outside.

        Without security groups it is a Network Load Balancer, which may show the addresses of its clients.
        """
        if cidr in everywhere or not self.groups:
            return True
        try:
            network = ipaddress.IPv4Network(cidr, strict=False)
            ranges = [ipaddress.IPv4Network(subnet.cidr_block or "", strict=False) for subnet in self._known_subnets()]
        except ValueError:
            return True
        return not ranges or any(network.overlaps(other) for other in ranges)

    def _known_subnets(self) -> tuple[Subnet, ...]:
        """Its subnets if the stack has all of them with their address ranges, otherwise nothing."""
        told = all(reference.certain and reference.found is not Found.ANYTHING for reference in self.subnets)
        subnets = tuple(dict.fromkeys(candidate for reference in self.subnets for candidate in reference.candidates))
        complete = told and len(subnets) == len(self.subnets)
        return subnets if complete and all(subnet.raw("cidrBlock") is not UNKNOWN for subnet in subnets) else ()

    def peer_keys(self) -> list[str] | None:
        """URN and id of its groups; None when some of them may be any group."""
        keys = [key for reference in self.groups for key in _group_keys(reference)]
        told = all(reference.found is not Found.ANYTHING and _group_keys(reference) for reference in self.groups)
        return keys if told else None


class Zones(NamedTuple):
    """The availability zones of subnets by name and by id, each None where not all are stated that way."""

    names: frozenset[str] | None
    ids: frozenset[str] | None

    def beyond(self, others: Zones) -> frozenset[str]:
        """Those that are not among others; none where one side has names, and the other ids."""
        if self.names is not None and others.names is not None:
            return self.names - others.names
        return self.ids - others.ids if self.ids is not None and others.ids is not None else frozenset()


def zones_of(subnets: Iterable[Reference[Subnet]]) -> Zones | None:
    """The availability zones of subnets; None where one is not of this stack, or AWS chooses its zone. Raises Undecided
    where one may be any."""
    references = tuple(subnets)
    if not references or any(reference.found in (Found.OUTSIDE, Found.ABSENT) for reference in references):
        return None
    for reference in references:
        if not reference.certain or reference.found is Found.ANYTHING:
            raise reference.undecided()
    own = dict.fromkeys(subnet for reference in references for subnet in reference.candidates)
    names = _stated(own, "availabilityZone", lambda subnet: subnet.availability_zone)
    ids = _stated(own, "availabilityZoneId", lambda subnet: subnet.availability_zone_id)
    return None if names is None and ids is None else Zones(names, ids)


def have_zones_beside(subnets: Iterable[Reference[Subnet]]) -> bool:
    """Whether each subnet is in a zone that has others beside it, as far as is known."""
    return all(reference.agree(lambda subnet: subnet.is_in_ordinary_zone) is not False for reference in subnets)


def _stated(subnets: Iterable[Subnet], key: str, value: Callable[[Subnet], str | None]) -> frozenset[str] | None:
    if not all(subnet.has(key) for subnet in subnets):
        return None
    return frozenset(found for subnet in subnets if (found := value(subnet)))


def _names(own: Reference[SecurityGroup], group: SecurityGroup) -> bool:
    """Whether a reference is to this group."""
    possible = any(candidate.urn == group.urn for candidate in own.candidates)
    if possible and own.certain:
        return True
    if possible or own.found is Found.ANYTHING:
        raise own.undecided()
    return False


def _are_same(own: Reference[SecurityGroup], other: Reference[SecurityGroup]) -> bool:
    """Whether two references are to the same group, the second one not to a group of this stack that is known."""
    if own.literal is not None and other.literal is not None:
        return _group_id(own.literal) == _group_id(other.literal)
    if other.found is Found.ANYTHING or (own.found is Found.OUTSIDE and other.found is Found.OUTSIDE):
        raise other.undecided()
    if own.found is Found.ANYTHING:
        raise own.undecided()
    return False


def _group_keys(reference: Reference[SecurityGroup]) -> list[str]:
    keys = [group.urn for group in reference.candidates]
    return keys if reference.literal is None else [*keys, _group_id(reference.literal)]


def _group_id(value: str) -> str:
    """A group's id without the account that stands before it in references across VPC peerings."""
    return value.rpartition("/")[2]


class InlineRule(PortRange, Block):
    """One element of `ingress` or `egress` of a security group."""

    description = text("description")
    is_self = boolean("self")

    def meets(self, ports: range) -> bool:
        if self._values is UNKNOWN:
            raise Undecided(self.resource, self.path)
        return super().meets(ports)


class SecurityGroup(Resource):
    """A security group; also the default one of a VPC, which the provider empties before it adds the inline rules."""

    tokens = frozenset({"aws:ec2/securityGroup:SecurityGroup", "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup"})
    kind = "security group"
    identity = ("id", "arn")

    description = text("description")
    ingress = blocks("ingress", InlineRule)
    egress = blocks("egress", InlineRule)
    tags = mapping("tags")

    @property
    def cluster_tags(self) -> tuple[str, ...]:
        """The names of the Kubernetes clusters that it is tagged for."""
        prefix = "kubernetes.io/cluster/"
        return tuple(sorted(key.removeprefix(prefix) for key in self.tags if key.startswith(prefix)))

    @property
    def vpc(self) -> Reference[Vpc]:
        return self.stack.refer(self, "vpcId", Vpc)

    def has_vpc_of(self, other: SecurityGroup) -> bool:
        """Whether both get the same unknown id, as far as that can be seen: from the same resources."""
        sources = [set(group.record.property_dependencies.get("vpcId", ())) for group in (self, other)]
        return self.raw("vpcId") is UNKNOWN and other.raw("vpcId") is UNKNOWN and sources[0] == sources[1]

    @property
    def may_have_foreign_rules(self) -> bool:
        """Whether something that is not read here depends on it and may write its rules: another provider's rules, a
        CloudFormation stack, a command."""

        def collect() -> set[str]:
            writers = [x for x in self.stack.records.values() if x.type.startswith(foreign_writers)]
            named = {urn for record in writers for urns in record.property_dependencies.values() for urn in urns}
            return named.union(*(record.dependencies for record in writers))

        return self.urn in self.stack.remember("written by others", collect)

    @property
    def dependents(self) -> tuple[Record, ...]:
        """The other resources that have it in one of their properties, rules of groups included."""

        def collect() -> dict[str, dict[str, Record]]:
            found: dict[str, dict[str, Record]] = defaultdict(dict)
            for record in self.stack.records.values():
                for urns in record.property_dependencies.values():
                    for urn in urns:
                        found[urn][record.urn] = record
            return found

        index = self.stack.remember("dependents", collect)
        return tuple(record for urn, record in index.get(self.urn, {}).items() if urn != self.urn)

    @property
    def is_mentioned(self) -> bool:
        """Whether another resource has it in one of its properties, otherwise than as a rule on this group alone."""
        own = {rule.urn for rule, reference in self.standalone_rules if reference.candidates == (self,)}
        return any(record.urn not in own for record in self.dependents)

    @property
    def is_default(self) -> bool:
        """Whether it is the default group of a VPC."""
        return self.record.type.endswith(":DefaultSecurityGroup")

    def owns_rules_inline(self, direction: Direction) -> bool:
        """Whether the provider holds the rules of this direction to what is inline: it does when the program gave
        any, be it an empty list, and does not ignore changes to them, and always for a default group."""
        return self.is_default or (self.has(direction) and direction not in self.record.ignore_changes)

    @property
    def standalone_rules(self) -> tuple[tuple[StandaloneRule, Reference[SecurityGroup]], ...]:
        """The standalone rules that are or may be on this group, each with the reference that says so."""
        return (
            *self.stack.referrers(self, LegacyRule, "security_group"),
            *self.stack.referrers(self, IngressRule, "security_group"),
            *self.stack.referrers(self, EgressRule, "security_group"),
        )

    def standalone_rule(self, direction: Direction) -> StandaloneRule | None:
        """A standalone rule of this direction that is on this group, the first by name. Raises Undecided when there is
        none for certain, but one may be."""
        undecided: Undecided | None = None
        for rule, reference in self.standalone_rules:
            try:
                if rule.is_for(direction) and reference.is_to(self):
                    return rule
            except Undecided as missing:
                undecided = undecided or missing
        if undecided is not None:
            raise undecided
        return None

    def permissions(self, direction: Direction) -> tuple[Permission, ...]:
        """The permissions of one direction that are or may be its own, from inline and standalone rules."""

        def collect() -> tuple[Permission, ...]:
            standalone = [permission for rule, _ in self.standalone_rules for permission in rule.permissions]
            return (
                *self.inline_permissions(direction),
                *(permission for permission in standalone if permission.direction in (direction, None)),
            )

        return self.stack.remember(("permissions", direction, self.urn), collect)

    def inline_permissions(self, direction: Direction) -> Iterator[Permission]:
        """The permissions of one direction that are inline."""
        itself = Reference(self, direction, Found.ONE, (self,), certain=True)
        if self.raw(direction) is UNKNOWN:
            yield Permission(itself, direction, InlineRule(self, direction, UNKNOWN), UnknownPeer(self, direction))
            return
        rules = self.ingress if direction == "ingress" else self.egress
        named = [pair for rule in rules for pair in _items(rule, "securityGroups")]
        references = {x.path: x for x in self.stack.refer_each(self, named, SecurityGroup, repeats=True)}
        for rule in rules:
            for peer in (
                *_range_peers(rule),
                *(GroupPeer(references[path]) for path, _ in _items(rule, "securityGroups")),
                *_self_peer(rule, itself),
            ):
                yield Permission(itself, direction, rule, peer)

    def allows(self, direction: Direction, port: int, peer: Interface) -> bool:
        """Whether TCP traffic on this port may pass from (ingress) or to (egress) the peer."""
        return self.may_have_foreign_rules or some(
            [partial(x.lets_pass, self, direction, port, peer) for x in self.permissions_towards(direction, peer)]
        )

    def lets_in_group(self, port: int, peer: Interface) -> bool:
        """Whether it lets in TCP traffic on this port from a group of the peer, or from a prefix list."""
        found = [x for x in self.permissions_towards("ingress", peer) if not isinstance(x.peer, Cidr | UnknownCidr)]
        return self.may_have_foreign_rules or some([partial(x.lets_pass, self, "ingress", port, peer) for x in found])

    def lets_in_from(self, ports: range, question: Callable[[Cidr], bool]) -> bool:
        """Whether it lets in TCP traffic on any of these ports from an address range for which the answer is yes."""

        def is_from(peer: Peer) -> bool:
            if isinstance(peer, UnknownCidr | UnknownPeer):
                raise Undecided(peer.node.resource, peer.path)
            return isinstance(peer, PrefixList) or (isinstance(peer, Cidr) and question(peer))

        def lets_in(permission: Permission) -> bool:
            return every(
                [
                    lambda: is_from(permission.peer),
                    lambda: permission.ports.meets(ports),
                    lambda: permission.is_for("ingress"),
                    lambda: permission.group.is_to(self),
                ]
            )

        by_range = self._permissions_by_peer("ingress").get("", ())
        return self.may_have_foreign_rules or some([partial(lets_in, x) for x in by_range])

    def permissions_towards(self, direction: Direction, peer: Interface) -> Iterable[Permission]:
        """The permissions that may mean this peer: without a look at every rule of the group."""
        keys = peer.peer_keys()
        if keys is None:
            return self.permissions(direction)
        by_peer = self._permissions_by_peer(direction)
        return [permission for key in dict.fromkeys(["", *keys]) for permission in by_peer.get(key, ())]

    def _permissions_by_peer(self, direction: Direction) -> dict[str, list[Permission]]:
        """The permissions by URN and id of the group that is their peer; under "" those that may have other peers."""

        def index() -> dict[str, list[Permission]]:
            found: dict[str, list[Permission]] = defaultdict(list)
            for permission in self.permissions(direction):
                for key in permission.peer_keys():
                    found[key].append(permission)
            return dict(found)

        return self.stack.remember(("permissions by peer", direction, self.urn), index)

    def rule_count(self, direction: Direction, version: int) -> Count:
        """How many rules of one direction AWS counts for IPv4 or IPv6. A list that is not known may count as one."""
        certain, more, undecided = 0, 0, None
        for permission in self.permissions(direction):
            try:
                weight = permission.weight(version)
            except Undecided as missing:
                # A prefix list of unknown size can be as large as AWS lets it be.
                most = 1000 if isinstance(permission.peer, PrefixList) else 1
                weight, undecided, more = 0, undecided or missing, more + most
            try:
                if weight and permission.is_for(direction) and permission.group.is_to(self):
                    certain += weight
            except Undecided as missing:
                undecided, more = undecided or missing, more + weight
        return Count(certain, more, undecided)

    def has_any(self, direction: Direction) -> bool:
        """Whether anything is or may be allowed in this direction; Undecided when only unknown inline rules are."""
        if self.may_have_foreign_rules:
            return True
        permissions = self.permissions(direction)
        if permissions and all(
            isinstance(x.peer, UnknownPeer) and x.ports.raw("fromPort") is UNKNOWN for x in permissions
        ):
            raise Undecided(self, direction)
        return bool(permissions)


Vpc.passes_on = {"default_security_group": SecurityGroup}


class StandaloneRule(PortRange, Resource):
    """A security group rule that is a resource of its own."""

    kind = "security group rule"
    identity = ("id", "arn")
    source_keys: ClassVar[tuple[str, ...]] = ()
    """The properties that say whom it lets through."""

    description = text("description")

    def __new__(cls, stack: Stack, record: Record) -> Self:
        kind = next((kind for kind in cls.__subclasses__() if kind.reads(record.type)), None)
        return kind.__new__(kind, stack, record) if kind else object.__new__(cls)

    @classmethod
    def reads(cls, token: str) -> bool:
        kinds = cls.__subclasses__()
        return any(kind.reads(token) for kind in kinds) if kinds else super().reads(token)

    @property
    def sources(self) -> tuple[str, ...]:
        """The properties given, known or not, that say whom it lets through."""
        return tuple(key for key in self.source_keys if (value := self.raw(key)) is UNKNOWN or value)

    @property
    def direction(self) -> Direction | None:
        """None when it is not known."""
        raise NotImplementedError

    def is_for(self, direction: Direction) -> bool:
        if self.direction is None:
            raise Undecided(self, "type")
        return self.direction == direction

    @property
    def security_group(self) -> Reference[SecurityGroup]:
        return self.stack.refer(self, "securityGroupId", SecurityGroup)

    def peers(self) -> Iterator[Peer]:
        """Whom it lets through."""
        raise NotImplementedError

    @property
    def permissions(self) -> tuple[Permission, ...]:
        def collect() -> tuple[Permission, ...]:
            return tuple(Permission(self.security_group, self.direction, self, peer) for peer in self.peers())

        return self.stack.remember(("permissions", self.urn), collect)

    def _group_peer(self, key: str) -> Iterator[Peer]:
        if self.has(key):
            yield GroupPeer(self.stack.refer(self, key, SecurityGroup))


class LegacyRule(StandaloneRule):
    """`aws.ec2.SecurityGroupRule`: several address ranges in one rule, its direction in `type`."""

    tokens = frozenset({"aws:ec2/securityGroupRule:SecurityGroupRule"})
    source_keys = ("cidrBlocks", "ipv6CidrBlocks", "prefixListIds", "self", "sourceSecurityGroupId")

    type = text("type", default="ingress")
    is_self = boolean("self")

    @property
    def direction(self) -> Direction | None:
        if self.raw("type") is UNKNOWN:
            return None
        return "egress" if self.type == "egress" else "ingress"

    def peers(self) -> Iterator[Peer]:
        yield from _range_peers(self)
        yield from self._group_peer("sourceSecurityGroupId")
        yield from _self_peer(self, self.security_group)


class VpcRule(StandaloneRule):
    """`aws.vpc.SecurityGroup{In,E}gressRule`: one peer a rule."""

    protocol_key = "ipProtocol"
    source_keys = ("cidrIpv4", "cidrIpv6", "prefixListId", "referencedSecurityGroupId")

    def peers(self) -> Iterator[Peer]:
        yield from _cidrs(self, "cidrIpv4")
        yield from _cidrs(self, "cidrIpv6")
        if self.has("prefixListId"):
            yield PrefixList(self.stack.refer(self, "prefixListId", ManagedPrefixList))
        yield from self._group_peer("referencedSecurityGroupId")

    @property
    def states_ports_in_vain(self) -> bool:
        return any(port not in (None, -1) for port in (self.from_port, self.to_port))


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


class LetIn(NamedTuple):
    """Whom the rules of a stack let into groups of this stack or of others.

    `named` are the groups that rules name, by URN; `opened` the groups that are open to address ranges or prefix lists,
    by URN or id; `undecided` says that a rule may name any group.
    """

    named: frozenset[str]
    opened: frozenset[str]
    undecided: Undecided | None


def let_in(stack: Stack) -> LetIn:
    """Whom the rules of a stack let in."""
    return stack.remember("let in", lambda: _let_in(stack))


def _let_in(stack: Stack) -> LetIn:
    standalone = (rule for kind in (LegacyRule, IngressRule) for rule in stack.all(kind) if rule.direction != "egress")
    permissions = [
        *(permission for group in stack.all(SecurityGroup) for permission in group.inline_permissions("ingress")),
        *(permission for rule in standalone for permission in rule.permissions),
    ]
    named: set[str] = set()
    opened: set[str] = set()
    undecided: Undecided | None = None
    for permission in permissions:
        peer = permission.peer
        if isinstance(peer, GroupPeer):
            named.update(candidate.urn for candidate in peer.reference.candidates)
            if peer.reference.found is Found.ANYTHING:
                undecided = undecided or peer.reference.undecided()
        elif isinstance(peer, UnknownPeer):
            undecided = undecided or Undecided(peer.node.resource, peer.path)
        else:
            opened.update(_group_keys(permission.group) or [permission.ports.resource.urn])
    return LetIn(frozenset(named), frozenset(opened), undecided)


class RuleOwner(Resource):
    """What rules are stated in: a security group with rules inline, or a rule that is a resource of its own."""

    @classmethod
    def reads(cls, token: str) -> bool:
        return SecurityGroup.reads(token) or StandaloneRule.reads(token)

    def permissions(self, direction: Direction) -> tuple[Permission, ...]:
        """The permissions that it states, of one direction as far as that is known."""
        if SecurityGroup.reads(self.record.type):
            return tuple(self.stack.view(self.urn, SecurityGroup).inline_permissions(direction))
        rule = self.stack.view(self.urn, StandaloneRule)
        return tuple(x for x in rule.permissions if x.direction in (direction, None))

    @property
    def port_ranges(self) -> tuple[PortRange, ...]:
        """Its rules as protocols and ports: the inline ones of a group, or the rule."""
        if not SecurityGroup.reads(self.record.type):
            return (self.stack.view(self.urn, StandaloneRule),)
        group = self.stack.view(self.urn, SecurityGroup)
        return (*group.ingress, *group.egress)

    @property
    def described(self) -> tuple[SecurityGroup | InlineRule | StandaloneRule, ...]:
        """What of it can have a description: the group and its inline rules, or the rule."""
        if not SecurityGroup.reads(self.record.type):
            return (self.stack.view(self.urn, StandaloneRule),)
        group = self.stack.view(self.urn, SecurityGroup)
        return (*(() if group.is_default else (group,)), *group.ingress, *group.egress)

    @property
    def group_permissions(self) -> Iterator[tuple[Permission, Reference[SecurityGroup]]]:
        """The permissions that it states of which the peer is a group, with that group."""
        directions: tuple[Direction, Direction] = ("ingress", "egress")
        for permission in dict.fromkeys(x for direction in directions for x in self.permissions(direction)):
            if isinstance(permission.peer, GroupPeer):
                yield permission, permission.peer.reference

    def openings(self, direction: Direction) -> Iterator[Opening]:
        """Its rules that let address ranges through."""
        found: dict[str, list[Permission]] = defaultdict(list)
        for permission in self.permissions(direction):
            found[permission.ports.path_of("")].append(permission)
        for permissions in found.values():
            group, given, ports, _ = permissions[0]
            peers = [x.peer for x in permissions]
            if ports.is_unknown:
                peers = [UnknownCidr(ports, ports.path_of("").rstrip("."))]
            ranges = tuple(peer for peer in peers if isinstance(peer, Cidr | UnknownCidr))
            if ranges:
                yield Opening(group, given, ports, ranges)


def _range_peers(rule: Node) -> Iterator[Peer]:
    yield from _cidrs(rule, "cidrBlocks")
    yield from _cidrs(rule, "ipv6CidrBlocks")
    for reference in _references(rule, "prefixListIds", ManagedPrefixList):
        yield PrefixList(reference)


def _cidrs(node: Node, key: str) -> Iterator[Peer]:
    for path, value in _items(node, key):
        yield UnknownCidr(node, path) if value is UNKNOWN else Cidr(str(value))


def _self_peer(rule: InlineRule | LegacyRule, group: Reference[SecurityGroup]) -> Iterator[Peer]:
    if rule.raw("self") is UNKNOWN:
        yield UnknownPeer(rule, rule.path_of("self"))
    elif rule.is_self:
        yield GroupPeer(group)


def _items(node: Node, key: str) -> list[tuple[str, Any]]:
    """The (path, value) pairs of a list property, known or not; a list that is unknown as a whole is one pair."""
    value = node.raw(key)
    if value is UNKNOWN or isinstance(value, str):
        return [(node.path_of(key), value)]
    if not isinstance(value, list):
        return []
    return [(f"{node.path_of(key)}[{index}]", item) for index, item in enumerate(value) if item is not None]


def _references(node: Node, key: str, kind: type[R]) -> tuple[Reference[R], ...]:
    return node.stack.refer_each(node, _items(node, key), kind)
