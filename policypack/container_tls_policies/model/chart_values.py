"""Ingresses and Services that the values of a Helm chart describe by their annotations.

A chart from a repository hides what it creates. But most charts pass a map of annotations through to an Ingress or a
Service, and keys that only the AWS Load Balancer Controller reads tell where such a map is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from ..facts.controller import is_load_balancer_by_default
from .values import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_kind_in_name = re.compile(r"(?:.*[^a-z])?(ingress|service|pod)(?:e?s)?(?:[-_]?annotations)?", re.IGNORECASE)
_camel_case = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


class Described(NamedTuple):
    """One Ingress or Service in the values of a chart: what the values say of it, in the form of the object."""

    kind: str
    place: str
    """Where in the chart's properties: `values.controller.service`."""
    inputs: dict[str, Any]


def described_in(source: str | None, values: Any, prefixes: Mapping[str, str]) -> Iterator[Described]:
    """The Ingresses and Services in the values of a chart, but for those that the values switch off.

    `source` is where the chart is from, with its name at the end; None where files may add values of their own.
    `prefixes` are those of the annotations by kind.
    """
    if not isinstance(values, dict):
        return
    for keys, owners in _annotation_maps(values, tuple(prefixes.values()), (), ()):
        enabled = [owner["enabled"] for owner in owners if "enabled" in owner]
        if any(value is False for value in enabled):
            continue
        told = UNKNOWN if any(value is UNKNOWN for value in enabled) else {"annotations": _as_text(owners[-1])}
        if keys[-2:] == ("metadata", "annotations") and "kind" in owners[-3]:
            kind, spec = owners[-3]["kind"], owners[-3].get("spec")
            if isinstance(kind, str):
                stated = _stated(spec) if isinstance(spec, dict) else {"type": UNKNOWN}
                inputs = {"metadata": told, "spec": {"type": "ClusterIP"} | stated if kind == "Service" else None}
                yield Described(kind, ".".join(("values", *keys[:-2])), inputs)
            continue
        named = keys[-1].lower().startswith("annotations")
        place = ".".join(("values", *(keys[:-1] if named else keys)))
        for kind in _kinds(keys, owners[-1], prefixes):
            by_default = source is not None and is_load_balancer_by_default(source, place)
            service = {"type": "LoadBalancer" if by_default else UNKNOWN} | _stated(owners[-2] if named else {})
            yield Described(kind, place, {"metadata": told, "spec": service if kind == "Service" else None})


def _annotation_maps(
    value: Any, prefixes: tuple[str, ...], keys: tuple[str, ...], owners: tuple[dict[str, Any], ...]
) -> Iterator[tuple[tuple[str, ...], tuple[dict[str, Any], ...]]]:
    """The keys that lead to each map with keys of the controller, and the maps on the way, with itself at the end."""
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield from _annotation_maps(item, prefixes, (*keys[:-1], f"{keys[-1]}[{index}]"), owners)
    elif isinstance(value, dict):
        if keys and any(key.startswith(prefixes) for key in value):
            yield keys, (*owners, value)
        for key, item in value.items():
            yield from _annotation_maps(item, prefixes, (*keys, key), (*owners, value))


def _kinds(keys: tuple[str, ...], annotations: dict[str, Any], prefixes: Mapping[str, str]) -> Iterator[str]:
    """Of what the annotations are: what their prefixes say, unless the name that is nearest to them says otherwise."""
    matches = (_kind_in_name.fullmatch(_camel_case.sub("-", key).split("[")[0]) for key in reversed(keys))
    named = next((match[1].capitalize() for match in matches if match), None)
    for kind, prefix in prefixes.items():
        if named in (None, kind) and any(key.startswith(prefix) for key in annotations):
            yield kind


def _as_text(annotations: dict[str, Any]) -> dict[str, Any]:
    """Annotations as most charts write them: numbers and booleans become text, and what else a chart makes text of is
    not known."""

    def text(value: Any) -> Any:
        if isinstance(value, bool):
            return "true" if value else "false"
        if isinstance(value, dict | list):
            return UNKNOWN
        return str(value) if isinstance(value, int | float) else _rendered(value)

    return {key: text(value) for key, value in annotations.items()}


def _stated(spec: dict[str, Any]) -> dict[str, Any]:
    """What the values say of a Service beside its annotations."""
    keys = (key for key in ("type", "loadBalancerClass") if key in spec)
    given = ((key, value if isinstance(value := _rendered(spec[key]), str | None) else UNKNOWN) for key in keys)
    return {key: value for key, value in given if value is UNKNOWN or value}


def _rendered(value: Any) -> Any:
    """A value as the chart writes it: unknown where a template decides."""
    return UNKNOWN if isinstance(value, str) and "{{" in value else value
