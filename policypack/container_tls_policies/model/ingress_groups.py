"""IngressGroups: which Ingresses share a load balancer, by annotation or by their class, and what they agree on."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from .ec2 import SecurityGroup
from .kubernetes import (
    CustomGroupsOwner,
    HelmChart,
    Ingress,
    IngressClass,
    IngressClassParams,
    KubernetesService,
    auto_mode,
    class_annotation,
    controllers,
    default_class,
    ingress_controllers,
    ingress_prefix,
)
from .node import Block, Undecided, Unusable, block, every, sequence, some, text
from .stack import Found
from .values import UNKNOWN, contains_unknown, from_json

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Mapping

    from .stack import Reference, Stack

group_annotation: Final = f"{ingress_prefix}group.name"

group_name: Final = re.compile(r"(?=.{1,63}\Z)([a-z0-9][-a-z0-9.]*)?[a-z0-9]")


GroupKey = tuple[str, str, str]


class GroupOfClass(Block):
    """`group` of the settings of a class."""

    group_name = text("name")


class ClassSettings(Block):
    """The settings of a class of Ingresses: `spec` of IngressClassParams, or the chart's value that becomes it. They
    win over an Ingress's annotations."""

    group = block("group", GroupOfClass)
    scheme = text("scheme")
    ip_address_type = text("ipAddressType")
    certificates = sequence("certificateArn")
    inbound_cidrs = sequence("inboundCIDRs")
    prefix_lists = sequence("prefixListsIDs")
    prefix_lists_of_first_version = sequence("PrefixListsIDs")

    def is_same(self, other: ClassSettings) -> bool:
        """Whether both are known and say the same."""
        return not contains_unknown([self._values, other._values]) and bool(self._values == other._values)


class ClassOf(NamedTuple):
    """What the stack tells of the class of an Ingress.

    `name` is for comparison: that of the controller where it is known to be the AWS Load Balancer Controller's; None
    where another controller handles the class. `told` says that no settings are elsewhere.
    """

    name: str | None
    settings: ClassSettings | None
    told: bool

    def is_same(self, other: ClassOf) -> bool:
        if (self.name, self.told) != (other.name, other.told):
            return False
        if self.settings is None or other.settings is None:
            return self.settings is other.settings
        return self.settings.is_same(other.settings)


def class_of(ingress: Ingress) -> ClassOf:
    """What the stack tells of the class of an Ingress. Raises Undecided when that depends on what is unknown."""

    def find() -> ClassOf:
        if ingress.is_of_another_controller:
            return ClassOf(None, None, told=True)
        if (named := ingress.annotation(class_annotation)) is not None:
            return ClassOf(named, None, told=True)
        spec = ingress.spec
        if spec is None or not spec.has("ingressClassName"):
            return ClassOf("", None, told=False)
        reference = ingress.stack.refer(spec, "ingressClassName", IngressClass)
        if reference.found in (Found.ONE, Found.SEVERAL):
            return _agreed([_class_of_stack(found) for found in reference.candidates], reference)
        if reference.literal is None:
            raise reference.undecided()
        if any(map(ingress.stack.leaves_out, (IngressClass, HelmChart))):
            raise Undecided(ingress, spec.path_of("ingressClassName"), "may be of a class that this run does not show")
        return _class_of_chart(reference, reference.literal)

    return ingress.stack.remember(("class", ingress.key), find)


def _class_of_stack(found: IngressClass) -> ClassOf:
    if found.is_of_another_controller:
        return ClassOf(None, None, told=True)
    handler = found.spec.controller if found.spec else None
    name = default_class if handler is None else handler
    parameters = found.parameters
    if parameters is None or parameters.found is Found.ABSENT:
        return ClassOf(name, None, told=True)
    if parameters.found in (Found.ONE, Found.SEVERAL):
        settings = [ClassSettings(candidate, "spec", candidate.spec) for candidate in parameters.candidates]
        return _agreed([ClassOf(name, given, told=True) for given in settings], parameters)
    if parameters.literal is None or found.stack.leaves_out(IngressClassParams):
        raise parameters.undecided()
    return ClassOf(name, None, told=False)


