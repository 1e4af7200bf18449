"""What a rule is: one generator over the model, with its documentation and its metadata.

A rule is a module of `rules/<family>/`. The module's name is the rule's id (with dashes), its docstring the
documentation, and `check`, decorated with `@rule(...)`, decides. Everything else follows from these.
"""

from __future__ import annotations

import inspect
import re
import sys
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from .model import Node, Resource


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
    LATER = "later"
    """It works until a later change or the destruction of the stack."""


class Violation(NamedTuple):
    """One violated rule on one resource, in the parts of its message."""

    on: Resource
    problem: str
    """What is wrong, with the names and numbers found."""
    effect: str
    """What AWS does then."""
    fix: str
    """The change to make."""

    def message(self, reference: str) -> str:
        """The text that a user reads."""
        component = f" It belongs to component {self.on.parent.label}." if self.on.parent else ""
        return (
            f"{self.problem[:1].upper()}{self.problem[1:]}{component}\n{self.effect}\nFix: {self.fix}\nSee {reference}"
        )


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

    def section(self, heading: str) -> str:
        """The text under a `## heading` of the documentation, empty when there is none."""
        match = re.search(rf"^## {re.escape(heading)}\n(.*?)(?=^## |\Z)", self.documentation, re.MULTILINE | re.DOTALL)
        return match[1].strip() if match else ""

    def violations(self, subject: Node, options: Mapping[str, Any]) -> Iterator[Violation]:
        """Runs the rule on one subject."""
        if not self.options:
            return self.check(subject)
        defaults = {name: schema["default"] for name, schema in self.options.items()}
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
    with the values in force, as its second argument.
    """

    def decorate(check: Callable[..., Iterator[Violation]]) -> Rule:
        module = sys.modules[check.__module__]
        *_, family, name = check.__module__.split(".")
        return Rule(
            id=name.replace("_", "-"),
            family=family.replace("_", "-"),
            documentation=inspect.cleandoc(module.__doc__ or ""),
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
