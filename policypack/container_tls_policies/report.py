"""What a preview found, for people and for programs."""

from __future__ import annotations

import json
from itertools import groupby
from typing import TYPE_CHECKING

from rich.text import Text

if TYPE_CHECKING:
    from rich.console import Console

    from .offline.preview import Finding, Preview


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
