"""Writes what is derived from something else: the components' copy of the TLS policy table, the reference pages of
components and rules, the plugin's schema, and the README's table of rule families."""

from __future__ import annotations

import json
import runpy
from pathlib import Path
from typing import Any

from . import component_pages, rule_pages
from .schema_changes import BreakingChangesError, check

root = Path(__file__).parents[1]
schema_file = root / "components/schema.json"
begin, end = "<!-- rules: written by `make derived` -->\n", "<!-- end of rules -->\n"


def schema() -> dict[str, Any]:
    """The schema that the plugin serves, as other languages see the components."""
    plugin = runpy.run_path(str(root / "components"), run_name="plugin")["plugin"]()
    return dict(json.loads(plugin.schema))


def derived() -> dict[Path, str]:
    """The content that each derived file should have."""
    table = root / "policypack/container_tls_policies/facts/tls_policies.toml"
    readme = (root / "README.md").read_text("utf-8")
    before, _, rest = readme.partition(begin)
    _, _, after = rest.partition(end)
    return {
        root / "components/container_tls/tls_policies.toml": table.read_text("utf-8"),
        schema_file: json.dumps(schema(), indent=2, sort_keys=True) + "\n",
        root / "README.md": f"{before}{begin}{rule_pages.overview()}{end}{after}",
        **{root / "docs/components" / name: text for name, text in component_pages.pages().items()},
        **{root / "docs/rules" / name: text for name, text in rule_pages.pages().items()},
    }


def main() -> None:
    """Write them all, unless the schema breaks programs and has the version of the one that they use."""
    files = derived()
    if schema_file.exists():
        try:
            check(json.loads(schema_file.read_text("utf-8")), json.loads(files[schema_file]))
        except BreakingChangesError as error:
            raise SystemExit(f"Nothing was written: {error}") from None
    for path, content in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, "utf-8")


if __name__ == "__main__":
    main()
