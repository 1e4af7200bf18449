"""The examples in a rule's documentation do what the documentation says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from container_tls_policies.rules import catalogue
from container_tls_policies.testing import run_preview

from tests.stacks import decisive

from .programs import as_function, changed, marked, observed

if TYPE_CHECKING:
    from container_tls_policies.rule import Rule

headings = ("What it does", "Why it is bad", "Example", "Use instead")


def code(rule: Rule, heading: str) -> str:
    blocks = re.findall(r"^```python\n(.*?)^```", rule.section(heading), re.MULTILINE | re.DOTALL)
    assert len(blocks) == 1, f"{rule.id}: one Python program under {heading}"
    return str(blocks[0])


@pytest.mark.parametrize("rule", catalogue(), ids=lambda rule: rule.id)
def test_documentation_is_complete(rule: Rule) -> None:
    assert [heading for heading in headings if not rule.section(heading)] == []
    assert rule.summary.endswith(".")
    assert all(link.startswith("https://") for link in rule.references)


@pytest.mark.parametrize("rule", catalogue(), ids=lambda rule: rule.id)
def test_bad_example_raises_the_rule_on_what_it_marks(rule: Rule) -> None:
    source = code(rule, "Example")
    assert marked(source), "mark the violating resource with `# violates`"
    assert observed(source, rule).names == marked(source)


@pytest.mark.parametrize("rule", catalogue(), ids=lambda rule: rule.id)
def test_good_example_raises_nothing_but_advice_of_other_rules(rule: Rule) -> None:
    good = as_function(changed(code(rule, "Example"), code(rule, "Use instead")))
    findings = run_preview(good).findings
    assert [finding.message for finding in findings if finding.policy == rule.id] == []
    assert decisive(findings) == set()
    assert [finding.message for finding in findings if "could not be run" in finding.message] == []
