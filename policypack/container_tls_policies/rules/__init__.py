"""What must hold: one file, one rule, one id. The catalogue is the files of this folder."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import walk_packages
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..rule import Rule


@cache
def catalogue() -> tuple[Rule, ...]:
    """Every rule, by id."""
    names = (module.name for module in walk_packages(__path__, f"{__name__}.") if not module.ispkg)
    rules = (import_module(name).check for name in names)
    return tuple(sorted(rules, key=lambda rule: rule.id))
