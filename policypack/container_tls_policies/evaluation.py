"""Running rules over a stack, whatever door the stack came in by."""

from __future__ import annotations

import traceback
from dataclasses import InitVar, dataclass, field
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from .model import Resource, Undecided, UnknownUsedError, Unusable, readings, unreadable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from .model import Record, Stack
    from .rule import Rule, Violation
    from .settings import Settings


malformed_input: Final = "malformed-input"

Reasons = dict[str, dict[str, list[str]]]
"""URN of a resource → reason → ids of the rules that it stopped."""


class Note(NamedTuple):
    """A message about one resource; None for the stack as a whole."""

    on: Resource | None
    message: str


class Verdict(NamedTuple):
    """What one rule says of one stack."""

    violations: list[Note]
    excused: list[Note]
    failures: list[Note]


@dataclass(eq=False, repr=False)
class Evaluation:
    """One stack under one configuration. Gathers over all rules what could not be decided, and what not be read."""

    records: InitVar[Iterable[Record]]
    settings: Settings
    readings: tuple[Stack, ...] = field(init=False)
    _undecided: Reasons = field(default_factory=dict)
    _malformed: Reasons = field(default_factory=dict)

    def __post_init__(self, records: Iterable[Record]) -> None:
        self.readings = readings(records)

    @property
    def stack(self) -> Stack:
        return self.readings[0]

    def run(self, rule: Rule, options: Mapping[str, Any]) -> Verdict:
        """Runs one rule on every subject. Never raises: a rule that fails becomes a failure note."""
        verdict = Verdict([], [], [])
        options = {**self.settings.shared_options, **options}
        found = [list(self._violations(rule, options, stack, verdict.failures)) for stack in self.readings]
        places = [{(violation.on.urn, violation.at) for violation in violations} for violations in found]
        certain = set.intersection(*places)
        for violation in chain.from_iterable(found):
            if (violation.on.urn, violation.at) not in certain:
                why = "depends on whether providers of Kubernetes lead to one cluster, which is not known"
                _gather(self._undecided, Undecided(violation.on, violation.at, why), rule)
        for violation in found[0]:
            if (violation.on.urn, violation.at) in certain:
                self._judge(verdict, rule.id, violation.on, violation.message(rule.references[0]))
        return verdict

    def _violations(
        self, rule: Rule, options: Mapping[str, Any], stack: Stack, failures: list[Note]
    ) -> Iterator[Violation]:
        """What a rule finds in one reading of the stack."""
        for subject in rule.subjects(stack):
            try:
                if isinstance(subject, Undecided | Unusable):
                    raise subject
                yield from rule.violations(subject, options)
            except Undecided as missing:
                _gather(self._undecided, missing, rule)
            except Unusable as broken:
                if not broken.resource.left_out:
                    _gather(self._malformed, broken, rule)
            except Exception as error:  # a defect of the rule must not end the user's preview
                failures.append(Note(subject.resource, _failure(rule.id, error)))

    def undecided(self) -> Iterator[Note]:
        """What the rules run so far could not decide: one note per resource."""
        advice = "Give the value in a form that is known at preview, or check the result after the update."
        for resource, lines in self._told(self._undecided):
            yield Note(resource, f"Cannot be decided before the update:\n{lines}\n{advice}")

    def malformed(self) -> Verdict:
        """What cannot be read, with the rules run so far that it stopped: one note per resource."""
        verdict = Verdict([], [], [])
        try:
            for broken in unreadable(self.stack):
                self._malformed.setdefault(broken.resource.urn, {}).setdefault(str(broken), [])
        except Exception as error:
            verdict.failures.append(Note(None, _failure(malformed_input, error)))
        for resource, lines in self._told(self._malformed):
            message = f"Cannot be read:\n{lines}\nFix: give it the form that the provider expects."
            self._judge(verdict, malformed_input, resource, message)
        return verdict

    def _judge(self, verdict: Verdict, rule_id: str, on: Resource, message: str) -> None:
        """Adds a finding to a verdict: as a violation, unless an exception excuses it."""
        if excuse := self.settings.excuse(rule_id, on):
            verdict.excused.append(Note(on, f"Excused: {excuse}\n{message}"))
        elif expired := self.settings.expired(rule_id, on):
            verdict.violations.append(Note(on, f"{message}\nThe exception has ended: {expired}"))
        else:
            verdict.violations.append(Note(on, message))

    def _told(self, gathered: Reasons) -> Iterator[tuple[Resource, str]]:
        for urn, reasons in sorted(gathered.items()):
            lines = [f"- {reason}{_listed(rules)}" for reason, rules in sorted(reasons.items())]
            yield self.stack.view(urn, Resource), "\n".join(lines)


def _gather(into: Reasons, reason: Undecided | Unusable, rule: Rule) -> None:
    rules = into.setdefault(reason.resource.urn, {}).setdefault(str(reason), [])
    if rule.id not in rules:
        rules.append(rule.id)


def _listed(rules: list[str]) -> str:
    """The rules in brackets, some of them where there are many; nothing for none."""
    if len(rules) > 5:
        return f" ({', '.join(sorted(rules)[:4])} and {len(rules) - 4} more rules)"
    return f" ({', '.join(sorted(rules))})" if rules else ""


def _failure(rule_id: str, error: Exception) -> str:
    """Names the rule and the place of the defect; not the exception's text, which may quote the user's values."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{Path(frame.filename).name}:{frame.lineno}"
    what = "an unknown value" if isinstance(error, UnknownUsedError) else type(error).__name__
    return f"Rule {rule_id} could not be run on this resource: {what} at {place}. Nothing is said of it; please report."
