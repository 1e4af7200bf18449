"""Fields of Istio's objects must be spelt as Istio spells them.

## What it does
Reports names in `spec` of Istio's objects that are no fields, but differ from one in capitals, in underscores or in a
missing plural, or that are the other word for labels of pods: DestinationRules and PeerAuthentications have
`matchLabels`, Sidecars and ServiceEntries `labels`.

Not reported are other unknown names, which may be fields of a newer Istio, and parts of the objects that say nothing
of TLS, hosts, ports or workloads.

## Why it is bad
Kubernetes drops what it does not know, and neither it nor Istio says so: names are not verified, a Secret is not
used, a rule is for all pods instead of some.

## Example
```python
import pulumi

pulumi.CustomResource(
    "kubernetes:networking.istio.io/v1:DestinationRule",
    "payments",  # violates
    {
        "metadata": {"name": "payments", "namespace": "shop"},
        "spec": {
            "host": "api.example.com",
            "trafficPolicy": {
                "tls": {"mode": "SIMPLE", "sni": "api.example.com", "subjectAltName": ["api.example.com"]},
            },
        },
    },
)
```

## Use instead
Write the field's own name.
```python
pulumi.CustomResource(
    "kubernetes:networking.istio.io/v1:DestinationRule",
    "payments",
    {
        "metadata": {"name": "payments", "namespace": "shop"},
        "spec": {
            "host": "api.example.com",
            "trafficPolicy": {
                "tls": {"mode": "SIMPLE", "sni": "api.example.com", "subjectAltNames": ["api.example.com"]},
            },
        },
    },
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...facts.istio_fields import istio_fields, meant_field
from ...model import UNKNOWN, AnyIstioObject, Undecided
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    on=AnyIstioObject,
    level=Level.MANDATORY,
    severity=Severity.HIGH,
    outcome=Outcome.INSECURE,
    since="0.1.0",
    references=(
        "https://istio.io/latest/docs/reference/config/networking/",
        "https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#field-pruning",
    ),
)
def check(found: AnyIstioObject) -> Iterator[Violation]:
    unclear = found.raw("spec") is UNKNOWN
    for path, place, values in _objects(found.raw("spec"), "spec", "", found.kind_name):
        for written in values:
            if meant := meant_field(str(written), istio_fields(found.kind_name)[place]):
                yield Violation(
                    found,
                    f"{path}.{written}",
                    f"{found.label} has {path}.{written}, which is no field; {meant} is one.",
                    "Kubernetes drops the value without a word, and Istio acts as if it were not there.",
                    f"write {meant} in place of {written} in {path}.",
                )
            unclear = unclear or (
                values[written] is UNKNOWN and _below(place, written) in istio_fields(found.kind_name)
            )
    if unclear:
        raise Undecided(found, "a part of spec")


def _objects(values: Any, path: str, place: str, kind: str) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Every object whose fields are in the table, with its path and its place there."""
    if isinstance(values, list):
        for index, element in enumerate(values):
            yield from _objects(element, f"{path}[{index}]", place, kind)
    elif isinstance(values, dict) and place in istio_fields(kind):
        yield path, place, values
        for name, inner in values.items():
            yield from _objects(inner, f"{path}.{name}", _below(place, name), kind)


def _below(place: str, name: str) -> str:
    return f"{place}.{name}" if place else name
