"""The stack: every resource, and what refers to what."""

from __future__ import annotations

from collections import defaultdict
from enum import Enum
from functools import partial
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from .node import Block, Resource, Undecided, Unusable, kinds_of
from .values import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from .node import Node
    from .record import Record

R = TypeVar("R", bound=Resource)
S = TypeVar("S", bound=Resource)
T = TypeVar("T")

root_type = "pulumi:pulumi:Stack"


class Found(Enum):
    """What is known of the resource that a property refers to."""

    ABSENT = "the property is not set"
    ONE = "exactly one resource of this stack"
    SEVERAL = "one of several resources of this stack"
    OUTSIDE = "something that this stack does not create"
    ANYTHING = "not known, and nothing says what it may be"


class Reference(NamedTuple, Generic[R]):
    """What one property says about a resource of type `R`.

    `candidates` are sorted by URN. `certain` says that each candidate is referred to by this property or by a
    neighbour in the same top-level property: two load balancers of one service, say, whose target groups are
    both unknown but can only be these two. `literal` is the known value, if it is known.
    """

    node: Node
    path: str
    found: Found
    candidates: tuple[R, ...] = ()
    certain: bool = False
    literal: str | None = None

    def undecided(self) -> Undecided:
        if self.found is Found.SEVERAL:
            few = [candidate.label for candidate in self.candidates[:4]]
            more = [f"one of {len(self.candidates) - 4} more"] if len(self.candidates) > 4 else []
            names = " or ".join((*few, *more))
            return Undecided(self.node.resource, self.path, f"is not known until the update; it may be {names}")
        if self.node.resource.left_out:
            return Undecided(self.node.resource, self.path, "is left out of this run")
        return Undecided(self.node.resource, self.path)

    def one(self) -> R | None:
        """The resource; None when the property is not set or refers out of the stack.

        Raises Undecided when it may be several, or anything.
        """
        if self.found is Found.ONE:
            return self.candidates[0]
        if self.found in (Found.SEVERAL, Found.ANYTHING):
            raise self.undecided()
        return None

    def agree(self, question: Callable[[R], T]) -> T | None:
        """The answer that all candidates give; None when there is no candidate because the reference is absent
        or leads out of the stack. Raises Undecided when the candidates differ or are not all known."""
        if self.found is not Found.SEVERAL:
            candidate = self.one()
            return None if candidate is None else question(candidate)
        answers = [question(candidate) for candidate in self.candidates]
        if any(answer != answers[0] for answer in answers[1:]):
            raise self.undecided()
        return answers[0]

    def certainly_means(self, resource: Resource) -> bool:
        """Whether it, or a neighbour in the same top-level property, is to this resource for certain."""
        return self.certain and any(candidate.urn == resource.urn for candidate in self.candidates)

    def is_same(self, other: Reference[R]) -> bool:
        """Whether both are to the same; raises Undecided when that is open."""
        if self.literal is not None and other.literal is not None:
            return self.literal == other.literal
        if self.candidates and other.candidates:
            return bool(self.agree(other.is_to))
        for reference in (self, other):
            if reference.found is Found.ANYTHING:
                raise reference.undecided()
        return False

    def is_to(self, resource: Resource) -> bool:
        """Whether it is to this resource; raises Undecided when that is open."""
        return bool(self.agree(lambda candidate: candidate.urn == resource.urn))


