"""No rule takes more than its share: twice the stack is about twice the work, counted in calls of functions."""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from container_tls_policies.evaluation import Evaluation
from container_tls_policies.rules import catalogue
from container_tls_policies.settings import Settings

from .test_cases import programs_of
from .test_robustness import stack_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from container_tls_policies.model import Record
    from container_tls_policies.rule import Rule

few, many = 12, 24


def copies(records: tuple[Record, ...], count: int) -> list[Record]:
    """The stack that often, each time with URNs and names of its own. Charts and classes are there once: a cluster has
    one controller."""
    names = {name for record in records for values in (record.inputs, record.outputs) for name in names_in(values)}
    return [
        renamed(record, f"-{number}", names)
        for number in range(count)
        for record in records
        if number == 0 or not re.search(":helm.sh/|:IngressClass", record.type)
    ]


def names_in(value: Any, key: str = "") -> Iterator[str]:
    """The values by which others may refer to something."""
    if isinstance(value, dict):
        for inner, item in value.items():
            yield from names_in(item, inner)
    elif isinstance(value, list):
        for item in value:
            yield from names_in(item, key)
    elif isinstance(value, str) and key in ("arn", "family", "host", "hosts", "id", "name", "namespace"):
        yield value


def renamed(record: Record, suffix: str, names: set[str]) -> Record:
    def own(urns: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(urn + suffix for urn in urns)

    def named(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: named(item) for key, item in value.items()}
        if isinstance(value, list):
            return [named(item) for item in value]
        return value + suffix if isinstance(value, str) and value in names else value

    return replace(
        record,
        urn=record.urn + suffix,
        parent=record.parent and record.parent + suffix,
        dependencies=own(record.dependencies),
        property_dependencies={key: own(urns) for key, urns in record.property_dependencies.items()},
        read_inputs=partial(named, record.inputs),
        read_outputs=partial(named, record.outputs),
    )


def work(rule: Rule, records: list[Record]) -> int:
    """How many functions are called while the rule is run."""
    evaluation = Evaluation(records, Settings())
    calls = 0

    def count(_frame: Any, event: str, _argument: Any) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        evaluation.run(rule, {})
    finally:
        sys.setprofile(None)
    return calls


@pytest.mark.parametrize("rule", catalogue(), ids=lambda rule: rule.id)
def test_work_grows_as_the_stack_does(rule: Rule) -> None:
    for name, program in programs_of(rule, "bad"):
        records = stack_of(program)
        work(rule, copies(records, 1))  # reads the tables of facts
        half, whole = work(rule, copies(records, few)), work(rule, copies(records, many))
        assert whole <= 2.5 * half + 200, f"{name}: {half} calls, then {whole}"
