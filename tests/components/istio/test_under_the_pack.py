"""What the Istio components build violates no policy, in any mode."""

from collections.abc import Callable
from typing import Any

from .programs import MODES


def every_mode() -> None:
    for program in MODES.values():
        program()


def test_every_mode(preview: Callable[..., Any]) -> None:
    result = preview(every_mode)
    assert len(result.resources) > 2 * len(MODES)
    assert result.findings == ()
