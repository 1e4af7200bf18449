"""Annotations under the prefixes of the AWS Load Balancer Controller should be ones that it reads.

## What it does
Reports annotations of Ingresses and Services, also in values of charts, that begin with `alb.ingress.kubernetes.io/`
or `service.beta.kubernetes.io/aws-load-balancer-`, and that neither the controller nor Kubernetes' own cloud provider
reads, as of version 3.5 of the controller. What can only mean a protecting one is reported by
`controller-annotation-misspelt`.

## Why it is bad
The controller ignores annotations that it does not know, without a word: the setting is as if it were absent.

## Example
```python
import pulumi

pulumi.CustomResource(
    "kubernetes:networking.k8s.io/v1:Ingress",
    "shop",  # violates
    {
        "metadata": {"annotations": {"alb.ingress.kubernetes.io/health-check-path": "/healthz"}},
        "spec": {"ingressClassName": "alb", "defaultBackend": {"service": {"name": "shop", "port": {"number": 80}}}},
    },
)
```

## Use instead
The name as the controller's documentation has it. Names that another tool of yours reads, or that are newer than this
pack, are listed in this rule's option `allowedAnnotations`.
```python
pulumi.CustomResource(
    "kubernetes:networking.k8s.io/v1:Ingress",
    "shop",
    {
        "metadata": {"annotations": {"alb.ingress.kubernetes.io/healthcheck-path": "/healthz"}},
        "spec": {"ingressClassName": "alb", "defaultBackend": {"service": {"name": "shop", "port": {"number": 80}}}},
    },
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...model import CustomGroupsOwner, controller_annotations
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


@rule(
    on=CustomGroupsOwner,
    level=Level.ADVISORY,
    severity=Severity.MEDIUM,
    outcome=Outcome.BROKEN,
    since="0.1.0",
    references=(
        "https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/",
        "https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/service/annotations/",
    ),
    options={
        "allowedAnnotations": {
            "type": "array",
            "items": {"type": "string"},
            "default": [],
            "description": "Whole names of annotations to accept.",
        }
    },
)
def check(owner: CustomGroupsOwner, options: Mapping[str, Any]) -> Iterator[Violation]:
    for found in controller_annotations(owner):
        if found.is_read or found.key in options["allowedAnnotations"] or not owner.has_annotation(found.key):
            continue
        protection = found.protection_meant
        if protection and not owner.has_annotation(protection):
            continue
        yield Violation(
            owner,
            f"metadata.annotations.{found.key}",
            f"{owner.label} has the annotation {found.key}, which no known version of the controller reads.",
            "The controller ignores it, and makes the load balancer as if nothing had been said.",
            (f"rename the annotation to {found.meant}" if found.meant else "remove the annotation")
            + ", or accept it in this rule's option allowedAnnotations.",
        )
