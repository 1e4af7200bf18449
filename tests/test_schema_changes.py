"""What counts as breaking, and which versions may break."""

from __future__ import annotations

import copy
import json
from typing import TYPE_CHECKING, Any

import pytest

from scripts import derive
from scripts.schema_changes import BreakingChangesError, Schema, breaking_changes, check

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/types/p:index:{name}"}


SCHEMA: Schema = {
    "version": "0.1.0",
    "resources": {
        "p:index:Service": {
            "inputProperties": {
                "name": {"type": "string"},
                "count": {"type": "integer"},
                "wait": {"type": "boolean", "plain": True},
                "mode": {**ref("Mode"), "plain": True},
                "ports": {"type": "object", "additionalProperties": {**ref("PortArgs"), "plain": True}, "plain": True},
            },
            "requiredInputs": ["name", "wait"],
            "properties": {
                "arn": {"type": "string"},
                "url": {"type": "string"},
                "address": ref("Address"),
            },
            "required": ["arn"],
        },
        "p:index:Cluster": {"inputProperties": {}, "properties": {}},
    },
    "types": {
        "p:index:Mode": {"type": "string", "enum": [{"name": "A", "value": "a"}, {"name": "B", "value": "b"}]},
        "p:index:PortArgs": {
            "type": "object",
            "properties": {"number": {"type": "integer"}, "check": {**ref("CheckArgs"), "plain": True}},
            "required": ["number"],
        },
        "p:index:CheckArgs": {"type": "object", "properties": {"path": {"type": "string"}}},
        "p:index:Address": {
            "type": "object",
            "properties": {"host": {"type": "string"}, "port": {"type": "integer"}},
            "required": ["host"],
        },
    },
}


def service(schema: Schema) -> Any:
    return schema["resources"]["p:index:Service"]


def type_(schema: Schema, name: str) -> Any:
    return schema["types"][f"p:index:{name}"]


def changed(change: Callable[[Schema], Any], version: str = "0.1.0") -> Schema:
    schema = copy.deepcopy(SCHEMA)
    change(schema)
    return {**schema, "version": version}


BREAKING: list[tuple[str, Callable[[Schema], Any]]] = [
    ("Cluster: removed", lambda s: s["resources"].pop("p:index:Cluster")),
    ("CheckArgs: removed", lambda s: s["types"].pop("p:index:CheckArgs")),
    ("Service.count: removed", lambda s: service(s)["inputProperties"].pop("count")),
    ("Service.url: removed", lambda s: service(s)["properties"].pop("url")),
    ("PortArgs.check: removed", lambda s: type_(s, "PortArgs")["properties"].pop("check")),
    ("Mode.A: 'a' removed", lambda s: type_(s, "Mode")["enum"].pop(0)),
    ("Mode.A: 'a' removed", lambda s: type_(s, "Mode")["enum"][0].update(value="aa")),
    ("Mode.A: 'a' removed", lambda s: type_(s, "Mode")["enum"][0].update(name="AA")),
    ("Mode: string has become integer", lambda s: type_(s, "Mode").update(type="integer")),
    ("Service.count: now required", lambda s: service(s)["requiredInputs"].append("count")),
    (
        "Service.size: new and required",
        lambda s: (
            service(s)["requiredInputs"].append("size"),
            service(s)["inputProperties"].update(size={"type": "integer"}),
        ),
    ),
    ("Service.wait: plain and no longer required", lambda s: service(s)["requiredInputs"].remove("wait")),
    ("CheckArgs.path: now required", lambda s: type_(s, "CheckArgs").update(required=["path"])),
    (
        "Service.count: integer has become number",
        lambda s: service(s)["inputProperties"]["count"].update(type="number"),
    ),
    (
        "Service.name: string has become plain string",
        lambda s: service(s)["inputProperties"]["name"].update(plain=True),
    ),
    (
        "Service.ports: plain map of plain PortArgs has become plain list of plain PortArgs",
        lambda s: service(s)["inputProperties"]["ports"].update(
            type="array", items=service(s)["inputProperties"]["ports"].pop("additionalProperties")
        ),
    ),
    (
        "Service.ports: plain map of plain PortArgs has become plain map of PortArgs",
        lambda s: service(s)["inputProperties"]["ports"]["additionalProperties"].pop("plain"),
    ),
    (
        "Service.mode: plain Mode has become plain Other",
        lambda s: service(s)["inputProperties"]["mode"].update(ref("Other")),
    ),
    ("Service.arn: string has become integer", lambda s: service(s)["properties"]["arn"].update(type="integer")),
    ("Service.arn: no longer always there", lambda s: service(s)["required"].remove("arn")),
    ("Service.url: now always there", lambda s: service(s)["required"].append("url")),
    ("Address.host: no longer always there", lambda s: type_(s, "Address")["required"].remove("host")),
]


