"""What the benchmarks compare is comparable."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from google.protobuf import json_format

from benchmarks.services import by_hand, config, from_components
from tests.recorded import recorded

if TYPE_CHECKING:
    from collections.abc import Callable


def resources(program: Callable[[int], None]) -> dict[tuple[str, str], dict[str, Any]]:
    """What the program asks AWS for, without the random ends of names that the provider makes up."""
    return {
        (request.type, request.name): _without_random(json_format.MessageToDict(request.properties))
        for request in recorded(lambda: program(3), config).resources
        if request.type.startswith("aws:")
    }


def test_by_hand_means_the_same_resources_with_the_same_inputs() -> None:
    written = resources(by_hand)
    assert resources(from_components) == written
    assert len(written) > 3 * 10


def _without_random(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_random(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_without_random(item) for item in value]
    return re.sub("-[0-9a-f]{7}$", "", value) if isinstance(value, str) else value
