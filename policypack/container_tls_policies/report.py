"""What a preview found, for people and for programs."""

from __future__ import annotations

import json
from itertools import groupby
from typing import TYPE_CHECKING

from rich.table import Column, Table
from rich.text import Text

from .rule import Level

if TYPE_CHECKING:
    from rich.console import Console

    from .offline.preview import Finding, Preview
    from .rule import Rule


def print_text(preview: Preview, console: Console) -> None:
    """Findings policy by policy, mandatory ones first, then a line that counts them."""
    plural = "" if len(preview.resources) == 1 else "s"
    console.print(f"Previewed {preview.project} ({preview.stack}): {len(preview.resources)} resource{plural}")
    by_policy = sorted(preview.findings, key=lambda finding: (finding.level != "mandatory", finding.policy))
    for (level, policy), group in groupby(by_policy, key=lambda finding: (finding.level, finding.policy)):
        findings = list(group)
        style = "bold red" if level == "mandatory" else "bold yellow"
        console.print()
        console.print(Text.assemble((f"[{level}] ", style), (policy, "bold"), f"  {findings[0].summary}"))
        for finding in findings:
            console.print(Text.assemble("  ", (finding.resource, "bold cyan"), (f"  {finding.type}", "dim")))
            for line in finding.message.splitlines():
                console.print(Text(f"    {line}"))
    if preview.remediations:
        console.print()
        for remediation in preview.remediations:
            console.print(Text.assemble(("[remediate] ", "bold green"), (remediation.policy, "bold"), " has changed"))
            console.print(Text(f"  {remediation.urn}"))
    console.print()
    console.print(_summary(preview))


def _summary(preview: Preview) -> Text:
    mandatory = len(preview.violations)
    advisory = len(preview.findings) - mandatory
    if not preview.findings:
        return Text("No violations.", "bold green")
    text = f"{mandatory} mandatory and {advisory} advisory finding{'' if advisory == 1 else 's'}"
    return Text(f"{text}: the preview fails.", "bold red") if mandatory else Text(f"{text}.", "bold yellow")


def print_rules(rules: list[Rule], console: Console) -> None:
    """A table of rules, as wide as they need."""
    narrow = (Column(heading, no_wrap=True) for heading in ("rule", "level", "severity", "family"))
    table = Table(*narrow, "what must hold", box=None, header_style="bold")
    for rule in rules:
        style = {Level.MANDATORY: "red", Level.ADVISORY: "yellow", Level.DISABLED: "dim"}[rule.level]
        table.add_row(rule.id, Text(rule.level, style), rule.severity, rule.family, rule.summary)
    console.print(table)
    counts = ", ".join(f"{sum(rule.level is level for rule in rules)} {level}" for level in Level)
    console.print(f"\n{len(rules)} rules: {counts}.", style="bold")


def rules_as_json(rules: list[Rule]) -> str:
    """The same as a JSON document, with the references and options of each."""
    return json.dumps(
        [
            {
                "id": rule.id,
                "family": rule.family,
                "level": rule.level,
                "severity": rule.severity,
                "outcome": rule.outcome,
                "since": rule.since,
                "summary": rule.summary,
                "references": rule.references,
                "options": rule.options,
            }
            for rule in rules
        ],
        indent=2,
    )


def as_json(preview: Preview) -> str:
    """The same as a JSON document."""
    return json.dumps(
        {
            "project": preview.project,
            "stack": preview.stack,
            "resources": len(preview.resources),
            "mandatory": len(preview.violations),
            "advisory": len(preview.findings) - len(preview.violations),
            "warnings": list(preview.warnings),
            "remediations": [
                {"policy": remediation.policy, "urn": remediation.urn} for remediation in preview.remediations
            ],
            "findings": [_fields(finding) for finding in preview.findings],
        },
        indent=2,
    )


def _fields(finding: Finding) -> dict[str, str]:
    return {
        "policy": finding.policy,
        "level": finding.level,
        "severity": finding.severity,
        "summary": finding.summary,
        "urn": finding.urn,
        "type": finding.type,
        "resource": finding.resource,
        "message": finding.message,
    }
