"""What holds for every rule on every stack of its cases, whatever happens to the values in it."""

from __future__ import annotations

import random
from copy import deepcopy
from dataclasses import replace
from functools import cache, partial
from typing import TYPE_CHECKING, Any

import pytest
from container_tls_policies.evaluation import Evaluation
from container_tls_policies.model import OPAQUE, UNKNOWN
from container_tls_policies.rules import catalogue
from container_tls_policies.settings import Settings

from tests.recorded import places, put, records_of

from .test_cases import programs_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from container_tls_policies.model import Record
    from container_tls_policies.rule import Rule

strange: tuple[Any, ...] = (
    None,
    True,
    -1,
    10**19,
    0.5,
    "",
    "x",
    "0",
    "[{}]",
    "{",
    [],
    [None],
    ["x"],
    [[]],
    {},
    {"x": "x"},
    OPAQUE,
)

rules = pytest.mark.parametrize("rule", catalogue(), ids=lambda rule: rule.id)


@cache
def stack_of(program: Callable[[], None]) -> tuple[Record, ...]:
    return tuple(records_of(program))


def said(rule: Rule, records: Iterable[Record]) -> tuple[list[str], list[str]]:
    """What the rule complains of, and its failures."""
    verdict = Evaluation(records, Settings()).run(rule, {})
    return [note.message for note in verdict.violations], [note.message for note in verdict.failures]


def varied(records: tuple[Record, ...], value: Callable[[], Any]) -> Iterator[tuple[str, list[Record]]]:
    """The stack once for every value in its inputs, each time with another one in its place. Not for empty values:
    what is not known yet counts as something."""
    for index, record in enumerate(records):
        for place in places(record.inputs):
            present = value_at(record.inputs, place)
            if isinstance(present, list | dict | str) and not (
                present.strip(" ,") if isinstance(present, str) else present
            ):
                continue
            changed = replace(record, read_inputs=partial(with_value, record.inputs, place, value()))
            yield f"{record.name}: {place}", [*records[:index], changed, *records[index + 1 :]]


def is_empty(value: Any) -> bool:
    if isinstance(value, str):
        return not value.strip(" ,")
    return isinstance(value, list | dict) and not value


def value_at(values: Any, place: tuple[Any, ...]) -> Any:
    for key in place:
        values = values[key]
    return values


def with_value(values: dict[str, Any], place: tuple[Any, ...], value: Any) -> dict[str, Any]:
    changed = deepcopy(values)
    put(changed, place, value)
    return changed


@rules
def test_one_unknown_value_makes_nothing_guilty(rule: Rule) -> None:
    for name, program in programs_of(rule, "clean"):
        for place, records in varied(stack_of(program), lambda: UNKNOWN):
            assert said(rule, records) == ([], []), (name, place)


@rules
def test_strange_values_are_no_failure(rule: Rule) -> None:
    draw = random.Random(rule.id)
    for name, program in programs_of(rule, "clean", "bad"):
        for place, records in varied(stack_of(program), partial(draw.choice, strange)):
            assert said(rule, records)[1] == [], (name, place)


@rules
def test_order_does_not_matter(rule: Rule) -> None:
    draw = random.Random(rule.id)
    for name, program in programs_of(rule, "bad", "ambiguous"):
        records = stack_of(program)
        shuffled = [
            replace(
                record,
                property_dependencies={
                    key: tuple(draw.sample(urns, len(urns))) for key, urns in record.property_dependencies.items()
                },
            )
            for record in draw.sample(records, len(records))
        ]
        assert said(rule, shuffled) == said(rule, records), name


@rules
def test_resources_left_out_make_nothing_guilty(rule: Rule) -> None:
    """What `--target` and `--exclude` leave out has no properties at all."""
    for name, program in programs_of(rule, "clean"):
        records = stack_of(program)
        for index, record in enumerate(records):
            without = replace(record, read_inputs=dict, read_outputs=dict)
            assert said(rule, [*records[:index], without, *records[index + 1 :]]) == ([], []), (name, record.name)


def doubted(records: tuple[Record, ...]) -> Iterator[tuple[str, list[Record], list[Record]]]:
    """The stack for every list in its inputs with one more element that is not known, or of which one value is not
    known: as the first element and as the last."""
    for index, record in enumerate(records):
        for place in places(record.inputs):
            present = value_at(record.inputs, place)
            if not isinstance(present, list) or not present:
                continue
            blocks = [item for item in present if isinstance(item, dict)]
            for more in (UNKNOWN, *({**block, key: UNKNOWN} for block in blocks for key in in_doubt(block, place[-1]))):
                first, last = (
                    replace(record, read_inputs=partial(with_value, record.inputs, place, items))
                    for items in ([more, *present], [*present, more])
                )
                before, after = records[:index], records[index + 1 :]
                yield f"{record.name}: {place}", [*before, first, *after], [*before, last, *after]


def in_doubt(block: dict[str, Any], listed_in: str) -> Iterable[str]:
    """The values that may be unknown in one more such block: only the port where the first block for a port counts."""
    return ["port"] if listed_in in ("portLevelSettings", "ports") and "port" in block else block


@rules
def test_where_an_unknown_element_stands_does_not_matter(rule: Rule) -> None:
    for name, program in programs_of(rule, "bad"):
        certain = len(said(rule, stack_of(program))[0])
        for place, first, last in doubted(stack_of(program)):
            kept = [min(certain, len(said(rule, records)[0])) for records in (first, last)]
            assert kept[0] == kept[1], (name, place)
