"""The AWS Load Balancer Controller and charts around it, from `controller.toml`."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date


class ControllerFacts(NamedTuple):
    """The tables, where and when they were read."""

    load_balancer_services: Mapping[str, str]
    """Charts by name, with the place in their values of a Service that is of type LoadBalancer by default."""
    source: str
    read: date


@cache
def controller_facts() -> ControllerFacts:
    """The tables, read once."""
    import tomllib  # only needed where there is something of Kubernetes, and every preview starts the pack

    table = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    return ControllerFacts(table["load_balancer_services"], table["source"], table["read"])
