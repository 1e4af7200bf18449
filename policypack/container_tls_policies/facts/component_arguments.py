"""The arguments of our components behind the properties of their children, from `component_arguments.toml`."""

from __future__ import annotations

from functools import cache
from pathlib import Path

Arguments = dict[str, dict[str, dict[str, str]]]


@cache
def component_arguments() -> Arguments:
    """By component type, child type and property: the argument, or several joined by words. Read once."""
    import tomllib  # only needed for a finding under a component, and every preview starts the pack

    table: Arguments = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    return table


def argument_behind(component: str, child: str, path: str) -> str | None:
    """The argument of a component that decides a property of a child, by type tokens and the property's path; None
    when there is none."""
    properties = component_arguments().get(component, {}).get(child, {})
    fitting = [prefix for prefix in properties if path.startswith(prefix)]
    return properties[max(fitting, key=len)] if fitting else None
