"""The AWS Load Balancer Controller and charts around it, from `controller.toml`."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

Version = tuple[int, int]
"""A minor version of the controller."""


class Annotations(NamedTuple):
    """What the controller reads under one prefix."""

    since: Mapping[str, Version]
    """The first version that reads an annotation, by what follows the prefix."""
    families: Mapping[str, Version]
    """The same for those that go on after a dot."""
    others: frozenset[str]
    """What only others read."""
    shared: frozenset[str]
    """What others read as well."""
    protecting: frozenset[str]
    """What limits or protects the traffic."""
    aliases: Mapping[str, str]
    """Whole names of what is meant by names that no version reads."""
    booleans: frozenset[str]
    """What has to be a boolean."""

    def first_version(self, suffix: str) -> Version | None:
        """The first version that reads the annotation; None when no version does."""
        family, dot, rest = suffix.partition(".")
        return self.families.get(family) if dot and rest and family in self.families else self.since.get(suffix)

    def knows(self, suffix: str) -> bool:
        return suffix in self.others or self.first_version(suffix) is not None


class ControllerFacts(NamedTuple):
    """The tables, where and when they were read."""

    ingress: Annotations
    service: Annotations
    helm_values: Mapping[str, Version]
    """Values of the controller's chart, with the first version that has them."""
    spec: Mapping[str, Mapping[str, Version]]
    """Properties of `spec` by kind, with the first version that has them."""
    load_balancer_services: Mapping[str, Mapping[str, str]]
    """Charts by name, with the `place` in their values of a Service that is of type LoadBalancer by default, and what
    their `source` contains, if others have the name too."""
    newest: Version
    source: str
    read: date


def version(text: str) -> Version:
    """A minor version from its text, as in "2.13"."""
    major, minor = text.split(".")
    return int(major), int(minor)


def _first_versions(table: Mapping[str, Iterable[str]]) -> Mapping[str, Version]:
    return {name: version(text) for text, names in table.items() for name in names}


def is_load_balancer_by_default(source: str, place: str) -> bool:
    """Whether a chart's Service at this place in its values is of type LoadBalancer where they do not say. `source` is
    where the chart is from, with its name at the end."""
    found = controller_facts().load_balancer_services.get(source.rpartition("/")[2])
    return found is not None and found["place"] == place and found.get("source", "") in source


@cache
def controller_facts() -> ControllerFacts:
    """The tables, read once."""
    import tomllib  # only needed where there is something of Kubernetes, and every preview starts the pack

    table = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))

    def annotations(kind: str) -> Annotations:
        return Annotations(
            _first_versions(table[f"{kind}_annotations"]),
            _first_versions(table[f"{kind}_families"]),
            frozenset(table["others"].get(kind, ())),
            frozenset(table["shared"].get(kind, ())),
            frozenset(table["protecting"][kind]),
            table["aliases"][kind],
            frozenset(table["booleans"][kind]),
        )

    return ControllerFacts(
        annotations("ingress"),
        annotations("service"),
        _first_versions(table["helm_values"]),
        {kind: _first_versions(properties) for kind, properties in table["spec"].items()},
        table["load_balancer_services"],
        version(table["newest"]),
        table["source"],
        table["read"],
    )
