"""Stacks of a chosen size: the clean Service Connect path, many times over."""

from __future__ import annotations

from typing import Any

from pulumi.runtime import proto

from tests.recorded import Requests, recorded
from tests.stacks import TWINS


def of_size(count: int) -> Requests:
    """About `count` resources: copies of the clean stack, each with URNs of its own."""
    one = recorded(TWINS["clean"].program)
    many = Requests()
    while len(many.resources) < count:
        suffix = f"-{len(many.resources)}"
        many.resources += [_renamed(request, suffix) for request in one.resources]
        many.stack.resources.extend(_renamed(resource, suffix) for resource in one.stack.resources)
    return many


def _renamed(message: Any, suffix: str) -> Any:
    copy = type(message)()
    copy.CopyFrom(message)

    def rename(urn: str) -> str:
        return urn + suffix if urn else urn

    copy.urn = rename(copy.urn)
    copy.name += suffix
    copy.options.parent = rename(copy.options.parent)
    if isinstance(copy, proto.AnalyzerResource):
        copy.parent = rename(copy.parent)
        copy.dependencies[:] = map(rename, copy.dependencies)
        for found in copy.propertyDependencies.values():
            found.urns[:] = map(rename, found.urns)
    return copy
