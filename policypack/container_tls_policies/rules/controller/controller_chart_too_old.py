"""The AWS Load Balancer Controller should be new enough for what the stack uses.

## What it does
Reports releases and charts of the controller with an exact `version` that does not know an annotation, a Helm value, or
a property of IngressClassParams and LoadBalancerConfigurations that the stack uses. Chart 1.x has version 2.x of the
controller. Not looked at are stacks with several controllers, and controllers with an image of their own.

## Why it is bad
The controller ignores annotations and values that it does not know, without a word, and the API server drops unknown
properties: the setting is as if it were absent.

## Example
```python
import pulumi

controller = pulumi.CustomResource(
    "kubernetes:helm.sh/v3:Release",
    "controller",  # violates
    {"chart": "aws-load-balancer-controller", "version": "1.7.2", "values": {"clusterName": "shop"}},
)
pulumi.CustomResource(
    "kubernetes:networking.k8s.io/v1:Ingress",
    "shop",
    {
        "metadata": {"annotations": {"alb.ingress.kubernetes.io/security-group-prefix-lists": "pl-0123456789abcdef0"}},
        "spec": {"ingressClassName": "alb", "defaultBackend": {"service": {"name": "shop", "port": {"number": 80}}}},
    },
    pulumi.ResourceOptions(depends_on=[controller]),
)
```

## Use instead
A version that has it.
```python
controller = pulumi.CustomResource(
    "kubernetes:helm.sh/v3:Release",
    "controller",
    {"chart": "aws-load-balancer-controller", "version": "3.5.0", "values": {"clusterName": "shop"}},
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import HelmChart, controllers, features
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    on=HelmChart,
    level=Level.ADVISORY,
    severity=Severity.HIGH,
    outcome=Outcome.INSECURE,
    since="0.1.0",
    references=(
        "https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/",
        "https://github.com/kubernetes-sigs/aws-load-balancer-controller/releases",
    ),
)
def check(chart: HelmChart) -> Iterator[Violation]:
    if not chart.installs_load_balancer_controller or chart.stack.leaves_out(HelmChart):
        return
    if len(controllers(chart, lambda _: True)) > 1:
        return
    installed = chart.controller_version
    missing = [] if installed is None else [found for found in features(chart.stack) if found.since > installed]
    if not missing or installed is None:
        return
    newest = max(missing, key=lambda found: found.since)
    others = f" and {len(missing) - 1} more" if len(missing) > 1 else ""
    yield Violation(
        chart,
        "version",
        f"{chart.label} installs version {_text(installed)} of the controller, which does not know {newest.key} of "
        f"{newest.of.label}{others}: it has it from {_text(newest.since)} on.",
        "The controller ignores it without a word.",
        f"set version to a chart of controller {_text(newest.since)} or later.",
    )


def _text(version: tuple[int, int]) -> str:
    return ".".join(map(str, version))
