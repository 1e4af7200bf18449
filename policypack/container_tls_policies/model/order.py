"""What the engine creates before what, and destroys after it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .node import Resource
    from .record import Record
    from .stack import Stack

Needs = dict[str, list[str]]
"""For each URN those that come right before it."""


def waits_for(later: Resource, earlier: Resource) -> bool:
    """Whether the engine creates `earlier` before `later` and destroys it after: `later` depends on it, directly or
    through others.

    Who depends on a component waits for what is in it, and what is in a component waits for what it depends on.
    """
    stack = later.stack
    position, before = stack.remember("order", lambda: _order(_needs(stack)))
    return bool(before[later.urn] >> position[earlier.urn] & 1)


def _needs(stack: Stack) -> Needs:
    records = stack.records
    children: Needs = defaultdict(list)
    for urn, parent in stack.parents.items():
        children[parent].append(urn)

    def needs(record: Record) -> Iterator[str]:
        if _is_component(record):
            yield from children[record.urn]
        above: Record | None = record
        while above:
            yield from above.dependencies
            for urns in above.property_dependencies.values():
                yield from urns
            above = records.get(stack.parents.get(above.urn, ""))
            if above and not _is_component(above):
                yield above.urn

    return {
        urn: [other for other in dict.fromkeys(needs(record)) if other in records] for urn, record in records.items()
    }


def _is_component(record: Record) -> bool:
    """Whether it is there when what is in it is there; as far as its type tells."""
    return not record.type.startswith(("aws:", "kubernetes:"))


def _order(needs: Needs) -> tuple[dict[str, int], dict[str, int]]:
    """The position of each URN, and for each the positions of all those that it waits for, as the bits of a number."""
    position = {urn: number for number, urn in enumerate(_depth_first(needs))}
    before = dict.fromkeys(position, 0)
    changed = True
    while changed:  # the second time to see that the first was enough, as it is without a circle
        changed = False
        for urn in position:
            found = 0
            for other in needs[urn]:
                found |= before[other] | 1 << position[other]
            changed = changed or found != before[urn]
            before[urn] = found
    return position, before


def _depth_first(needs: Needs) -> Iterator[str]:
    """Every URN once, after those that it needs unless there is a circle."""
    seen: set[str] = set()
    for root in needs:
        path = [(root, iter(needs[root]))] if root not in seen else []
        seen.add(root)
        while path:
            _, others = path[-1]
            following = next((other for other in others if other not in seen), None)
            if following is None:
                yield path.pop()[0]
            else:
                seen.add(following)
                path.append((following, iter(needs[following])))
