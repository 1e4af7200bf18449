"""What the Istio components build violates no policy, in any mode."""

from collections.abc import Callable
from typing import Any

import pytest

from .programs import MODES


@pytest.mark.parametrize("program", MODES.values(), ids=MODES)
def test_every_mode(program: Callable[[], None], preview: Callable[..., Any]) -> None:
    result = preview(program)
    assert len(result.resources) > 1
    assert result.findings == ()
