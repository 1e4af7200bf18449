"""What objects of Istio have in common: the pods that they select, the hosts that they name, and who sees them."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property, partial
from itertools import chain
from typing import TYPE_CHECKING, Any, Final, Generic, NamedTuple, TypeVar

from .node import Block, Undecided, Unusable, each, mapping, some
from .values import UNKNOWN
from .workloads import Concerning, KubernetesNamespace, NamespacedObject, Place, place_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from .node import Resource

http_protocols: Final = frozenset({"HTTP", "HTTP2", "GRPC", "GRPC-WEB"})
"""Protocols of ports on which proxies read requests, and know from them which host is meant."""

tls_protocols: Final = frozenset({"HTTPS", "TLS"})
"""Protocols of ports whose clients speak TLS themselves."""

stream_protocols: Final = frozenset({"TCP", "MONGO", "MYSQL", "REDIS"})
"""Protocols of ports on which proxies see connections only."""

most_unclear: Final = 8
"""Of so many objects whose hosts are unknown rules ask whether they matter; with more of them, each may."""

H = TypeVar("H", bound="HostReader")
P = TypeVar("P", bound="PodsObject")


def pattern_of(group: str, kind: str) -> str:
    """The type tokens of a kind of object, in each version of its API, and of its patches."""
    return rf"kubernetes:{group}\.istio\.io/v\w+:{kind}(Patch)?"


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


class AnyIstioObject(NamespacedObject):
    """An object of one of the kinds that decide on TLS; read without regard to what the kind is."""

    pattern = pattern_of(
        "(networking|security)",
        "(AuthorizationPolicy|DestinationRule|Gateway|PeerAuthentication|ServiceEntry|Sidecar|VirtualService)",
    )

    @property
    def kind_name(self) -> str:
        """Its kind, also where it is a patch of one."""
        return self.record.type.rpartition(":")[2].removesuffix("Patch")


class PodSelector(Block):
    """Pods by their labels; DestinationRules and PeerAuthentications spell it `matchLabels`, others `labels`."""

    match_labels = mapping("matchLabels")
    labels = mapping("labels")


class PodsObject(NamespacedObject):
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
    shown: tuple[Place, ...] = ()
    doubt: Undecided | None = None

    @property
    def places(self) -> Iterator[Place]:
        """Those that it names; raises Undecided at the end when one is not known."""
        yield from self.shown
        if self.doubt is not None:
            raise self.doubt

    def has(self, place: Place) -> bool:
        """Whether it is seen in a namespace; raises Undecided when that is open."""
        return self.everywhere or some(partial(found.is_the_same, place, self.of) for found in self.places)

    def meets(self, other: Audience) -> bool:
        """Whether some namespace sees both objects; raises Undecided when that is open."""
        if self.everywhere or other.everywhere:
            return all(x.everywhere or any(True for _ in x.places) for x in (self, other))
        return some(partial(other.has, place) for place in self.places)


class HostReader(NamespacedObject):
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
            return Audience(self, True)
        named = [("spec.exportTo", name) for name in written if name is UNKNOWN or name not in (".", "~")]
        places: list[Place] = []
        doubt: Undecided | None = None
        for found in self.stack.refer_each(self.spec, named, KubernetesNamespace):
            try:
                places.append(place_of(found))
            except Undecided as reason:
                doubt = doubt or reason
        if any(name is not UNKNOWN and name == "." for name in written):
            places.append(self.place)
        return Audience(self, False, tuple(places), doubt)

    @cached_property
    def is_private(self) -> bool:
        """Whether it is for certain that only its own namespace sees it."""
        written = self.spec.raw("exportTo") if self.spec and not self.spec.is_unknown else None
        return isinstance(written, list) and len(written) == 1 and written[0] is not UNKNOWN and written[0] == "."


def concerning(
    asked_by: Resource, kind: type[H], hosts: Iterable[str], attribute: str = "written_hosts"
) -> Concerning[H]:
    """The objects of a kind that name one of these hosts, wildcards being names like any other."""
    stack = asked_by.stack
    index, unclear = stack.remember((kind, attribute), lambda: _by_host(stack.all(kind), attribute))
    doubt: Undecided | Unusable | None = None
    if len(unclear) > most_unclear:
        doubt, unclear = unclear[0][1], ()
    elif stack.leaves_out(kind):
        doubt = Undecided(asked_by, "the host", "may be that of an object which this run does not show")
    names = tuple(hosts)
    shown = stack.remember((kind, attribute, names), lambda: _named(index, names))
    return Concerning(shown, doubt, unclear)


def _by_host(
    objects: Iterable[H], attribute: str
) -> tuple[dict[str, list[H]], tuple[tuple[H, Undecided | Unusable], ...]]:
    """The objects by each host that an attribute names, and those that may name more, each with the reason."""
    index: dict[str, list[H]] = defaultdict(list)
    unclear: list[tuple[H, Undecided | Unusable]] = []
    for view in objects:
        try:
            for host in each(getattr(view, attribute), partial(_full_name, view)):
                index[host].append(view)
        except (Undecided, Unusable) as reason:
            unclear.append((view, reason))
    return index, tuple(unclear)


def _named(index: Mapping[str, Iterable[H]], hosts: Iterable[str]) -> tuple[H, ...]:
    found = {view.urn: view for host in hosts for view in index.get(host, ())}
    return tuple(found[urn] for urn in sorted(found))


def _full_name(view: HostReader, written: Any) -> Iterator[str]:
    if written is UNKNOWN:
        raise Undecided(view, "a host in spec")
    if isinstance(written, str):
        yield view.full_name(written)