class Stack:
    """All resources of one stack in one run, in the order of their URNs.

    `clusters` says of objects of Kubernetes, by URN, in which cluster they are. With several, an object sees those of
    its own cluster and what is in none; what is in no cluster sees everything.
    """

    cluster = ""
    """The cluster whose objects alone are seen; empty where all are."""

    def __init__(self, records: Iterable[Record], clusters: Mapping[str, str] | None = None) -> None:
        self.records = {record.urn: record for record in sorted(records, key=lambda record: record.urn)}
        self._by_type: dict[str, list[Record]] = defaultdict(list)
        self._children: dict[str, list[Record]] = defaultdict(list)
        self.parents = _without_cycles({record.urn: record.parent for record in self.records.values() if record.parent})
        for record in self.records.values():
            self._by_type[record.type].append(record)
            if parent := self.parents.get(record.urn):
                self._children[parent].append(record)
        self._memory: dict[tuple[int, object], Any] = {}
        self._following: set[tuple[str, str]] = set()
        names = sorted(set((clusters or {}).values()))
        self._clusters = {name: _ClusterStack(self, clusters or {}, name) for name in names} if len(names) > 1 else {}
        self._cluster_of = clusters if clusters and self._clusters else {}

    def remember(self, key: object, compute: Callable[[], T]) -> T:
        """The result of `compute`, computed once for this stack and key. No two places in the code share a key."""
        own = (_identity_of_code(compute), key)
        if own not in self._memory:
            self._memory[own] = compute()
        result: T = self._memory[own]
        return result

    def all(self, kind: type[R]) -> tuple[R, ...]:
        """Every resource of this class that takes part in the run, by URN."""
        return self.remember(("all", kind), lambda: tuple(x for x in self._registered(kind) if not x.left_out))

    def leaves_out(self, kind: type[Resource]) -> bool:
        """Whether this run leaves out any resource of this class, or does not show some that it may have: those of a
        component without children."""

        def find() -> bool:
            components = (record for token in kind.made_by for record in self._by_type.get(token, ()))
            hides_any = any(not self._children.get(component.urn) for component in components)
            return hides_any or len(self._registered(kind)) > len(self.all(kind))

        return self.remember(("leaves out", kind), find)

    def _registered(self, kind: type[R]) -> tuple[R, ...]:
        """Every resource of this class, those too that this run leaves out."""
        tokens = [token for token in self._by_type if kind.reads(token)]
        urns = sorted(record.urn for token in tokens for record in self._by_type[token])
        held = [found for stack in (self, *self._clusters.values()) for found in kind.held_by_others(stack)]
        return (*(self.view(urn, kind) for urn in urns), *held)

    def view(self, urn: str, kind: type[R]) -> R:
        """The resource with this URN, read as `kind`."""
        if urn in self._cluster_of:
            return self._clusters[self._cluster_of[urn]].view(urn, kind)
        return self.remember(("view", kind, urn), lambda: kind(self, self.records[urn]))

    def has_children(self, resource: Resource) -> bool:
        """Whether any resource has this one as its parent."""
        return bool(self._children.get(resource.urn))

    def component_of(self, resource: Resource) -> Resource | None:
        parent = self.parents.get(resource.urn)
        if parent is None or parent not in self.records or self.records[parent].type == root_type:
            return None
        return self.view(parent, Resource)

    def refer(self, node: Node, key: str, kind: type[R]) -> Reference[R]:
        """What `key` of `node` refers to."""
        return self.refer_each(node, [(node.path_of(key), node.raw(key))], kind)[0]

    def refer_each(
        self, node: Node, values: Sequence[tuple[str, Any]], kind: type[R], *, repeats: bool = False
    ) -> tuple[Reference[R], ...]:
        """What several (path, value) pairs in one top-level property refer to.

        A known value is looked up by ARN, id or name. An unknown one is resolved by the dependencies that Pulumi
        recorded for the property; they are a set without positions, so that with several unknown values each
        may be any of the set. Where none of them is of this class, but one passes on a reference to such a resource,
        that is what is meant. `repeats` says that several values usually name the same resource.
        """
        if not values:
            return ()
        top_level = node.top_level if isinstance(node, Block) else values[0][0].split(".")[0].split("[")[0]
        unknown = sum(value is UNKNOWN for _, value in values)
        dependencies = node.resource.record.property_dependencies.get(top_level)
        named = self._identities(kind)
        matched = {
            view.urn for _, value in values if isinstance(value, str) and value in named for view in named[value]
        }
        candidates = tuple(view for view in self._reached(dependencies or (), kind) if view.urn not in matched)
        passed: list[Reference[R]] = []
        if unknown and dependencies and not candidates:
            passed = self._passed_on(dependencies, kind)
            if all(found.found is Found.ONE for found in passed):
                candidates = tuple({view.urn: view for found in passed for view in found.candidates}.values())

        def reference(path: str, value: Any) -> Reference[R]:
            if value is None:
                return Reference(node, path, Found.ABSENT)
            if value is not UNKNOWN:
                literal = value if isinstance(value, str) else None
                same = named.get(value, ()) if literal else ()
                found = (Found.OUTSIDE, Found.ONE)[len(same)] if len(same) < 2 else Found.SEVERAL
                return Reference(node, path, found, tuple(same), certain=len(same) == 1, literal=literal)
            if not candidates and len(passed) == 1 and passed[0].found is Found.OUTSIDE and (unknown == 1 or repeats):
                return passed[0]._replace(node=node, path=path)
            if not candidates:
                return Reference(node, path, Found.OUTSIDE if self._leads_out(dependencies) else Found.ANYTHING)
            if len(candidates) == 1 and (unknown == 1 or repeats):
                return Reference(node, path, Found.ONE, candidates, certain=True)
            if unknown > len(candidates) and not repeats:
                return Reference(node, path, Found.ANYTHING, candidates, certain=True)
            return Reference(node, path, Found.SEVERAL, candidates, certain=unknown >= len(candidates))

        return tuple(reference(path, value) for path, value in values)

    def referrers(self, target: R, source: type[S], attribute: str) -> tuple[tuple[S, Reference[R]], ...]:
        """The resources of class `source` whose `attribute` (a Reference, or several) is or may be `target`, each
        with the reference that says so. Where the attribute itself is unknown, or the resource is left out of this
        run, it may be anything."""
        index = self.remember(("referrers", source, attribute), lambda: self._index(source, attribute))
        return (*index.get(target.urn, ()), *index.get("", ()))

    def foreign_dependents(self, urn: str) -> tuple[str, ...]:
        """URNs of the resources that depend on this one and that are not read here: those of other providers, and
        CloudFormation stacks. Components are not among them."""
        return tuple(
            dependent
            for dependent in self._dependents.get(urn, ())
            if self.records[dependent].type.startswith("aws:cloudformation/")
            or not (self.records[dependent].type.startswith(("aws:", "pulumi:")) or self._children.get(dependent))
        )

    @property
    def _dependents(self) -> dict[str, list[str]]:
        """For each URN, what depends on it directly."""

        def collect() -> dict[str, list[str]]:
            found: dict[str, list[str]] = defaultdict(list)
            for record in self.records.values():
                for urn in {*record.dependencies, *(urn for x in record.property_dependencies.values() for urn in x)}:
                    found[urn].append(record.urn)
            return dict(found)

        return self.remember("dependents", collect)

    def _index(self, source: type[S], attribute: str) -> dict[str, list[tuple[S, Reference[Any]]]]:
        index: dict[str, list[tuple[S, Reference[Any]]]] = defaultdict(list)
        for resource in self._registered(source):
            try:
                answer = getattr(resource, attribute)
            except Undecided as missing:
                answer = Reference(resource, missing.what, Found.ANYTHING)
            except Unusable as missing:
                if not resource.left_out:
                    continue
                answer = Reference(resource, missing.what, Found.ANYTHING)
            for reference in (answer,) if isinstance(answer, Reference) else answer:
                targets = [candidate.urn for candidate in reference.candidates]
                for urn in [""] if reference.found is Found.ANYTHING else targets:
                    index[urn].append((resource, reference))
        return index

    def _leads_out(self, dependencies: Iterable[str] | None) -> bool:
        """Whether a property depends only on what is read from elsewhere: by `get()` or from another stack. Without
        any record of dependencies it is a literal, or the result of a function on unknown arguments."""
        return dependencies is not None and not any(urn in self.records for urn in dependencies)

    def _identities(self, kind: type[R]) -> dict[str, list[R]]:
        def collect() -> dict[str, list[R]]:
            named: dict[str, list[R]] = defaultdict(list)
            for view in self.all(kind):
                for value in dict.fromkeys(view.identities()):
                    named[value].append(view)
            return dict(named)

        return self.remember(("identities", kind), collect)

    def _reached(self, urns: Iterable[str], kind: type[R]) -> list[R]:
        """The resources of `kind` among the dependencies; a component stands for what is under it only when the
        dependencies name none themselves."""
        direct = [record for urn in urns if (record := self.records.get(urn)) and kind.reads(record.type)]
        found = direct or [record for urn in urns for record in self._descendants(urn) if kind.reads(record.type)]
        views = {record.urn: self.view(record.urn, kind) for record in found}
        return [views[urn] for urn in sorted(views)]

    def _passed_on(self, urns: Iterable[str], kind: type[R]) -> list[Reference[R]]:
        """What resources among the dependencies pass on of this class. Nothing where one of the dependencies is not of
        this stack, and may be what is meant."""
        dependencies = [self.records.get(urn) for urn in urns]
        found: list[Reference[R]] = []
        for record in dependencies:
            if record is None:
                return []
            token = record.type
            sources = self.remember(("passing", kind, token), partial(_passing, kind, token))
            for source, attribute in sources:
                if not source.passes_on_alone or len(dependencies) == 1:
                    found += self._followed(record.urn, source, attribute, kind)
        return found

    def _followed(self, urn: str, source: type[Resource], attribute: str, kind: type[R]) -> list[Reference[R]]:
        """An attribute of a resource, as a reference to this class; nothing where following it leads in a circle."""
        step = (urn, attribute)
        if step in self._following:
            return []
        self._following.add(step)
        try:
            found: Reference[Resource] = getattr(self.view(urn, source), attribute)
        except (Undecided, Unusable):
            return []
        finally:
            self._following.discard(step)
        views = tuple(self.view(candidate.urn, kind) for candidate in found.candidates)
        return [Reference(found.node, found.path, found.found, views, found.certain, found.literal)]

    def _descendants(self, urn: str) -> Iterator[Record]:
        for child in self._children.get(urn, ()):
            yield child
            yield from self._descendants(child.urn)


