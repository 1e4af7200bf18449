"""Stacks of a chosen size: all that the pack judges, many times over."""

from __future__ import annotations

from functools import cache, partial
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pulumi
from container_tls_policies.offline.project import Project
from pulumi.runtime import proto

from paths import controller, mesh, passthrough, service_connect, sidecar
from tests.recorded import Requests, recorded
from tests.stacks import TWINS

if TYPE_CHECKING:
    from types import ModuleType


def of_size(count: int, *, mixed: bool = False) -> Requests:
    """About `count` resources: copies of the clean stack in plain resources, or of all paths of the reference program
    in turn, each with URNs of its own."""
    many = Requests()
    for one in cycle(_paths() if mixed else (_plain(),)):
        if len(many.resources) >= count:
            return many
        suffix = f"-{len(many.resources)}"
        many.resources += [_renamed(request, suffix) for request in one.resources]
        many.stack.resources.extend(_renamed(resource, suffix) for resource in one.stack.resources)
    raise AssertionError


@cache
def _plain() -> Requests:
    return recorded(TWINS["clean"].program)


@cache
def _paths() -> tuple[Requests, ...]:
    config = dict(Project.load(Path(__file__).parents[1], "preview", {}).config)
    paths = (service_connect, passthrough, sidecar, controller, mesh)
    return tuple(recorded(partial(_build, path), config) for path in paths)


def _build(path: ModuleType) -> None:
    path.build(pulumi.Config("container-tls"))


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
