"""Setting right what a rule is certain of, for rules whose level is `remediate`.

Pulumi asks resource by resource, before later ones are known. So a rule is run on the one resource, with the components
around it, and only a violation that brings its remedy changes anything.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from google.protobuf.struct_pb2 import ListValue, Struct, Value

from .model import Record, Stack, Undecided, Unusable, from_struct
from .model.values import secret_signature, type_signature

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from pulumi.runtime.proto import AnalyzeRequest

    from .rule import Remedy, Rule
    from .settings import Settings


def remediated(
    request: AnalyzeRequest,
    around: Sequence[Record],
    rules: Iterable[Rule],
    settings: Settings,
    options: Mapping[str, Mapping[str, object]],
) -> Iterator[tuple[Rule, Struct]]:
    """The rules that change the inputs of a resource, each with the inputs after its change.

    Never raises: a rule that cannot tell, or fails, changes nothing; the analysis of the stack reports it.
    """
    properties = request.properties
    for rule in rules:
        record = Record(
            urn=request.urn,
            type=request.type,
            name=request.name,
            parent=request.options.parent or None,
            ignore_changes=tuple(request.options.ignoreChanges),
            read_inputs=partial(from_struct, properties),
        )
        if remedies := _remedies(rule, record, around, settings, options.get(rule.id, {})):
            changed = Struct()
            changed.CopyFrom(properties)
            for remedy in remedies:
                _apply(changed, remedy)
            properties = changed
            yield rule, changed


def _remedies(
    rule: Rule, record: Record, around: Sequence[Record], settings: Settings, options: Mapping[str, object]
) -> list[Remedy]:
    stack = Stack([record, *around])
    given = {**settings.shared_options, **options}
    try:
        return [
            violation.remedy
            for subject in rule.subjects(stack)
            if not isinstance(subject, Undecided | Unusable) and subject.resource.urn == record.urn
            for violation in rule.violations(subject, given)
            if violation.remedy and violation.on.urn == record.urn and not settings.excuse(rule.id, violation.on)
        ]
    except Exception:  # said by the analysis of the stack, which runs the same rule
        return []


def _apply(properties: Struct, remedy: Remedy) -> None:
    """Sets one property, and leaves everything beside it as it is, secrets included."""
    for key in remedy.path[:-1]:
        properties = _inside(properties.fields[key])
    *_, last = remedy.path
    properties.fields[last].CopyFrom(_as_value(remedy.value))
    if "__defaults" in properties.fields:  # where the provider notes what it has filled in itself
        filled_in = properties.fields["__defaults"].list_value
        kept = [value for value in filled_in.values if value.string_value != last]
        properties.fields["__defaults"].CopyFrom(Value(list_value=ListValue(values=kept)))


def _inside(value: Value) -> Struct:
    """The object in a value, be it secret or the only element of a list; a new one where there is none."""
    if value.WhichOneof("kind") == "list_value" and len(value.list_value.values) == 1:
        return _inside(value.list_value.values[0])
    struct = value.struct_value
    if type_signature in struct.fields and struct.fields[type_signature].string_value == secret_signature:
        return _inside(struct.fields["value"])
    return struct


def _as_value(value: str | int | bool) -> Value:
    if isinstance(value, bool):
        return Value(bool_value=value)
    return Value(string_value=value) if isinstance(value, str) else Value(number_value=value)
