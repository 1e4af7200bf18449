"""The reference pages of the components are complete, and all documents lead where they say."""

from __future__ import annotations

import json
import re
import runpy
import subprocess
import sys
import typing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from container_tls_policies.rules import catalogue

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pulumi

root = Path(__file__).parents[1]
folder = root / "docs/components"
plugin = runpy.run_path(str(root / "components"), run_name="plugin")
components: list[type[pulumi.ComponentResource]] = plugin["components"]()
documents = sorted([*root.glob("*.md"), *root.glob("docs/**/*.md")])


def page_of(component: type[pulumi.ComponentResource]) -> Path:
    return folder / (re.sub("(?<!^)(?=[A-Z])", "-", component.__name__).lower() + ".md")


def sections(path: Path) -> dict[str, str]:
    """The text under each heading, which is none inside a fence."""
    text = re.sub(r"^```.*?^```$", "", path.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    _, *parts = re.split(r"^#+ (.+)$", text, flags=re.MULTILINE)
    return dict(zip(parts[::2], parts[1::2], strict=True))


def rows(text: str) -> set[str]:
    """What is in the first column of the tables."""
    return set(re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE))


def anchors(path: Path) -> set[str]:
    return {re.sub(r"[^\w\- ]", "", heading).strip().lower().replace(" ", "-") for heading in sections(path)}


def links(path: Path) -> Iterator[tuple[Path, str]]:
    """Where a document leads inside the repository: file and anchor."""
    for target in re.findall(r"\]\(([^)\s]+)\)", path.read_text("utf-8")):
        if "://" not in target:
            file, _, anchor = target.partition("#")
            yield (path.parent / file).resolve() if file else path, anchor


@pytest.mark.parametrize("component", components, ids=lambda component: component.__name__)
class TestPage:
    def test_index_leads_to_it(self, component: type[pulumi.ComponentResource]) -> None:
        assert (page_of(component), "") in links(folder / "README.md")

    def test_picture_comes_before_the_example(self, component: type[pulumi.ComponentResource]) -> None:
        text = page_of(component).read_text("utf-8")
        assert re.findall(r"^```(text|python)$", text, re.MULTILINE) == ["text", "python"]

    def test_every_argument_and_output_is_there(self, component: type[pulumi.ComponentResource]) -> None:
        page = sections(page_of(component))
        args = typing.get_type_hints(component.__init__)["args"]
        assert rows(page["Arguments"]) == set(args.__annotations__)
        assert rows(page["Outputs"]) == set(component.__annotations__ if "__annotations__" in vars(component) else ())

    def test_every_group_is_complete(self, component: type[pulumi.ComponentResource]) -> None:
        types = {
            name: found
            for module in list(sys.modules.values())
            if getattr(module, "__name__", "").startswith("container_tls")
            for name, found in vars(module).items()
            if typing.is_typeddict(found)
        }
        page = sections(page_of(component))
        for name in page.keys() & types.keys():
            assert rows(page[name]) == set(types[name].__annotations__), name

    def test_resources_are_counted(self, component: type[pulumi.ComponentResource]) -> None:
        table = re.findall(r"^\| ([^|]+) \| (\d+) \| (.+) \|$", sections(page_of(component))["Resources"], re.MULTILINE)
        assert table
        for mode, total, types in table:
            counts = re.findall(r"(?:(\d+) )?`[\w.]+`", types)
            assert sum(int(count or 1) for count in counts) == int(total), mode


def test_numbers_of_resources_for_a_service() -> None:
    text = sections(folder / "ecs-service.md")["Resources"]
    counts = {mode: int(total) for mode, total in re.findall(r"^\| ([^|]+) \| (\d+) \|", text, re.MULTILINE)}
    assert counts["`orders` of the example"] == 14
    assert counts["behind a Network Load Balancer"] == 13


def test_site_is_built_without_a_warning(tmp_path: Path) -> None:
    mkdocs = Path(sys.executable).parent / "mkdocs"
    done = subprocess.run(
        [mkdocs, "build", "--strict", "--quiet", "--site-dir", tmp_path],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found = {entry["location"] for entry in json.loads((tmp_path / "search/search_index.json").read_text())["docs"]}
    assert {f"rules/{rule.id}/" for rule in catalogue()} <= found


@pytest.mark.parametrize("path", documents, ids=lambda path: str(path.relative_to(root)))
class TestDocument:
    def test_links_lead_somewhere(self, path: Path) -> None:
        for file, anchor in links(path):
            assert file.exists(), file
            assert not anchor or anchor in anchors(file), f"{file}#{anchor}"

    def test_rows_have_as_many_cells_as_their_header(self, path: Path) -> None:
        for table in re.findall(r"(?:^\|.*\n)+", path.read_text("utf-8"), re.MULTILINE):
            assert len({len(re.findall(r"(?<!\\)\|", line)) for line in table.splitlines()}) == 1, table