class _ClusterStack(Stack):
    """What the objects of one cluster see of a stack."""

    def __init__(self, whole: Stack, clusters: Mapping[str, str], name: str) -> None:
        super().__init__(record for record in whole.records.values() if clusters.get(record.urn, name) == name)
        self.cluster, self._whole, self._own = name, whole, clusters

    def view(self, urn: str, kind: type[R]) -> R:
        return super().view(urn, kind) if urn in self._own else self._whole.view(urn, kind)


def _passing(kind: type[Resource], token: str) -> tuple[tuple[type[Resource], str], ...]:
    """The classes that read this type token and pass on a reference to such a class, each with the attribute."""
    return tuple(
        (source, attribute)
        for source in kinds_of(Resource)
        if source.passes_on and source.reads(token)
        for attribute, target in source.passes_on.items()
        if any(map(kind.reads, target.tokens))
    )


def _identity_of_code(function: Any) -> int:
    """What tells the code of a function from all other, be it a new function object at each call."""
    while isinstance(function, partial):
        function = function.func
    return id(function.__code__)


def _without_cycles(parents: dict[str, str]) -> dict[str, str]:
    """The parent of each, but for links that would make something its own ancestor."""
    acyclic: dict[str, str] = {}
    for urn, parent in parents.items():
        ancestor: str | None = parent
        while ancestor is not None and ancestor != urn:
            ancestor = acyclic.get(ancestor)
        if ancestor is None:
            acyclic[urn] = parent
    return acyclic