def _class_of_chart(reference: Reference[IngressClass], name: str) -> ClassOf:
    """Of a class that is no resource of the stack: a release of the controller's chart may create it."""

    def creates(chart: HelmChart) -> bool:
        return chart.value("createIngressClassResource") is not False and name == (
            chart.value("ingressClass") or default_class
        )

    def answer(chart: HelmChart) -> ClassOf:
        given = chart.value("ingressClassParams")
        given = given if isinstance(given, dict) else {}
        spec = given.get("spec")
        settings = ClassSettings(chart, "values.ingressClassParams.spec", spec) if _is_object(spec) else None
        told = given.get("create") is not False and not chart.has("valueYamlFiles")
        return ClassOf(ingress_controllers[0], settings, told)

    anchor = reference.node.resource
    charts = anchor.stack.remember(("charts with class", name), lambda: controllers(anchor, creates))
    return _agreed([answer(chart) for chart in charts] or [ClassOf(name, None, told=False)], reference)


def _agreed(answers: list[ClassOf], reference: Reference[Any]) -> ClassOf:
    """What several resources of one name, in several clusters, say alike."""
    if all(answer.is_same(answers[0]) for answer in answers[1:]):
        return answers[0]
    raise Undecided(reference.node.resource, reference.path, "is the name of several that differ")


def _is_object(value: Any) -> bool:
    return value is UNKNOWN or isinstance(value, dict)


def is_for_this_controller(ingress: Ingress) -> bool:
    """Whether an Ingress says that the AWS Load Balancer Controller handles it: by its class, or by annotations for
    that."""
    return some(
        [
            lambda: class_of(ingress).name in (default_class, *ingress_controllers),
            lambda: any(key.startswith(ingress_prefix) for key in ingress.annotations),
        ]
    )


class IngressGroup:
    """The Ingresses of one load balancer, as far as they are in this stack."""

    def __init__(self, name: str, members: tuple[Ingress, ...]) -> None:
        self.name, self.members = name, members
        self._said: dict[str, Said] = {}

    @property
    def naming_groups(self) -> tuple[Ingress, ...]:
        """The members that name security groups for the load balancer, as far as is known."""
        return self.said("naming", _when(lambda member: member.custom_groups_given)).by

    def said(self, setting: str, read: Callable[[Ingress], Mapping[Any, Any]]) -> Said:
        """What members say of a setting."""
        if setting not in self._said:
            first: dict[Hashable, tuple[Ingress, Any]] = {}
            by: list[Ingress] = []
            undecided: dict[str, Ingress] = {}
            differ = False
            for member in self.members:
                try:
                    answers = read(member)
                except Undecided:
                    undecided[member.key] = member
                    continue
                except Unusable:
                    continue
                for key, value in answers.items():
                    differ = first.setdefault(key, (member, value))[1] != value or differ
                if answers:
                    by.append(member)
            self._said[setting] = Said(first, tuple(by), undecided, differ)
        return self._said[setting]


def _everybody(stack: Stack) -> IngressGroup:
    """All Ingresses of the stack, whatever their groups."""
    return stack.remember("all ingresses", lambda: IngressGroup("", stack.all(Ingress)))


class Said(NamedTuple):
    """What the members of a group say of one setting: for each key of it who says it first, and what; who says
    anything; of whom it is not known, by key; whether any two say different things."""

    first: Mapping[Any, tuple[Ingress, Any]]
    by: tuple[Ingress, ...]
    undecided: Mapping[str, Ingress]
    differ: bool


class Disagreement(NamedTuple):
    """Two members of a group that say different things of a setting."""

    group: IngressGroup
    other: Ingress
    key: Any
    own_value: Any
    other_value: Any


