"""Arbitrary and broken stacks: no rule fails, the answer does not depend on order, and no secret is told."""

from __future__ import annotations

import json
from copy import deepcopy
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from container_tls_policies.evaluation import Evaluation
from container_tls_policies.model import OPAQUE, UNKNOWN, Record, Stack
from container_tls_policies.rules import catalogue
from container_tls_policies.settings import Settings
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.recorded import places, put, records_of
from tests.stacks import CLEAN, TWINS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from container_tls_policies.evaluation import Verdict

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


stacks = {name: records_of(twin.program) for name, twin in TWINS.items()}


def judged(stack: Iterable[Record]) -> tuple[list[Verdict], list[tuple[str, str]]]:
    """The verdicts, and every message with the resource it is about."""
    evaluation = Evaluation(Stack(stack), Settings())
    verdicts = [evaluation.run(rule, {}) for rule in catalogue()]
    verdicts.append(evaluation.malformed())
    notes = [note for verdict in verdicts for note in (*verdict.violations, *verdict.failures)]
    return verdicts, [(note.on.urn if note.on else "", note.message) for note in (*notes, *evaluation.undecided())]


@st.composite
def broken(draw: st.DrawFn) -> list[Record]:
    """A stack with some values exchanged for strange ones, some dependencies for others, some resources left out."""
    stack = list(stacks[draw(st.sampled_from(sorted(stacks)))])
    urns = [record.urn for record in stack]
    for index in draw(st.lists(st.integers(0, len(stack) - 1), min_size=1, max_size=6)):
        record = stack[index]
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
            property_dependencies=dependencies,
            read_inputs=partial(dict, inputs),
            read_outputs=partial(dict, outputs),
        )
    return stack


@settings(max_examples=250, deadline=2000)
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
    stack = stacks[draw(st.sampled_from(sorted(CLEAN)))]
    return [replace(record, read_inputs=dict, read_outputs=dict) if draw(st.booleans()) else record for record in stack]


@settings(max_examples=250, deadline=2000)
@given(partial_run())
def test_resources_left_out_make_nothing_guilty(stack: list[Record]) -> None:
    verdicts, _ = judged(stack)
    assert [note.message for verdict in verdicts for note in (*verdict.violations, *verdict.failures)] == []


def with_secrets(record: Record) -> Record:
    """A resource with a secret in everything that is free text."""
    inputs = deepcopy(record.inputs)
    inputs |= {"tags": {**(inputs.get("tags") or {}), "note": secret}, "description": secret}
    if isinstance(containers := inputs.get("containerDefinitions"), str):
        told = {"image": secret, "command": [secret], "environment": [{"name": "password", "value": secret}]}
        inputs["containerDefinitions"] = json.dumps([{**container, **told} for container in json.loads(containers)])
    if isinstance(metadata := inputs.get("metadata"), dict):
        metadata["annotations"] = {**metadata["annotations"], "example.com/note": secret}
    if "assumeRolePolicy" in inputs:
        inputs["inlinePolicies"] = [{"name": "own", "policy": secret}]
    return replace(record, read_inputs=lambda: inputs)


@pytest.mark.parametrize("name", stacks)
def test_secrets_are_not_told(name: str) -> None:
    filled = [with_secrets(record) for record in stacks[name]]
    for stack in (filled, [malformed(record) for record in filled]):
        assert [message for _, message in judged(stack)[1] if secret in message] == []


def malformed(record: Record) -> Record:
    """A task definition whose containers are not JSON any more; everything else as it is."""
    if "containerDefinitions" not in record.inputs:
        return record
    return replace(record, read_inputs=lambda: {**record.inputs, "containerDefinitions": f'[{{"a": "{secret}"'})
