"""The fields of Istio's objects, from `istio_fields.toml`."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Final

Fields = dict[str, tuple[str, ...]]

selector_words: Final = {"labels": "matchLabels", "matchLabels": "labels"}
"""What selects pods is spelt differently from kind to kind."""


@cache
def istio_fields(kind: str) -> Fields:
    """The fields of a kind by the place of the object that they are in; nothing for a kind that is not in the table.
    Read once."""
    import tomllib  # only needed where the stack has objects of Istio, and every preview starts the pack

    table = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    return {place: tuple(names) for place, names in table.get(kind, {}).items()}


def meant_field(written: str, fields: tuple[str, ...]) -> str | None:
    """The field that a name was meant to be: the same letters, its plural, or the other word for labels of pods; None
    when there is none, or when the name is a field."""
    if written in fields:
        return None
    letters = _letters(written)
    alike = [field for field in fields if _letters(field) in (letters, f"{letters}s")]
    other = selector_words.get(written)
    return alike[0] if alike else other if other in fields else None


def _letters(name: str) -> str:
    return re.sub("[^a-z0-9]", "", name.lower())