def group_of(ingress: Ingress) -> IngressGroup | None:
    """The group of an Ingress; None when it has a load balancer of its own, or none of this controller. Raises
    Undecided when its group is not known and the stack has others for it to be with."""
    groups, undecided = ingress.stack.remember("ingress groups", lambda: _groups(ingress.stack))
    try:
        key = _group_key(ingress)
    except Undecided:
        if not groups and len(undecided) < 2:
            return None
        raise
    return None if key is None else groups[key]


def _groups(stack: Stack) -> tuple[dict[GroupKey, IngressGroup], list[Ingress]]:
    members: dict[GroupKey, list[Ingress]] = defaultdict(list)
    undecided: list[Ingress] = []
    for ingress in stack.all(Ingress):
        try:
            if key := _group_key(ingress):
                members[key].append(ingress)
        except Undecided:
            undecided.append(ingress)
        except Unusable:
            continue
    return {key: IngressGroup(key[-1], tuple(found)) for key, found in members.items()}, undecided


def _group_key(ingress: Ingress) -> GroupKey | None:
    """Cluster, class and name of the group. The class counts: as far as is known, it has another controller."""
    of = class_of(ingress)
    if of.name is None:
        return None
    if of.settings is not None and of.settings.has("group"):
        group = of.settings.group
        name = group.group_name if group else None
    else:
        name = None if of.name == auto_mode else ingress.annotation(group_annotation)
    if name is None or group_name.fullmatch(name) is None:
        return None
    return (ingress.cluster, default_class if of.name in ingress_controllers else of.name, name)


def disagreement(ingress: Ingress, setting: str, read: Callable[[Ingress], Mapping[Any, Any]]) -> Disagreement | None:
    """The member of the group with which an Ingress disagrees: the first one that says anything of what it says.

    `read` gives what an Ingress says of the setting, by key; nothing where it does not say. Two members of whom it is
    not known agree where what they say comes from one and the same security group.
    """
    everybody = _everybody(ingress.stack).said(setting, read)
    if not everybody.differ and not everybody.undecided:
        return None
    if ingress.key not in everybody.undecided and not read(ingress):
        return None
    group = group_of(ingress)
    if group is None:
        return None
    said = group.said(setting, read)
    if not said.first and ingress.key in said.undecided:
        before = next(iter(said.undecided.values()))
        if before is ingress or _is_from_one_group(before, ingress):
            return None
    for key, value in read(ingress).items():
        other, told = said.first[key]
        if told != value and not _is_same_object(other, ingress):
            return Disagreement(group, other, key, value, told)
    return None


def groups_named_by(owner: CustomGroupsOwner) -> CustomGroupsOwner | None:
    """Who names security groups for a load balancer: the object, or another member of an Ingress's group; None when
    nobody does."""
    if owner.custom_groups_given:
        return owner
    if not isinstance(owner, Ingress) or not _everybody(owner.stack).naming_groups:
        return None
    group = group_of(owner)
    if group is None or not group.naming_groups:
        return None
    return group.naming_groups[0]


def has_managed_backend_rules(owner: CustomGroupsOwner) -> bool:
    """Whether the controller writes the rules of nodes and pods for a load balancer: because the object says so,
    another member of an Ingress's group, or the controller's own flag."""
    if _somebody(owner, "managing", _manages):
        return True
    if not owner.states_backend_rules and owner.flag_key and owner.stack.leaves_out(HelmChart):
        raise Undecided(owner, owner.manage_key, "is up to the controller, which this run may not show")
    return owner.managing_controller is not None


def managing_member(owner: CustomGroupsOwner) -> Ingress | None:
    """The other member of an Ingress's group that has the controller write the rules of nodes and pods for all of them,
    because the Ingress does not say; None when there is none."""
    if not isinstance(owner, Ingress) or owner.states_backend_rules or owner.is_patch:
        return None
    if not _some_member(owner, "managing", _manages):
        return None
    group = group_of(owner)
    return group.said("managing", _when(_manages)).by[0] if group else None


def _manages(known: CustomGroupsOwner) -> bool:
    return known.manages_backend_rules


