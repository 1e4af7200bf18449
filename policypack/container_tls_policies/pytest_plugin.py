"""The pytest fixture `preview`, registered by this package's entry point."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from .testing import Preview


@pytest.fixture
def preview() -> Callable[..., Preview]:
    """Previews a Pulumi program under the policy pack, offline; see `testing.run_preview` for the arguments."""
    from .testing import run_preview

    return run_preview
