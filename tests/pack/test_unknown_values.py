"""An unknown value may leave a rule undecided; it never makes a clean stack guilty."""

from __future__ import annotations

from copy import deepcopy
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from container_tls_policies.evaluation import Evaluation
from container_tls_policies.model import UNKNOWN, Record, Stack
from container_tls_policies.rules import catalogue
from container_tls_policies.servicer import records
from container_tls_policies.settings import Settings

from tests.recorded import recorded
from tests.stacks import CLEAN, LOOKALIKES

if TYPE_CHECKING:
    from collections.abc import Iterator

innocent = {**CLEAN, **LOOKALIKES}


def paths(value: Any, before: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The place of every value inside."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in inside:
        yield (*before, key)
        yield from paths(item, (*before, key))


def with_unknown(values: dict[str, Any], path: tuple[Any, ...]) -> dict[str, Any]:
    changed: Any = deepcopy(values)
    place = changed
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = UNKNOWN
    return dict(changed)


def complaints(stack: Stack) -> list[str]:
    evaluation = Evaluation(stack, Settings())
    verdicts = [evaluation.run(rule, {}) for rule in catalogue()]
    return [
        note.message
        for verdict in (*verdicts, evaluation.malformed())
        for note in (*verdict.violations, *verdict.failures)
    ]


@pytest.mark.parametrize("name", innocent)
def test_one_unknown_value(name: str) -> None:
    requests = recorded(innocent[name].program)
    inputs = {request.urn: request.properties for request in requests.resources}
    clean = records(requests.stack.resources, inputs)
    guilty = []
    for index, record in enumerate(clean):
        for path in paths(record.inputs):
            changed = Record(
                urn=record.urn,
                type=record.type,
                name=record.name,
                parent=record.parent,
                dependencies=record.dependencies,
                property_dependencies=record.property_dependencies,
                read_inputs=partial(with_unknown, record.inputs, path),
                read_outputs=partial(dict, record.outputs),
            )
            if found := complaints(Stack([*clean[:index], changed, *clean[index + 1 :]])):
                guilty.append((record.name, path, found))
    assert guilty == []
