"""Arbitrary and broken stacks: no rule fails, the answer does not depend on order, and no secret is told."""

from __future__ import annotations

import json
from copy import deepcopy
from dataclasses import replace
from functools import cache, partial
from typing import TYPE_CHECKING, Any

import pytest
from container_tls_policies.evaluation import Evaluation
from container_tls_policies.model import OPAQUE, UNKNOWN, Record
from container_tls_policies.rule import Level
from container_tls_policies.rules import catalogue
from container_tls_policies.settings import Settings
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.recorded import places, put, records_of
from tests.rules.test_cases import programs_of
from tests.stacks import CLEAN, TWINS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from container_tls_policies.evaluation import Verdict
    from container_tls_policies.rule import Rule

# The same each time, so that a failure is of the change at hand; without `derandomize` they are new ones.
examples = settings(max_examples=250, deadline=None, derandomize=True)

secret = "hunter2"
strange = st.one_of(
    st.sampled_from([UNKNOWN, OPAQUE, None, "", "0", "-1", "99999999999999999999", "0.0.0.0/0", "::", "sg-1", "[{}]"]),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.text(max_size=5),
    st.recursive(
        st.sampled_from([UNKNOWN, None, 443, "x"]),
        lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=5), inside, max_size=3),
        max_leaves=6,
    ),
)


programs: dict[str, Callable[[], None]] = {
    **{name: twin.program for name, twin in TWINS.items()},
    **{f"{rule.id}: {name}": program for rule in catalogue() for name, program in programs_of(rule, "bad", "clean")},
}
bad = [name for rule in catalogue() for name in programs if name.startswith(f"{rule.id}: bad_")]


@cache
def stack_of(name: str) -> tuple[Record, ...]:
    return tuple(records_of(programs[name]))


def judged(stack: Iterable[Record]) -> tuple[list[Verdict], list[tuple[str, str]]]:
    """The verdicts, and every message with the resource it is about."""
    evaluation = Evaluation(stack, Settings())
    verdicts = [evaluation.run(rule, {}) for rule in catalogue()]
    verdicts.append(evaluation.malformed())
    notes = [note for verdict in verdicts for note in (*verdict.violations, *verdict.failures)]
    return verdicts, [(note.on.urn if note.on else "", note.message) for note in (*notes, *evaluation.undecided())]


@st.composite
def broken(draw: st.DrawFn) -> list[Record]:
    """A stack with some values exchanged for strange ones, some dependencies for others, cycles among them, some
    resources left out, and some there twice."""
    stack = list(stack_of(draw(st.sampled_from(sorted(programs)))))
    urns = [record.urn for record in stack]
    for record in draw(st.lists(st.sampled_from(stack), max_size=2)):
        stack.append(replace(record, urn=f"{record.urn}-again-{len(stack)}"))
    for index in draw(st.lists(st.integers(0, len(stack) - 1), min_size=1, max_size=6)):
        record = stack[index]
        parent = draw(st.sampled_from([record.parent, record.parent, *urns]))
        inputs, outputs = deepcopy(record.inputs), deepcopy(record.outputs)
        if draw(st.integers(0, 9)) == 0:
            inputs, outputs = {}, {}
        for values in (inputs, outputs):
            if found := places(values):
                put(values, draw(st.sampled_from(found)), draw(strange))
        dependencies = dict(record.property_dependencies)
        for key in draw(st.lists(st.sampled_from(sorted(dependencies)), max_size=1)) if dependencies else ():
            dependencies[key] = tuple(draw(st.lists(st.sampled_from(urns))))
        stack[index] = replace(
            record,
            parent=parent,
            property_dependencies=dependencies,
            read_inputs=partial(dict, inputs),
            read_outputs=partial(dict, outputs),
        )
    return stack


@examples
@given(broken(), st.randoms())
def test_broken_stacks(stack: list[Record], random: Any) -> None:
    verdicts, said = judged(stack)
    assert [note.message for verdict in verdicts for note in verdict.failures] == []
    shuffled = list(stack)
    random.shuffle(shuffled)
    for index, record in enumerate(shuffled):
        shuffled[index] = replace(
            record,
            property_dependencies={
                key: tuple(random.sample(urns, len(urns))) for key, urns in record.property_dependencies.items()
            },
        )
    assert judged(shuffled)[1] == said


@st.composite
def partial_run(draw: st.DrawFn) -> list[Record]:
    """A clean stack of which a run leaves resources out, as `--target` and `--exclude` do."""
    stack = stack_of(draw(st.sampled_from(sorted(CLEAN))))
    return [replace(record, read_inputs=dict, read_outputs=dict) if draw(st.booleans()) else record for record in stack]


@examples
@given(partial_run())
def test_resources_left_out_make_nothing_guilty(stack: list[Record]) -> None:
    evaluation = Evaluation(stack, Settings())
    verdicts = [evaluation.run(rule, {}) for rule in catalogue() if rule.level is not Level.DISABLED]
    assert [note.message for verdict in verdicts for note in (*verdict.violations, *verdict.failures)] == []


