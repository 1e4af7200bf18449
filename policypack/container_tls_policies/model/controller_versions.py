"""What a stack uses that its AWS Load Balancer Controller is too old for."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ..facts.controller import controller_facts
from .known_annotations import controller_annotations
from .kubernetes import HelmChart, Ingress, IngressClassParams, KubernetesService, LoadBalancerConfiguration

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..facts.controller import Version
    from .node import Resource
    from .stack import Stack


class Feature(NamedTuple):
    """Something that a resource uses, with the first version that knows it."""

    of: Resource
    key: str
    since: Version


def features(stack: Stack) -> Iterator[Feature]:
    """What the controller has to know for the objects of the stack, as far as is known."""
    facts = controller_facts()
    for owner in (*stack.all(Ingress), *stack.all(KubernetesService)):
        metadata = owner.raw("metadata")
        if isinstance(metadata, dict) and isinstance(metadata.get("annotations"), dict):
            for found in controller_annotations(owner):
                if since := found.known.first_version(found.suffix):
                    yield Feature(owner, found.key, since)
    for settings in (*stack.all(IngressClassParams), *stack.all(LoadBalancerConfiguration)):
        spec = settings.raw("spec")
        since_by_key = facts.spec[settings.kind]
        keys = (key for key in spec if key in since_by_key) if isinstance(spec, dict) else ()
        yield from (Feature(settings, f"spec.{key}", since_by_key[key]) for key in keys)
    for chart in stack.all(HelmChart):
        values = chart.raw("values")
        if isinstance(values, dict) and isinstance(chart.raw("chart"), str) and chart.installs_load_balancer_controller:
            keys = (key for key, value in values.items() if key in facts.helm_values and value is not None)
            yield from (Feature(chart, f"values.{key}", facts.helm_values[key]) for key in keys)
