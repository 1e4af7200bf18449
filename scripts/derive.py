"""Writes what is derived from something else: the components' copy of the TLS policy table and their reference pages,
and the README's rule table."""

from __future__ import annotations

from pathlib import Path

from container_tls_policies.rules import catalogue

from .component_pages import pages

root = Path(__file__).parents[1]
begin, end = "<!-- rules: written by `make derived` -->\n", "<!-- end of rules -->\n"


def rule_table() -> str:
    """Every rule with its level and what it asks for, as a Markdown table."""
    rows = [f"| `{rule.id}` | {rule.level} | {rule.summary} |" for rule in catalogue()]
    return "\n".join(["| rule | default level | what must hold |", "|---|---|---|", *rows, ""])


def derived() -> dict[Path, str]:
    """The content that each derived file should have."""
    table = root / "policypack/container_tls_policies/facts/tls_policies.toml"
    readme = (root / "README.md").read_text("utf-8")
    before, _, rest = readme.partition(begin)
    _, _, after = rest.partition(end)
    return {
        root / "components/container_tls/tls_policies.toml": table.read_text("utf-8"),
        root / "README.md": f"{before}{begin}{rule_table()}{end}{after}",
        **{root / "docs/components" / name: text for name, text in pages().items()},
    }


if __name__ == "__main__":
    for path, content in derived().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, "utf-8")
