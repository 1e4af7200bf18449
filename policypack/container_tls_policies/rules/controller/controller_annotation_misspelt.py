"""Annotations that protect a load balancer of the AWS Load Balancer Controller must have their right names.

## What it does
Reports annotations of Ingresses and Services, also in values of charts, whose names the controller does not read and
which can only mean one that limits or encrypts the traffic: `security-group` for `security-groups`, `ssl-cert` for
`certificate-arn`. Where the object has the right one as well, and for all other names, see
`controller-annotation-unknown`.

## Why it is bad
The controller ignores annotations that it does not know, without a word. The setting is then absent: without security
groups or address ranges the load balancer is open to everybody, without a certificate it speaks plaintext.

## Example
```python
import pulumi

pulumi.CustomResource(
    "kubernetes:networking.k8s.io/v1:Ingress",
    "shop",  # violates
    {
        "metadata": {"annotations": {"alb.ingress.kubernetes.io/security-group": "sg-0123456789abcdef0"}},
        "spec": {"ingressClassName": "alb", "defaultBackend": {"service": {"name": "shop", "port": {"number": 80}}}},
    },
)
```

## Use instead
The name as the controller's documentation has it.
```python
pulumi.CustomResource(
    "kubernetes:networking.k8s.io/v1:Ingress",
    "shop",
    {
        "metadata": {"annotations": {"alb.ingress.kubernetes.io/security-groups": "sg-0123456789abcdef0"}},
        "spec": {"ingressClassName": "alb", "defaultBackend": {"service": {"name": "shop", "port": {"number": 80}}}},
    },
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import CustomGroupsOwner, controller_annotations
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    on=CustomGroupsOwner,
    level=Level.MANDATORY,
    severity=Severity.HIGH,
    outcome=Outcome.INSECURE,
    since="0.1.0",
    references=(
        "https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/",
        "https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/service/annotations/",
    ),
)
def check(owner: CustomGroupsOwner) -> Iterator[Violation]:
    for found in controller_annotations(owner):
        meant = None if found.is_read else found.protection_meant
        if meant and owner.has_annotation(found.key) and not owner.has_annotation(meant):
            yield Violation(
                owner,
                f"metadata.annotations.{found.key}",
                f"{owner.label} has the annotation {found.key}, which the controller does not read; {meant} is meant.",
                "The controller ignores it, and makes the load balancer as if nothing had been said.",
                f"rename the annotation to {meant}.",
            )
