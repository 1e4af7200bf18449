"""One registered resource as an adapter hands it to the model."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def _nothing() -> dict[str, Any]:
    return {}


@dataclass(eq=False, repr=False)
class Record:
    """A resource of the stack: what was registered, what it depends on, what the provider answered.

    Inputs and outputs are read when a rule first asks for them: most resources of a stack concern no rule.
    """

    urn: str
    type: str
    name: str
    parent: str | None = None
    provider: str | None = None
    """URN of the provider: other providers may mean other accounts, Regions or clusters."""
    dependencies: tuple[str, ...] = ()
    property_dependencies: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    ignore_changes: tuple[str, ...] = ()
    is_deleted_first: bool = False
    """Whether the program says that what has to be replaced is deleted before its successor is there."""
    read_inputs: Callable[[], dict[str, Any]] = _nothing
    read_outputs: Callable[[], dict[str, Any]] = _nothing

    @cached_property
    def inputs(self) -> dict[str, Any]:
        return self.read_inputs()

    @cached_property
    def outputs(self) -> dict[str, Any]:
        return self.read_outputs()
