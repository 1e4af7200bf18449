"""The order of the engine: what a resource waits for."""

from __future__ import annotations

from typing import Any

import pytest
from container_tls_policies.model import Record, Resource, Stack, waits_for


def record(name: str, *dependencies: str, parent: str | None = None, kind: str = "aws:x/y:Y", **of: Any) -> Record:
    return Record(name, kind, name, parent=parent, dependencies=dependencies, property_dependencies=of)


RECORDS = [
    record("a"),
    record("b", "a"),
    record("c", x=("b",)),
    record("component", "a", kind="shop:Part"),
    record("child", parent="component"),
    record("after component", "component"),
    record("owner"),
    record("owned", parent="owner"),
    record("after owner", "owner"),
    record("circle 1", "circle 2"),
    record("circle 2", "circle 1", "gone"),
    record("after circle", "circle 1"),
]


@pytest.mark.parametrize(
    ("later", "expected"),
    [
        ("a", set()),
        ("b", {"a"}),
        ("c", {"a", "b"}),
        ("child", {"a"}),
        ("after component", {"component", "child", "a"}),
        ("owned", {"owner"}),
        ("after owner", {"owner"}),
        ("circle 1", {"circle 1", "circle 2"}),
        ("after circle", {"circle 1", "circle 2"}),
    ],
)
def test_waits_for(later: str, expected: set[str]) -> None:
    stack = Stack(RECORDS)
    view = {urn: stack.view(urn, Resource) for urn in stack.records}
    assert {urn for urn in view if waits_for(view[later], view[urn])} == expected


def test_a_long_chain_is_no_problem() -> None:
    chain = [record(f"{number:05}", *([f"{number - 1:05}"] if number else [])) for number in range(5000)]
    stack = Stack(reversed(chain))
    last, first = stack.view("04999", Resource), stack.view("00000", Resource)
    assert waits_for(last, first)
    assert not waits_for(first, last)
