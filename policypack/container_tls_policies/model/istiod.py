"""Istio's control plane, and what its chart is told."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from .kubernetes import HelmChart, true_words
from .node import Undecided, every, some
from .values import UNKNOWN

if TYPE_CHECKING:
    from .node import Resource


istiod_chart: Final = re.compile(r"istiod(-v?\d[\w.+-]*\.tgz)?")


def hides_values(chart: HelmChart) -> bool:
    """Whether files that the stack does not show may set values of a chart."""
    files = chart.raw("valueYamlFiles")
    return files is UNKNOWN or bool(files)


def chart_value(chart: HelmChart, *path: str) -> Any:
    """What a chart's values have under nested keys, None where they have nothing; raises Undecided when it is open."""
    found: Any = chart.values
    for key in path:
        found = found.get(key) if isinstance(found, dict) else None
        if found is UNKNOWN:
            raise Undecided(chart, ".".join(["values", *path]))
    return found


def installs_istiod(chart: HelmChart) -> bool:
    """Whether it is the chart of Istio's control plane, from a repository, an OCI registry or a path."""
    return istiod_chart.fullmatch((chart.chart or "").rstrip("/").rpartition("/")[2]) is not None


def istiod_enables(asked_by: Resource, variable: str) -> bool:
    """Whether a chart of istiod in the stack sets an environment variable of it to true, wherever in its values, or may
    do so by files that the stack does not show."""
    charts = asked_by.stack.all(HelmChart)
    if some([partial(_enables, chart, variable) for chart in charts]):
        return True
    if asked_by.stack.leaves_out(HelmChart):
        raise Undecided(asked_by, "values", "may be overruled by a chart which this run does not show")
    return False


def _enables(chart: HelmChart, variable: str) -> bool:
    files = chart.raw("valueYamlFiles")
    return every(
        [
            lambda: installs_istiod(chart),
            lambda: (
                files is UNKNOWN
                or bool(files)
                or some([partial(_is_true, chart, found) for found in _values_named(chart.values, variable)])
            ),
        ]
    )


def _is_true(chart: HelmChart, value: Any) -> bool:
    if value is UNKNOWN:
        raise Undecided(chart, "values")
    return value is True or (isinstance(value, str) and value in true_words)


def _values_named(values: Any, key: str) -> list[Any]:
    """What has a key, at any depth of objects, and each part that is not known."""
    if values is UNKNOWN:
        return [UNKNOWN]
    if not isinstance(values, dict):
        return []
    return [
        value for name, inner in values.items() for value in ([inner] if name == key else _values_named(inner, key))
    ]
