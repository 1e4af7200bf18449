"""What the engine creates before what, and destroys after it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from .node import Resource
    from .record import Record

Needs = dict[str, list[str]]
"""For each URN those that come right before it."""


def waits_for(later: Resource, earlier: Resource) -> bool:
    """Whether the engine creates `earlier` before `later` and destroys it after: `later` depends on it, directly or
    through others.

    Who depends on a component waits for what is in it, and what is in a component waits for what it depends on.
    """
    stack = later.stack
    position, before = stack.remember("order", lambda: _order(_needs(stack.records)))
    return bool(before[later.urn] >> position[earlier.urn] & 1)


def _needs(records: Mapping[str, Record]) -> Needs:
    children: Needs = defaultdict(list)
    for record in records.values():
        children[record.parent or ""].append(record.urn)

    def needs(record: Record) -> Iterator[str]:
        if not record.type.startswith("aws:"):
            yield from children[record.urn]
        above: Record | None = record
        passed: set[str] = set()
        while above and above.urn not in passed:
            passed.add(above.urn)
            yield from above.dependencies
            for urns in above.property_dependencies.values():
                yield from urns
            above = records.get(above.parent or "")

    return {
        urn: [other for other in dict.fromkeys(needs(record)) if other in records] for urn, record in records.items()
    }


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
