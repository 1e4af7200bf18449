"""The cases of every rule.

`tests/rules/<family>/<rule>.py` holds functions that declare resources. Their names say what the rule must answer:

- `bad_…`: violated, on the resources that carry the comment `# violates`;
- `clean_…`: nothing, although it resembles the mistake;
- `undecided_…`: undecided, because a value is not known before the update;
- `ambiguous_…`: undecided, because a reference may be to one of several resources that differ.

Every rule has a clean and an undecided case, and an ambiguous one unless it looks at one resource only, which the
file says by `SINGLE_RESOURCE = True`.
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
    from collections.abc import Callable
    from types import ModuleType

    from container_tls_policies.rule import Rule

kinds = ("bad", "clean", "undecided", "ambiguous")


def path_of(rule: Rule) -> Path:
    return Path(__file__).parent / rule.family.replace("-", "_") / f"{rule.id.replace('-', '_')}.py"


def module_of(rule: Rule) -> ModuleType | None:
    if not path_of(rule).exists():
        return None
    return import_module(f"{__package__}.{path_of(rule).parent.name}.{path_of(rule).stem}")


def cases() -> list[Any]:
    found = []
    for rule in catalogue():
        for name, program in inspect.getmembers(module_of(rule), inspect.isfunction):
            kind = name.partition("_")[0]
            if kind in kinds:
                found.append(pytest.param(rule, kind, program, id=f"{rule.id}: {name}"))
    return found


@pytest.mark.parametrize(("rule", "kind", "program"), cases())
def test_case(rule: Rule, kind: str, program: Callable[[], None]) -> None:
    found = observed(program, rule)
    expected = marked(inspect.getsource(program)) if kind == "bad" else set()
    assert found.violations == expected, found.everything
    assert found.is_undecided == (kind in ("undecided", "ambiguous")), found.everything


@pytest.mark.parametrize("rule", catalogue(), ids=lambda rule: rule.id)
def test_every_rule_has_the_cases_that_count(rule: Rule) -> None:
    module = module_of(rule)
    assert module is not None, f"{path_of(rule)} is missing"
    found = {name.partition("_")[0] for name, _ in inspect.getmembers(module, inspect.isfunction)}
    required = {"clean", "undecided"} | (set() if hasattr(module, "SINGLE_RESOURCE") else {"ambiguous"})
    assert required - found == set()