def has_managed_group(owner: CustomGroupsOwner) -> bool:
    """Whether the controller writes the security group in front of a load balancer, because nobody names others: not
    the object, and no other member of an Ingress's group."""
    return every(
        [
            lambda: owner.has_managed_group,
            lambda: not isinstance(owner, Ingress) or class_of(owner).name is not None,
            lambda: not _somebody(owner, "naming", lambda known: known.custom_groups_given),
        ]
    )


def _is_from_one_group(one: Ingress, other: Ingress) -> bool:
    def origins(ingress: Ingress) -> set[str]:
        urns = ingress.record.property_dependencies.get("metadata", ())
        records = ingress.stack.records
        return {urn for urn in urns if urn in records and SecurityGroup.reads(records[urn].type)}

    return len(origins(one)) == 1 and origins(one) == origins(other)


def _is_same_object(one: Ingress, other: Ingress) -> bool:
    """Whether one of them is a patch of the other, or of the same object."""
    if one.chart or other.chart or not (one.is_patch or other.is_patch):
        return False
    names = [(x.metadata.object_name, x.metadata.namespace) if x.metadata else (None, None) for x in (one, other)]
    (name, namespace), (other_name, other_namespace) = names
    return name == other_name and (namespace == other_namespace or None in (namespace, other_namespace))


def is_internet_facing(owner: CustomGroupsOwner) -> bool:
    """Whether a load balancer is to be reached from the internet, as the object, its class, or another member of an
    Ingress's group says."""
    return _somebody(owner, "internet-facing", lambda known: _scheme(known) == "internet-facing")


def names_clients(owner: CustomGroupsOwner) -> bool:
    """Whether the object, its class, or another member of an Ingress's group names clients for the group that the
    controller writes."""
    return _somebody(owner, "clients", lambda known: some([lambda: _gives_ranges(known), lambda: _prefix_lists(known)]))


def names_prefix_lists(owner: CustomGroupsOwner) -> bool:
    """Whether the object, its class, or another member of an Ingress's group names prefix lists of clients."""
    return _somebody(owner, "prefix lists", _prefix_lists)


def is_dualstack(ingress: Ingress) -> bool:
    """Whether a load balancer has IPv6 addresses, as an Ingress, its class, or another member of its group says."""
    return _somebody(ingress, "dualstack", _is_dualstack)


def class_has_ranges(owner: CustomGroupsOwner) -> bool:
    """Whether the class of an Ingress names address ranges of clients, which take the place of its own."""
    settings = _of_class(owner)
    return bool(settings and settings.inbound_cidrs)


def place_of_clients(ingress: Ingress) -> str:
    """Where the clients of an Ingress are named, for messages."""
    return "spec.inboundCIDRs of its IngressClassParams" if class_has_ranges(ingress) else ingress.ranges_key


def may_have_settings_elsewhere(ingress: Ingress) -> bool:
    """Whether the class of an Ingress may have settings that are not in this stack."""
    return not class_of(ingress).told


def _somebody(owner: CustomGroupsOwner, setting: str, question: Callable[[Any], bool]) -> bool:
    """Whether something holds for the object, or for another member of an Ingress's group. Raises Undecided when it
    holds for none for certain, but may for one."""
    if not isinstance(owner, Ingress):
        return question(owner)
    return some([lambda: question(owner), lambda: _some_member(owner, setting, question)])


def _some_member(ingress: Ingress, setting: str, question: Callable[[Any], bool]) -> bool:
    everybody = _everybody(ingress.stack).said(setting, _when(question))
    if not everybody.by and not everybody.undecided and not ingress.stack.leaves_out(Ingress):
        return False
    group = group_of(ingress)
    if group is None:
        return False
    said = group.said(setting, _when(question))
    if said.by:
        return True
    if said.undecided:
        return question(next(iter(said.undecided.values())))
    if other := ingress.stack.remember(("of unknown groups", setting), lambda: _of_unknown_group(everybody)):
        _group_key(other)  # says what is not known
    if ingress.stack.leaves_out(Ingress):
        raise Undecided(ingress, group_annotation, "names a group that may have members that this run does not show")
    return False


