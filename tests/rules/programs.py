"""Running one program for one rule."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from container_tls_policies.rule import Level
from container_tls_policies.testing import Finding, Preview, run_preview

if TYPE_CHECKING:
    from collections.abc import Callable

    from container_tls_policies.rule import Rule


@dataclass(frozen=True)
class Observed:
    """What a preview said: by the rule in question, and altogether."""

    rule: Rule
    preview: Preview

    @property
    def findings(self) -> list[Finding]:
        """The violations of the rule."""
        return [finding for finding in self.preview.findings if finding.policy == self.rule.id]

    @property
    def violations(self) -> set[str]:
        """Logical names of the resources on which the rule is violated."""
        return {finding.resource for finding in self.findings}

    @property
    def is_undecided(self) -> bool:
        notes = [finding.message for finding in self.preview.findings if finding.policy == "undecided"]
        return any(re.search(rf"[(, ]{re.escape(self.rule.id)}[,)]", note) for note in notes)

    @property
    def everything(self) -> list[str]:
        return [f"{finding.policy} on {finding.resource}: {finding.message}" for finding in self.preview.findings]


def observed(program: str | Callable[[], None], rule: Rule) -> Observed:
    """Previews a program, given as source text or as a function; the rule is on, if it is not by default."""
    on = {rule.id: "advisory"} if rule.level is Level.DISABLED else {}
    if isinstance(program, str):
        source = compile(program, f"<{rule.id}>", "exec")
        return Observed(rule, run_preview(lambda: exec(source, {"__name__": "__main__"}), policy_config=on))
    return Observed(rule, run_preview(program, policy_config=on))


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
