"""What a change of the plugin's schema breaks in programs of whatever language that use the plugin."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

Schema = dict[str, Any]


class BreakingChangesError(Exception):
    """Changes that break programs, in a version that must not."""

    def __init__(self, changes: Iterable[str], version: str) -> None:
        self.changes = tuple(changes)
        listed = "\n".join(f"  {change}" for change in self.changes)
        super().__init__(
            f"these changes break programs that use version {version} in other languages:\n{listed}\n"
            "Undo them, or set a new version in components/pyproject.toml: a minor one below 1.0, a major one after. "
            f"If {version} has not been released, delete components/schema.json and run `make derived`."
        )


def check(old: Schema, new: Schema) -> None:
    """An error that lists what breaks, unless the new version says that something may."""
    changes = list(breaking_changes(old, new))
    if changes and _generation(new["version"]) <= _generation(old["version"]):
        raise BreakingChangesError(changes, old["version"])


def breaking_changes(old: Schema, new: Schema) -> Iterator[str]:
    """Each change after which a program that used the old schema may not compile or run any more."""
    for name, before, after in _pairs(old["resources"], new["resources"]):
        if after is None:
            yield f"{name}: removed"
            continue
        yield from _as_input(name, _Fields.inputs(before), _Fields.inputs(after))
        yield from _as_output(name, _Fields.of(before), _Fields.of(after))
    passed = _types(old, [_Fields.inputs(resource) for resource in old["resources"].values()])
    returned = _types(old, [_Fields.of(resource) for resource in old["resources"].values()])
    for name, before, after in _pairs(old["types"], new["types"]):
        if after is None:
            yield f"{name}: removed"
            continue
        yield from _as_enum(name, before, after)
        if name in passed:
            yield from _as_input(name, _Fields.of(before), _Fields.of(after))
        if name in returned:
            yield from _as_output(name, _Fields.of(before), _Fields.of(after))


class _Fields(NamedTuple):
    properties: Mapping[str, Any]
    required: frozenset[str]

    @classmethod
    def of(cls, found: Mapping[str, Any]) -> _Fields:
        return cls(found.get("properties", {}), frozenset(found.get("required", ())))

    @classmethod
    def inputs(cls, resource: Mapping[str, Any]) -> _Fields:
        return cls(resource.get("inputProperties", {}), frozenset(resource.get("requiredInputs", ())))


def _as_input(name: str, old: _Fields, new: _Fields) -> Iterator[str]:
    yield from _retyped(name, old, new)
    for key in sorted(new.required - old.required):
        yield f"{name}.{key}: {'now required' if key in old.properties else 'new and required'}"
    for key in sorted((old.required - new.required) & new.properties.keys()):
        if old.properties[key].get("plain"):  # as it is no `Input`, Go takes a pointer now
            yield f"{name}.{key}: plain and no longer required"


def _as_output(name: str, old: _Fields, new: _Fields) -> Iterator[str]:
    yield from _retyped(name, old, new)
    for key in sorted(old.properties.keys() & new.properties.keys() & (old.required ^ new.required)):
        yield f"{name}.{key}: {'no longer always there' if key in old.required else 'now always there'}"


def _retyped(name: str, old: _Fields, new: _Fields) -> Iterator[str]:
    for key, before in old.properties.items():
        if key not in new.properties:
            yield f"{name}.{key}: removed"
        elif (was := _spelled(before)) != (is_ := _spelled(new.properties[key])):
            yield f"{name}.{key}: {was} has become {is_}"


def _as_enum(name: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    if old["type"] != new["type"]:
        yield f"{name}: {old['type']} has become {new['type']}"
    members = {member["name"]: member["value"] for member in new.get("enum", ())}
    for member in old.get("enum", ()):
        if members.get(member["name"]) != member["value"]:
            yield f"{name}.{member['name']}: {member['value']!r} removed"


def _spelled(found: Mapping[str, Any]) -> str:
    """The type in words."""
    plain = "plain " if found.get("plain") else ""
    if "$ref" in found:
        return plain + _name(found["$ref"])
    if "items" in found:
        return f"{plain}list of {_spelled(found['items'])}"
    if "additionalProperties" in found:
        return f"{plain}map of {_spelled(found['additionalProperties'])}"
    return plain + str(found["type"])


def _types(schema: Schema, fields: Iterable[_Fields]) -> set[str]:
    """The names of the types that occur in these fields, and in each other."""
    types = {_name(token): found for token, found in schema["types"].items()}
    reached: set[str] = set()
    waiting = [_innermost(found) for given in fields for found in given.properties.values()]
    while waiting:
        name = waiting.pop()
        if name in types and name not in reached:
            reached.add(name)
            waiting += map(_innermost, _Fields.of(types[name]).properties.values())
    return reached


def _innermost(found: Mapping[str, Any]) -> str:
    while (inner := found.get("items", found.get("additionalProperties"))) is not None:
        found = inner
    return _name(found.get("$ref", ""))


def _pairs(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    for token, before in old.items():
        yield _name(token), before, new.get(token)


def _name(token: str) -> str:
    return token.rpartition(":")[2]


def _generation(version: str) -> tuple[int, int]:
    """What changes with a version that may break: the major number, or below 1.0 the minor one."""
    major, minor = map(int, version.split(".")[:2])
    return (major, 0) if major else (0, minor)
