"""Running one program for one rule."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from container_tls_policies.evaluation import Evaluation
from container_tls_policies.settings import Settings

from tests.recorded import records_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from container_tls_policies.evaluation import Note
    from container_tls_policies.rule import Rule


@dataclass(frozen=True)
class Observed:
    """What one rule said of a program."""

    violations: tuple[Note, ...]
    is_undecided: bool
    failures: tuple[Note, ...]

    @property
    def names(self) -> set[str]:
        """Logical names of the resources on which the rule is violated."""
        return {note.on.name for note in self.violations if note.on}

    @property
    def everything(self) -> list[str]:
        return [note.message for note in (*self.violations, *self.failures)]


def observed(program: str | Callable[[], None], rule: Rule) -> Observed:
    """Runs a rule over what a program declares, given as source text or as a function."""
    evaluation = Evaluation(records_of(as_function(program)), Settings())
    verdict = evaluation.run(rule, {})
    return Observed(tuple(verdict.violations), any(evaluation.undecided()), tuple(verdict.failures))


def as_function(program: str | Callable[[], None]) -> Callable[[], None]:
    if callable(program):
        return program
    source = compile(program, "<example>", "exec")
    return lambda: exec(source, {"__name__": "__main__"})


def changed(program: str, fragment: str) -> str:
    """A program with some statements exchanged: each of the fragment's replaces the one that assigns the same
    variable, or makes the same call with the same first argument; a new one goes to the end. A fragment with imports
    is a program of its own."""
    new = {_name(statement): ast.unparse(statement) for statement in ast.parse(fragment).body}
    if any(name.startswith(("import ", "from ")) for name in new):
        return fragment
    kept = [new.pop(_name(statement), ast.unparse(statement)) for statement in ast.parse(program).body]
    return "\n".join([*kept, *new.values()])


def _name(statement: ast.stmt) -> str:
    match statement:
        case ast.Assign(targets=[ast.Name(id=variable)]):
            return variable
        case ast.Expr(value=ast.Call(func=function, args=[ast.Constant(value=first), *_])):
            return f"{ast.unparse(function)}({first!r})"
        case _:
            return ast.unparse(statement)


def marked(source: str) -> set[str]:
    """The logical names on the lines that carry the comment `# violates`."""
    return set(re.findall(r'"([^"]+)",\s*# violates', source))
