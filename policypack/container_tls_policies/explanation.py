"""What there is to say about a rule, as Markdown: for the command line and for the reference pages."""

from __future__ import annotations

import json
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from .rule import Outcome

if TYPE_CHECKING:
    from .rule import Rule

outcomes: Final = {
    Outcome.REJECTED: "AWS or Kubernetes refuses it; the update fails halfway",
    Outcome.UNHEALTHY: "it deploys, and never becomes healthy",
    Outcome.BROKEN: "it deploys, and some of the traffic fails",
    Outcome.INSECURE: "it works, with less protection than intended",
    Outcome.BLIND: "it works, but what watches it will not show when it fails",
    Outcome.LATER: "it works until a later change or the destruction of the stack",
    Outcome.COSTLY: "it works, and costs more than it needs to",
}


def family_title(family: str) -> str:
    """What the rules of a family are about, without a period."""
    module = import_module(f"{__package__}.rules.{family.replace('-', '_')}")
    return (module.__doc__ or "").partition("\n")[0].rstrip(".")


def explanation(rule: Rule) -> str:
    """The whole documentation of a rule."""
    facts = [
        ("default level", rule.level),
        ("severity", rule.severity),
        ("otherwise", outcomes[rule.outcome]),
        ("family", rule.family),
        ("since", rule.since),
        *([("can set it right", "under the level `remediate`")] if rule.remediates else []),
    ]
    head, _, body = rule.documentation.partition("\n")
    parts = [
        f"# {rule.id}",
        head,
        "\n".join(["| | |", "|---|---|", *(f"| {name} | {value} |" for name, value in facts)]),
        body.strip(),
    ]
    if rule.options:
        parts += ["## Options", *(_option(name, schema) for name, schema in rule.options.items())]
    parts += ["## References", "\n".join(f"- <{link}>" for link in rule.references)]
    return "\n\n".join(parts) + "\n"


def _option(name: str, schema: Any) -> str:
    allowed = f", one of {', '.join(f'`{value}`' for value in schema['enum'])}" if "enum" in schema else ""
    default = f" Default: `{json.dumps(schema['default'])}`." if "default" in schema else ""
    return f"- `{name}` ({schema['type']}{allowed}): {schema['description']}{default}"
