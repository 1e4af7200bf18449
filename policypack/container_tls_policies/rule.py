"""What a rule is: one generator over the model, with its documentation and its metadata.

A rule is a module of `rules/<family>/`. The module's name is the rule's id (with dashes), its docstring the
documentation, and `check`, decorated with `@rule(...)`, decides. Everything else follows from these.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from .facts.component_arguments import argument_behind
from .facts.tls_policies import profile_names
from .model import Resource, Undecided, Unusable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from .model import Node, Stack


profile_option: Final[Mapping[str, Any]] = {
    "type": "string",
    "enum": list(profile_names),
    "description": "What the security policies of listeners must offer; unset, what the policy `settings` says.",
}
"""The option `profile` of rules: an own value for one rule wins over that of the settings."""


class Level(StrEnum):
    """What a violation does by default; configuration can change it."""

    MANDATORY = "mandatory"
    ADVISORY = "advisory"
    DISABLED = "disabled"


class Severity(StrEnum):
    """How bad a violation is."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"


class Outcome(StrEnum):
    """What happens to a stack that violates a rule."""

    REJECTED = "rejected"
    """AWS refuses the call: the update fails halfway."""
    UNHEALTHY = "unhealthy"
    """It deploys, health checks fail, ECS replaces tasks without end."""
    BROKEN = "broken"
    """It deploys, and some of the traffic fails."""
    INSECURE = "insecure"
    """It works, with less protection than intended."""
    BLIND = "blind"
    """It works, but what watches it will not show when it fails."""
    LATER = "later"
    """It works until a later change or the destruction of the stack."""
    COSTLY = "costly"
    """It works, and costs more than it needs to."""


class Remedy(NamedTuple):
    """The one right value for a property, which Pulumi may set in place of the program's (level `remediate`)."""

    path: tuple[str, ...]
    """The keys that lead to the property in the resource's inputs."""
    value: str | int | bool


class Violation(NamedTuple):
    """One violated rule on one resource, in the parts of its message."""

    on: Resource
    at: str
    """The property at fault, as the provider spells it: `healthCheck.port`."""
    problem: str
    """What is wrong, with the names and numbers found."""
    effect: str
    """What AWS does then."""
    fix: str
    """The change to make."""
    remedy: Remedy | None = None
    """Only where the right value is certain, whatever else is in the stack."""

    def message(self, reference: str) -> str:
        """The text that a user reads."""
        problem, fix = f"{self.problem[:1].upper()}{self.problem[1:]}", self.fix
        if component := self.on.parent:
            problem += f" It belongs to component {component.label}."
            if argument := argument_behind(component.record.type, self.on.record.type, self.at):
                fix += f" In {component.label} that is the argument {argument}{_in_python(argument)}."
        return f"{problem}\n{self.effect}\nFix: {fix}\nSee {reference}"


def _in_python(argument: str) -> str:
    """An argument's name as Python has it, in brackets; nothing where it is the same."""
    spelt = re.sub(r"(?<=[a-z0-9])[A-Z]", lambda letter: f"_{letter[0].lower()}", argument)
    return "" if spelt == argument else f" ({spelt})"


@dataclass(frozen=True, eq=False)
class Rule:
    """A rule with its metadata."""

    id: str
    family: str
    documentation: str
    on: type[Node]
    level: Level
    severity: Severity
    outcome: Outcome
    since: str
    references: tuple[str, ...]
    check: Callable[..., Iterator[Violation]]
    options: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    @cached_property
    def summary(self) -> str:
        """The first line of the documentation: what must hold."""
        return self.documentation.partition("\n")[0]

    @property
    def remediates(self) -> bool:
        """Whether its module has remedies, so that some of its violations may be set right."""
        return self.check.__globals__.get("Remedy") is Remedy

    def section(self, heading: str) -> str:
        """The text under a `## heading` of the documentation, empty when there is none."""
        _, _, after = self.documentation.partition(f"\n## {heading}\n")
        return after.partition("\n## ")[0].strip()

    def subjects(self, stack: Stack) -> Iterator[Node | Undecided | Unusable]:
        """What the rule is to be run on; where a resource's blocks cannot be listed, the reason."""
        listed_in = getattr(self.on, "listed_in", None)
        if listed_in is None:
            assert issubclass(self.on, Resource)
            yield from stack.all(self.on)
            return
        owner_kind, attribute = listed_in
        for owner in stack.all(owner_kind):
            try:
                yield from getattr(owner, attribute)
            except (Undecided, Unusable) as reason:
                yield reason

    def violations(self, subject: Node, options: Mapping[str, Any]) -> Iterator[Violation]:
        """Runs the rule on one subject."""
        if not self.options:
            return self.check(subject)
        defaults = {name: schema.get("default") for name, schema in self.options.items()}
        return self.check(subject, {**defaults, **options})


def rule(
    *,
    on: type[Node],
    level: Level,
    severity: Severity,
    outcome: Outcome,
    since: str,
    references: tuple[str, ...],
    options: Mapping[str, Mapping[str, Any]] | None = None,
) -> Callable[[Callable[..., Iterator[Violation]]], Rule]:
    """Makes a generator function the rule of its module.

    `on` is the class of the model that the function gets, one object at a time: a resource, or a block that has
    `listed_in`. `references` are links to what AWS or the controller says; the first ends every message.
    `options` are JSON schemas by name, each with a `description` and a `default`; the function then gets them,
    with the values in force, as its second argument. `profile_option`, under the name `profile`, has no default: it
    falls back to the settings that all rules share.
    """

    def decorate(check: Callable[..., Iterator[Violation]]) -> Rule:
        module = sys.modules[check.__module__]
        *_, family, name = check.__module__.split(".")
        return Rule(
            id=name.replace("_", "-"),
            family=family.replace("_", "-"),
            documentation=(module.__doc__ or "").strip(),
            on=on,
            level=level,
            severity=severity,
            outcome=outcome,
            since=since,
            references=references,
            check=check,
            options=options or {},
        )

    return decorate
