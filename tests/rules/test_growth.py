"""No rule takes more than its share: twice the stack is about twice the work, counted in calls of functions."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from container_tls_policies.evaluation import Evaluation
from container_tls_policies.model import Stack
from container_tls_policies.rules import catalogue
from container_tls_policies.settings import Settings

from .test_cases import programs_of
from .test_robustness import stack_of

if TYPE_CHECKING:
    from container_tls_policies.model import Record
    from container_tls_policies.rule import Rule

few, many = 12, 24


def copies(records: tuple[Record, ...], count: int) -> list[Record]:
    """The stack that often, each time with URNs of its own. Charts are there once: a cluster has one controller."""
    return [
        renamed(record, f"-{number}")
        for number in range(count)
        for record in records
        if number == 0 or ":helm.sh/" not in record.type
    ]


def renamed(record: Record, suffix: str) -> Record:
    def own(urns: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(urn + suffix for urn in urns)

    return replace(
        record,
        urn=record.urn + suffix,
        parent=record.parent and record.parent + suffix,
        dependencies=own(record.dependencies),
        property_dependencies={key: own(urns) for key, urns in record.property_dependencies.items()},
    )


def work(rule: Rule, records: list[Record]) -> int:
    """How many functions are called while the rule is run."""
    evaluation = Evaluation(Stack(records), Settings())
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
        # Copies have the same names, so that references by name have more candidates; four would be quadratic.
        assert whole <= 2.7 * half + 200, f"{name}: {half} calls, then {whole}"
