"""What must hold: one file, one rule, one id. The catalogue is the files of this folder."""

from __future__ import annotations

import sys
from functools import cache
from importlib import import_module
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import ModuleType

    from ..rule import Rule


@cache
def catalogue() -> tuple[Rule, ...]:
    """Every rule, by id."""
    files = Path(__file__).parent.glob("*/[!_]*.py")
    return tuple(sorted((_module(file).check for file in files), key=lambda rule: rule.id))


def _module(file: Path) -> ModuleType:
    """The module of a file, without the search that an import begins with: every preview loads all of them."""
    family = import_module(f"{__name__}.{file.parent.name}")
    name = f"{family.__name__}.{file.stem}"
    if name not in sys.modules:
        spec = spec_from_file_location(name, file)
        assert spec is not None
        assert spec.loader is not None
        sys.modules[name] = module_from_spec(spec)
        spec.loader.exec_module(sys.modules[name])
    return sys.modules[name]
