"""What Pulumi creates after a resource, and deletes before it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .node import Resource
    from .stack import Stack


def comes_after_any(resource: Resource, others: tuple[Resource, ...]) -> bool:
    """Whether a resource depends on one of the others, on what is in it or on a component around it: by `dependsOn`,
    by a value, through resources in between or through a component that it is in."""
    stack = resource.stack
    key = ("after", tuple(other.urn for other in others))
    return resource.urn in stack.remember(key, lambda: _after(stack, others))


def _after(stack: Stack, others: Iterable[Resource]) -> set[str]:
    later: dict[str, list[str]] = defaultdict(list)
    for record in stack.records.values():
        for urn in (*record.dependencies, record.parent):
            if urn:
                later[urn].append(record.urn)
    around = {urn for other in others for urn in _around(other)}
    waiting = [other.urn for other in others]
    waiting += [record.urn for record in stack.records.values() if not around.isdisjoint(record.dependencies)]
    found: set[str] = set()
    while waiting:
        urn = waiting.pop()
        if urn not in found:
            found.add(urn)
            waiting += later[urn]
    return found


def _around(resource: Resource) -> Iterator[str]:
    """The components that a resource is in, but for the stack itself."""
    component = resource.parent
    while component is not None:
        yield component.urn
        component = component.parent
