"""The two files of a new rule, for whoever adds one to this repository."""

from __future__ import annotations

import re
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING, Final

from . import model
from .model import Node
from .rules import catalogue

if TYPE_CHECKING:
    from collections.abc import Iterator

_templates: Final = Path(__file__).parent / "templates"


class ScaffoldError(Exception):
    """The files cannot be written; the message says why."""


def subjects() -> list[str]:
    """The classes of the model that rules can be about."""
    return sorted(name for name, kind in vars(model).items() if isinstance(kind, type) and issubclass(kind, Node))


def new_rule(root: Path, family: str, rule_id: str, on: str) -> Iterator[Path]:
    """Writes the rule's file and that of its cases under the root of the repository, and says where.

    Raises ScaffoldError where the names do not fit or a file is there already; then nothing is written.
    """
    if not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)+", rule_id):
        raise ScaffoldError(f"{rule_id} is no rule id: subject, then what is wrong, as in tg-health-check-port")
    if rule_id in {rule.id for rule in catalogue()}:
        raise ScaffoldError(f"there is a rule {rule_id} already")
    if on not in subjects():
        raise ScaffoldError(f"{on} is no class of the model; there are {', '.join(subjects())}")
    folder, name = family.replace("-", "_"), f"{rule_id.replace('-', '_')}.py"
    files = {
        root / "policypack/container_tls_policies/rules" / folder / name: "rule.py.txt",
        root / "tests/rules" / folder / name: "cases.py.txt",
    }
    for path in files:
        if not path.parent.is_dir():
            raise ScaffoldError(f"{path.parent} is no folder: name a family that exists, or make that one")
        if path.exists():
            raise ScaffoldError(f"{path} exists already")
    variable = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", on).lower()
    for path, template in files.items():
        text = Template((_templates / template).read_text("utf-8"))
        path.write_text(text.substitute(id=rule_id, on=on, subject=variable), "utf-8")
        yield path
