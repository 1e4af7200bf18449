"""The cases of every rule.

`tests/rules/<family>/<rule>.py` holds functions that declare resources. Their names say what the rule must answer:

- `bad_…`: violated, on the resources that carry the comment `# violates`;
- `clean_…`: nothing, although it resembles the mistake;
- `undecided_…`: undecided, because a value is not known before the update;
- `ambiguous_…`: undecided, because a reference may be to one of several resources that differ.

Every rule has a clean and an undecided case, and an ambiguous one unless it looks at one resource only, which the
file says by `SINGLE_RESOURCE = True`. One that reads nothing but type tokens says `ALWAYS_DECIDED = True`.
"""

from __future__ import annotations

import inspect
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from container_tls_policies.rules import catalogue

from .programs import marked, observed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import ModuleType

    from container_tls_policies.evaluation import Note
    from container_tls_policies.rule import Rule

kinds = ("bad", "clean", "undecided", "ambiguous")


def path_of(rule: Rule) -> Path:
    return Path(__file__).parent / rule.family.replace("-", "_") / f"{rule.id.replace('-', '_')}.py"


def module_of(rule: Rule) -> ModuleType | None:
    if not path_of(rule).exists():
        return None
    return import_module(f"{__package__}.{path_of(rule).parent.name}.{path_of(rule).stem}")


def programs_of(rule: Rule, *wanted: str) -> Iterator[tuple[str, Callable[[], None]]]:
    """The cases of a rule of the wanted kinds, by name."""
    for name, program in inspect.getmembers(module_of(rule), inspect.isfunction):
        if name.partition("_")[0] in wanted:
            yield name, program


def cases() -> list[Any]:
    return [
        pytest.param(rule, name.partition("_")[0], program, id=f"{rule.id}: {name}")
        for rule in catalogue()
        for name, program in programs_of(rule, *kinds)
    ]


@pytest.mark.parametrize(("rule", "kind", "program"), cases())
def test_case(rule: Rule, kind: str, program: Callable[[], None]) -> None:
    found = observed(program, rule)
    expected = marked(inspect.getsource(program)) if kind == "bad" else set()
    assert found.names == expected, found.everything
    assert found.is_undecided == (kind in ("undecided", "ambiguous")), found.everything
    assert found.failures == ()
    for note in found.violations:
        assert objections(note, rule) == []


def objections(note: Note, rule: Rule) -> list[str]:
    """What is wrong with the message of a violation."""
    assert note.on
    lines = note.message.splitlines()
    demands = {
        "names the resource": note.on.name in lines[0],
        "ends with the first reference": lines[-1] == f"See {rule.references[0]}",
        "says what to change": lines[-2].startswith("Fix: ") and lines[-2].endswith("."),
        "is a few lines": len(lines) == 4 and all(len(line) <= 420 for line in lines),
        "is made of sentences": all(line[0].isupper() and line.endswith(".") for line in lines[:-1]),
    }
    return [f"not: {demand}: {note.message}" for demand, met in demands.items() if not met]


@pytest.mark.parametrize("rule", catalogue(), ids=lambda rule: rule.id)
def test_every_rule_has_the_cases_that_count(rule: Rule) -> None:
    module = module_of(rule)
    assert module is not None, f"{path_of(rule)} is missing"
    found = {name.partition("_")[0] for name, _ in inspect.getmembers(module, inspect.isfunction)}
    required = {
        "clean",
        *(() if hasattr(module, "ALWAYS_DECIDED") else ("undecided",)),
        *(() if hasattr(module, "SINGLE_RESOURCE") else ("ambiguous",)),
    }
    assert required - found == set()
