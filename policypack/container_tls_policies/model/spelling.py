"""Names that are nearly like others."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def nearest(name: str, known: Iterable[str], cutoff: float = 0.6) -> str | None:
    """The known name that is most like one; None where none is, by a measure from 0 to 1."""
    from difflib import get_close_matches  # only needed where something is misspelt, and every preview starts the pack

    return next(iter(get_close_matches(name, list(known), n=1, cutoff=cutoff)), None)
