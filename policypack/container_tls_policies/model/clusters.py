"""Which cluster an object of Kubernetes is in: objects of different clusters have nothing to do with each other."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from .stack import Stack
from .values import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from .record import Record


def readings(records: Iterable[Record]) -> tuple[Stack, ...]:
    """The stack; twice where it has providers of Kubernetes of which it is not known whether they lead to one cluster:
    first as if they did not, then as if they did."""
    by_urn = {record.urn: record for record in records}
    objects = {
        record.urn: _explicit(record.provider)
        for record in by_urn.values()
        if record.provider and record.type.startswith("kubernetes:")
    }
    providers = sorted(set(objects.values()))

    def clusters(joins: Callable[[str, str], bool]) -> dict[str, str]:
        first = _joined(providers, joins)
        return {urn: first[provider] for urn, provider in objects.items()}

    apart = clusters(lambda one, other: _lead_to_one(by_urn.get(one), by_urn.get(other)) is True)
    together = clusters(lambda one, other: _lead_to_one(by_urn.get(one), by_urn.get(other)) is not False)
    found = [apart] if apart == together else [apart, together]
    return tuple(Stack(by_urn.values(), among) for among in found)


def _explicit(provider: str) -> str:
    """The provider's URN; empty for those that Pulumi makes by itself, one for each version of the plugin."""
    return "" if provider.rpartition("::")[2].startswith("default_") else provider


def _joined(providers: Iterable[str], joins: Callable[[str, str], bool]) -> Mapping[str, str]:
    """Each provider with the first of all that it is joined with, be it by others."""
    groups: list[list[str]] = []
    for provider in providers:
        near = [group for group in groups if any(joins(other, provider) for other in group)]
        groups = [group for group in groups if group not in near] + [[*(x for group in near for x in group), provider]]
    return {provider: group[0] for group in groups for provider in group}


def _lead_to_one(one: Record | None, other: Record | None) -> bool | None:
    """Whether two providers lead to one cluster; None where that is not known, as it is of those that Pulumi makes by
    itself: they go by the environment."""
    if one is None or other is None:
        return None
    configs = [record.inputs.get("kubeconfig") for record in (one, other)]
    if any(config is UNKNOWN for config in configs):
        sources = [set(record.property_dependencies.get("kubeconfig", ())) for record in (one, other)]
        return _same_or_disjoint(*sources)
    if configs[0] != configs[1]:
        return False if _same_or_disjoint(*map(_servers, configs)) is False else None
    contexts = [[record.inputs.get(key) for key in ("context", "cluster")] for record in (one, other)]
    return None if any(value is UNKNOWN for found in contexts for value in found) else contexts[0] == contexts[1]


def _servers(kubeconfig: Any) -> set[str]:
    """The addresses of API servers in a kubeconfig."""
    return set(re.findall(r"https?://[^\s\"']+", str(kubeconfig)))


def _same_or_disjoint(one: set[str], other: set[str]) -> bool | None:
    """Whether two sets are the same; None when they only overlap, or one is empty."""
    if not one or not other:
        return None
    return True if one == other else False if one.isdisjoint(other) else None
