"""The reference of the rules: a page for each, and an index by family."""

from __future__ import annotations

from itertools import groupby
from typing import Final

from container_tls_policies.explanation import explanation, family_title, outcomes
from container_tls_policies.rule import Level, Rule
from container_tls_policies.rules import catalogue

NOTICE: Final = "<!-- Written by `make derived` from the rules themselves. -->"


def pages() -> dict[str, str]:
    """The content of each page, by the name of its file."""
    return {"README.md": index(), **{f"{rule.id}.md": f"{NOTICE}\n\n{explanation(rule)}" for rule in catalogue()}}


def index() -> str:
    """Every rule, by family."""
    parts = [
        NOTICE,
        "# Rules",
        "By default, what is `mandatory` fails a preview, what is `advisory` is only said, and what is `disabled` is "
        "not looked at. Each rule's page has an example, the change to make, and its options.",
        "Two mistakes have no rule, because a policy is not told what was there before: an `appProtocol` that changes "
        "while its Service Connect service exists, which ECS refuses, and a change that replaces a Network Load "
        "Balancer (its first security group, a subnet less). The preview shows the latter as a replacement.",
    ]
    for family, rules in by_family():
        parts += [f"## {family_title(family)}", _table(rules)]
    return "\n\n".join(parts) + "\n"


def by_family() -> list[tuple[str, list[Rule]]]:
    """The families with their rules, mandatory ones first."""
    order = {level: position for position, level in enumerate(Level)}
    rules = sorted(catalogue(), key=lambda rule: (rule.family, order[rule.level], rule.id))
    return [(family, list(members)) for family, members in groupby(rules, key=lambda rule: rule.family)]


def overview() -> str:
    """The families, with how many rules of each level they have."""
    rows = ["| family | what it is about | mandatory | advisory | off by default |", "|---|---|---|---|---|"]
    for family, rules in by_family():
        counts = " | ".join(str(sum(rule.level is level for rule in rules)) for level in Level)
        rows.append(f"| `{family}` | {family_title(family)} | {counts} |")
    return "\n".join([*rows, ""])


def _table(rules: list[Rule]) -> str:
    rows = [
        f"| [{rule.id}]({rule.id}.md) | {rule.level} | {rule.severity} | {rule.summary} | {outcomes[rule.outcome]} "
        f"([source]({rule.references[0]})) |"
        for rule in rules
    ]
    return "\n".join(["| rule | level | severity | what must hold | otherwise |", "|---|---|---|---|---|", *rows])