@cache
def stack_beside(name: str) -> tuple[Record, ...]:
    """The stack with other names and URNs."""

    def other(urns: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(f"{urn}-other" for urn in urns)

    return tuple(
        replace(
            record,
            urn=f"{record.urn}-other",
            name=f"{record.name}-other",
            parent=record.parent and f"{record.parent}-other",
            dependencies=other(record.dependencies),
            property_dependencies={key: other(urns) for key, urns in record.property_dependencies.items()},
        )
        for record in stack_of(name)
    )


def with_one_unknown(records: tuple[Record, ...], choice: int) -> list[Record]:
    """The stack without one of its values, which depends on what the property depended on."""
    found = [(index, place) for index, record in enumerate(records) for place in places(record.inputs)]
    if not found:
        return list(records)
    index, place = found[choice % len(found)]
    record = records[index]
    inputs = deepcopy(record.inputs)
    put(inputs, place, UNKNOWN)
    dependencies = {**record.property_dependencies, place[0]: record.property_dependencies.get(place[0], ())}
    changed = replace(record, property_dependencies=dependencies, read_inputs=partial(dict, inputs))
    return [*records[:index], changed, *records[index + 1 :]]


@examples
@given(st.sampled_from(bad), st.sampled_from(sorted(programs)), st.integers(0, 999))
def test_what_is_unknown_hides_nothing_without_a_word(name: str, other: str, choice: int) -> None:
    """A violation that another resource proves stays, unless what is unknown may be the very thing that is missed: then
    the rule is undecided."""
    (rule,) = [rule for rule in catalogue() if rule.id == name.partition(":")[0]]
    guilty, beside = stack_of(name), stack_beside(other)
    own = {record.urn for record in guilty}

    def violated(stack: Iterable[Record]) -> tuple[set[str], bool]:
        evaluation = Evaluation(stack, Settings())
        verdict = evaluation.run(rule, {})
        found = {note.on.name for note in verdict.violations if note.on and note.on.urn in own}
        return found, any(evaluation.undecided())

    known, _ = violated([*guilty, *beside])
    found, undecided = violated([*guilty, *with_one_unknown(beside, choice)])
    assert found == known or (undecided and found < known)


# Free text, by the key that holds it: what a resource is described with, and what its programs are given.
free_texts: dict[str, Any] = {
    "description": secret,
    "alarmDescription": secret,
    "userData": secret,
    "messageBody": secret,
    "command": [secret],
    "entryPoint": [secret],
    "environment": [{"name": "password", "value": secret}],
    "dockerLabels": {"note": secret},
    "stringData": {"password": secret},
    "data": {"password": secret},
    "annotations": {"example.com/note": secret},
    "labels": {"note": secret},
}


def with_secrets(value: Any) -> Any:
    """A value with a secret in everything that is free text."""
    if isinstance(value, list):
        return [with_secrets(item) for item in value]
    if not isinstance(value, dict):
        return value
    return {
        key: secret_in(item, free_texts[key]) if key in free_texts else with_secrets(item)
        for key, item in value.items()
    }


def secret_in(present: Any, text: Any) -> Any:
    return {**present, **text} if isinstance(present, dict) and isinstance(text, dict) else text


def filled(record: Record) -> Record:
    inputs = with_secrets({"description": None, "alarmDescription": None, **record.inputs})
    inputs["tags"] = secret_in(inputs.get("tags"), {"note": secret})
    containers = inputs.get("containerDefinitions")
    if isinstance(containers, str):
        try:
            parsed = [{**dict.fromkeys(free_texts), **container} for container in json.loads(containers)]
            inputs["containerDefinitions"] = json.dumps(with_secrets(parsed))
        except (TypeError, ValueError):
            inputs["containerDefinitions"] = f'[{{"a": "{secret}"'
    if "assumeRolePolicy" in inputs:
        inputs["inlinePolicies"] = [{"name": "own", "policy": secret}]
    return replace(record, read_inputs=lambda: inputs)


def malformed(record: Record) -> Record:
    """A task definition whose containers are not JSON any more; everything else as it is."""
    if "containerDefinitions" not in record.inputs:
        return record
    return replace(record, read_inputs=lambda: {**record.inputs, "containerDefinitions": f'[{{"a": "{secret}"'})


@pytest.mark.parametrize("name", TWINS)
def test_secrets_are_not_told(name: str) -> None:
    told = [filled(record) for record in stack_of(name)]
    for stack in (told, [malformed(record) for record in told]):
        assert [message for _, message in judged(stack)[1] if secret in message] == []


@pytest.mark.parametrize("rule", catalogue(), ids=lambda rule: rule.id)
def test_secrets_are_not_told_in_the_cases_of_a_rule(rule: Rule) -> None:
    for name, program in programs_of(rule, "bad", "clean", "undecided", "ambiguous"):
        evaluation = Evaluation((filled(record) for record in records_of(program)), Settings())
        verdict = evaluation.run(rule, {})
        notes = (*verdict.violations, *verdict.failures, *evaluation.undecided(), *evaluation.malformed().violations)
        assert [note.message for note in notes if secret in note.message] == [], name
