"""Running rules over a stack, whatever door the stack came in by."""

from __future__ import annotations

import traceback
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .model import Node, Resource, Stack, Undecided, UnknownUsedError, Unusable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from .rule import Rule
    from .settings import Settings


@dataclass(frozen=True)
class Note:
    """A message about one resource; None for the stack as a whole."""

    on: Resource | None
    message: str


@dataclass(frozen=True)
class Verdict:
    """What one rule says of one stack."""

    violations: list[Note] = field(default_factory=list)
    excused: list[Note] = field(default_factory=list)
    failures: list[Note] = field(default_factory=list)


@dataclass
class Evaluation:
    """One stack under one configuration. Gathers over all rules what could not be decided."""

    stack: Stack
    settings: Settings
    _undecided: dict[str, dict[str, list[str]]] = field(default_factory=dict)

    def run(self, rule: Rule, options: Mapping[str, Any]) -> Verdict:
        """Runs one rule on every subject. Never raises: a rule that fails becomes a failure note."""
        verdict = Verdict()
        for subject in self._subjects(rule):
            try:
                if isinstance(subject, Undecided):
                    raise subject
                for violation in rule.violations(subject, options):
                    note = Note(violation.on, violation.message(rule.references[0]))
                    if excuse := self.settings.excuse(rule.id, violation.on):
                        verdict.excused.append(Note(note.on, f"Excused: {excuse}\n{note.message}"))
                    elif expired := self.settings.expired(rule.id, violation.on):
                        verdict.violations.append(Note(note.on, f"{note.message}\nThe exception has ended: {expired}"))
                    else:
                        verdict.violations.append(note)
            except Undecided as missing:
                reasons = self._undecided.setdefault(missing.resource.urn, {})
                rules = reasons.setdefault(str(missing), [])
                if rule.id not in rules:
                    rules.append(rule.id)
            except Unusable:
                continue
            except Exception as error:  # a defect of the rule must not end the user's preview
                verdict.failures.append(Note(_resource(subject), _failure(rule, error)))
        return verdict

    def undecided(self) -> Iterator[Note]:
        """What the rules run so far could not decide: one note per resource."""
        for urn, reasons in sorted(self._undecided.items()):
            lines = [f"{reason} ({', '.join(sorted(rules))})" for reason, rules in sorted(reasons.items())]
            yield Note(
                self.stack.view(urn, Resource),
                "These rules cannot be decided before the update:\n"
                + "\n".join(f"- {line}" for line in lines)
                + "\nGive the value in a form that is known at preview, or check the result after the update.",
            )

    def _subjects(self, rule: Rule) -> Iterator[Node | Undecided]:
        listed_in = getattr(rule.on, "listed_in", None)
        if listed_in is None:
            assert issubclass(rule.on, Resource)
            yield from self.stack.all(rule.on)
            return
        owner_kind, attribute = listed_in
        for owner in self.stack.all(owner_kind):
            try:
                yield from getattr(owner, attribute)
            except Undecided as missing:
                yield missing
            except Unusable:
                continue


def _resource(subject: Node | Undecided) -> Resource:
    return subject.resource


def _failure(rule: Rule, error: Exception) -> str:
    """Names the rule and the place of the defect; not the exception's text, which may quote the user's values."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{Path(frame.filename).name}:{frame.lineno}"
    what = "an unknown value" if isinstance(error, UnknownUsedError) else type(error).__name__
    return f"Rule {rule.id} could not be run on this resource: {what} at {place}. Nothing is said of it; please report."