@pytest.mark.parametrize(("expected", "change"), BREAKING, ids=[expected for expected, _ in BREAKING])
def test_breaking(expected: str, change: Callable[[Schema], Any]) -> None:
    assert list(breaking_changes(SCHEMA, changed(change))) == [expected]
    with pytest.raises(BreakingChangesError, match=expected) as caught:
        check(SCHEMA, changed(change, "0.1.1"))
    assert caught.value.changes == (expected,)
    check(SCHEMA, changed(change, "0.2.0"))


@pytest.mark.parametrize(
    "change",
    [
        lambda s: s["resources"].update({"p:index:New": {"inputProperties": {}, "properties": {}}}),
        lambda s: s["types"].update({"p:index:New": {"type": "object"}}),
        lambda s: service(s)["inputProperties"].update(size={"type": "integer"}),
        lambda s: service(s)["requiredInputs"].remove("name"),
        lambda s: service(s)["properties"].update(id={"type": "string"}),
        lambda s: service(s)["inputProperties"]["name"].update(description="Better said."),
        lambda s: service(s).update(description="Better said."),
        lambda s: type_(s, "Mode")["enum"].append({"name": "C", "value": "c"}),
        lambda s: type_(s, "PortArgs")["required"].remove("number"),
        lambda s: type_(s, "Address").update(
            properties={**type_(s, "Address")["properties"], "zone": {"type": "string"}}, required=["host", "zone"]
        ),
    ],
    ids=[
        "component",
        "type",
        "optional-input",
        "input-no-longer-required",
        "output",
        "description",
        "component-description",
        "enum-value",
        "field-no-longer-required",
        "field-of-an-output",
    ],
)
def test_not_breaking(change: Callable[[Schema], Any]) -> None:
    assert list(breaking_changes(SCHEMA, changed(change))) == []
    check(SCHEMA, changed(change))


@pytest.mark.parametrize(
    ("old", "new", "may_break"),
    [
        ("0.1.0", "0.1.1", False),
        ("0.1.0", "0.2.0", True),
        ("0.9.0", "0.10.0", True),
        ("0.9.3", "1.0.0", True),
        ("0.2.0", "0.1.0", False),
        ("1.2.0", "1.3.0", False),
        ("1.2.0", "2.0.0", True),
    ],
)
def test_versions_that_may_break(old: str, new: str, may_break: bool) -> None:
    before, after = {**SCHEMA, "version": old}, changed(lambda s: s["resources"].pop("p:index:Cluster"), new)
    if may_break:
        check(before, after)
    else:
        with pytest.raises(BreakingChangesError, match=f"version {old}"):
            check(before, after)


def test_derived_schema_is_not_written_over_one_that_it_breaks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pinned = tmp_path / "schema.json"
    pinned.write_text(json.dumps(SCHEMA))
    content = changed(lambda s: s["resources"].pop("p:index:Cluster"))
    monkeypatch.setattr(derive, "schema_file", pinned)
    monkeypatch.setattr(derive, "derived", lambda: {pinned: json.dumps(content)})
    with pytest.raises(SystemExit, match=r"Nothing was written: .*\n  Cluster: removed\n"):
        derive.main()
    assert json.loads(pinned.read_text()) == SCHEMA
    content["version"] = "0.2.0"
    derive.main()
    assert json.loads(pinned.read_text()) == content