def _of_unknown_group(said: Said) -> Ingress | None:
    """The first Ingress of those that say something, or may, whose group is not known."""
    for ingress in (*said.by, *said.undecided.values()):
        try:
            _group_key(ingress)
        except Undecided:
            return ingress
        except Unusable:
            continue
    return None


def _when(question: Callable[[Ingress], bool]) -> Callable[[Ingress], Mapping[Any, Any]]:
    """What an Ingress says of a setting that it has or has not."""
    return lambda member: {"": True} if question(member) else {}


def _of_class(owner: CustomGroupsOwner) -> ClassSettings | None:
    return class_of(owner).settings if isinstance(owner, Ingress) else None


def _scheme(owner: CustomGroupsOwner) -> str | None:
    settings = _of_class(owner)
    return (settings.scheme if settings else None) or owner.scheme


def _gives_ranges(owner: CustomGroupsOwner) -> bool:
    return class_has_ranges(owner) or owner.gives_ranges


def _prefix_lists(owner: CustomGroupsOwner) -> bool:
    settings = _of_class(owner)
    of_class = settings and (settings.prefix_lists or settings.prefix_lists_of_first_version)
    return bool(of_class) or owner.gives_prefix_lists


def _is_dualstack(ingress: Ingress) -> bool:
    settings = _of_class(ingress)
    of_class = settings.ip_address_type if settings else None
    return (of_class or ingress.annotation(ingress.address_type_key) or "").startswith("dualstack")


def listen_ports(ingress: Ingress) -> frozenset[int]:
    """The ports on which the load balancer takes requests for an Ingress; none where they cannot be read."""
    key = f"{ingress_prefix}listen-ports"
    stated = ingress.annotation(key)
    if stated is None:
        of_class = class_of(ingress).settings
        certified = ingress.gives_list(f"{ingress_prefix}certificate-arn") or (of_class and of_class.certificates)
        return frozenset({443 if certified else 80})
    try:
        entries = from_json(stated)
    except ValueError:
        return frozenset()
    found = [entry for entry in entries if isinstance(entry, dict)] if isinstance(entries, list) else []
    ports = [port for entry in found for port in entry.values()]
    return frozenset(port for port in ports if isinstance(port, int) and not isinstance(port, bool))


def inbound_cidrs(ingress: Ingress) -> frozenset[str]:
    """The address ranges from which an Ingress lets clients in, those of its class if that has any; none where it
    leaves that to others of its group. Raises Undecided when one of them is unknown."""
    settings = class_of(ingress).settings
    if settings is not None and (given := settings.inbound_cidrs):
        if any(value is UNKNOWN for value in given):
            raise Undecided(settings.resource, settings.path_of("inboundCIDRs"))
        return frozenset(str(value) for value in given)
    return frozenset(ingress.ranges)


class ClientRules(NamedTuple):
    """How many rules of one address family the clients of a load balancer make: one for each source on each port."""

    family: str
    ports: int
    sources: int


def client_rules(owner: CustomGroupsOwner) -> Iterator[ClientRules]:
    """The rules that the controller writes for the clients that an Ingress or a Service names, at least: a prefix list
    counts as one. None for other objects, whose ports are not known."""
    if isinstance(owner, Ingress):
        ports, ranges = len(listen_ports(owner)), list(inbound_cidrs(owner))
    elif isinstance(owner, KubernetesService):
        ports, ranges = len(owner.spec.ports) if owner.spec else 0, list(owner.known_ranges)
    else:
        return
    known = owner.annotations.get(owner.prefix_lists_key) is not UNKNOWN
    lists = len(owner.listed(owner.prefix_lists_key) or ()) if known else 0
    six = sum(":" in known_range for known_range in ranges)
    yield ClientRules("IPv4", ports, len(ranges) - six + lists)
    if six and (is_dualstack(owner) if isinstance(owner, Ingress) else owner.is_dualstack):
        yield ClientRules("IPv6", ports, six + lists)
