"""An unknown value may leave a rule undecided; it never makes a clean stack guilty."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from functools import partial
from typing import Any

import pytest
from container_tls_policies.evaluation import Evaluation
from container_tls_policies.model import UNKNOWN, Record
from container_tls_policies.rules import catalogue
from container_tls_policies.settings import Settings

from tests.recorded import places, put, records_of
from tests.stacks import CLEAN, LOOKALIKES

innocent = {**CLEAN, **LOOKALIKES}


def with_unknown(values: dict[str, Any], place: tuple[Any, ...]) -> dict[str, Any]:
    changed = deepcopy(values)
    put(changed, place, UNKNOWN)
    return changed


def complaints(records: list[Record]) -> set[str]:
    """The rules that are violated or fail."""
    evaluation = Evaluation(records, Settings())
    verdicts = {rule.id: evaluation.run(rule, {}) for rule in catalogue()}
    verdicts["malformed-input"] = evaluation.malformed()
    return {name for name, verdict in verdicts.items() if verdict.violations or verdict.failures}


@pytest.mark.parametrize("name", innocent)
def test_one_unknown_value(name: str) -> None:
    clean = records_of(innocent[name].program)
    advice = complaints(clean)
    guilty = []
    for index, record in enumerate(clean):
        for place in places(record.inputs):
            changed = replace(record, read_inputs=partial(with_unknown, record.inputs, place))
            if found := complaints([*clean[:index], changed, *clean[index + 1 :]]) - advice:
                guilty.append((record.name, place, found))
    assert guilty == []
