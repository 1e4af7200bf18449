"""What is derived is up to date, and the catalogue is in order."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from container_tls_policies.rules import catalogue

from scripts.derive import derived

if TYPE_CHECKING:
    from collections.abc import Iterator

root = Path(__file__).parents[1]
package = root / "policypack/container_tls_policies"


@pytest.fixture(scope="module")
def written() -> dict[Path, str]:
    return derived()


def test_derived_files_are_up_to_date(written: dict[Path, str]) -> None:
    stale = [str(path) for path, text in written.items() if not path.is_file() or path.read_text("utf-8") != text]
    assert stale == [], "run `make derived`"


@pytest.mark.parametrize("folder", ["docs/components", "docs/rules"])
def test_no_page_is_left_of_what_is_gone(written: dict[Path, str], folder: str) -> None:
    assert set((root / folder).iterdir()) <= written.keys()


def test_ids_are_unique_and_well_formed() -> None:
    ids = [rule.id for rule in catalogue()]
    assert ids == sorted(set(ids))
    assert all(re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)+", name) for name in ids)
    assert not {"all", "settings", "undecided", "malformed-input"} & set(ids)


def test_every_file_of_the_folder_is_a_rule() -> None:
    files = {path.stem.replace("_", "-") for path in (package / "rules").glob("*/*.py") if path.stem != "__init__"}
    assert files == {rule.id for rule in catalogue()}


def imports(path: Path) -> Iterator[str]:
    """The modules that a file imports, relative ones as `.module` from the package's root."""
    depth = len(path.relative_to(package).parts)
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield node.module or ""
        elif isinstance(node, ast.ImportFrom):
            inside = path.relative_to(package).parts[: depth - node.level]
            yield "." + ".".join([*inside, *([node.module] if node.module else [])])


@pytest.mark.parametrize(
    ("folder", "forbidden"),
    [
        ("facts", (".model", ".rules", ".rule", ".pack", ".servicer", ".offline", "pulumi", "container_tls")),
        ("model", (".rules", ".rule", ".pack", ".servicer", ".offline", ".evaluation", "pulumi", "container_tls")),
        ("rules", (".pack", ".servicer", ".offline", ".evaluation", "pulumi", "container_tls")),
        (".", ("pulumi_aws", "pulumi_kubernetes", "container_tls")),
    ],
)
def test_imports_point_one_way(folder: str, forbidden: tuple[str, ...]) -> None:
    wrong = [
        f"{path.relative_to(root)} imports {name}"
        for path in sorted((package / folder).rglob("*.py"))
        for name in imports(path)
        if any(name == module or name.startswith(f"{module}.") for module in forbidden)
    ]
    assert wrong == []


def test_the_pack_needs_no_command_line_library() -> None:
    """What Pulumi starts runs with the pack's own requirements: the SDK, and what the SDK brings."""
    doors = {"cli.py", "report.py", "testing.py", "pytest_plugin.py"}
    files = [path for path in package.rglob("*.py") if path.name not in doors and "offline" not in path.parts]
    extra = {name.partition(".")[0] for path in files for name in imports(path)} & {
        "click",
        "jsonschema",
        "rich",
    }
    assert extra == set()
