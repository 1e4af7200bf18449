"""What must hold: one file, one rule, one id. The catalogue is the files of this folder."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..rule import Rule


@cache
def catalogue() -> tuple[Rule, ...]:
    """Every rule, by id."""
    files = Path(__file__).parent.glob("*/[!_]*.py")
    rules = (import_module(f"{__name__}.{file.parent.name}.{file.stem}").check for file in files)
    return tuple(sorted(rules, key=lambda rule: rule.id))
