"""Stacks of a chosen size: all that the pack judges, many times over."""

from __future__ import annotations

from functools import cache, partial
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pulumi
from container_tls_policies.model.values import unknown_sentinels
from container_tls_policies.offline.project import Project
from google.protobuf import json_format
from google.protobuf.struct_pb2 import Struct
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
        suffix, names = f"-{len(many.resources)}", _names(one)
        many.resources += [_renamed(request, suffix, names) for request in one.resources]
        many.stack.resources.extend(_renamed(resource, suffix, names) for resource in one.stack.resources)
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


def _renamed(message: Any, suffix: str, names: set[str]) -> Any:
    """The resource with a URN and names of its own, in all that refers to them too."""
    copy = type(message)()
    copy.CopyFrom(message)

    def rename(urn: str) -> str:
        return urn + suffix if urn else urn

    def named(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: named(item) for key, item in value.items()}
        if isinstance(value, list):
            return [named(item) for item in value]
        return value + suffix if isinstance(value, str) and value in names else value

    copy.urn = rename(copy.urn)
    copy.name += suffix
    copy.options.parent = rename(copy.options.parent)
    copy.properties.CopyFrom(json_format.ParseDict(named(json_format.MessageToDict(message.properties)), Struct()))
    if isinstance(copy, proto.AnalyzerResource):
        copy.parent = rename(copy.parent)
        copy.dependencies[:] = map(rename, copy.dependencies)
        for found in copy.propertyDependencies.values():
            found.urns[:] = map(rename, found.urns)
    return copy


def _names(requests: Requests) -> set[str]:
    """The known values by which others may refer to a resource."""
    return {
        field.string_value
        for request in requests.resources
        for key in ("arn", "family", "id", "name")
        if (field := request.properties.fields.get(key)) and field.string_value not in ("", *unknown_sentinels)
    }
