"""Boolean annotations of the AWS Load Balancer Controller must be booleans as Go reads them.

## What it does
Reports annotations of Ingresses and Services, also in values of charts, that only the controller reads, that have to be
booleans, and that are none of `1`, `t`, `T`, `true`, `True`, `TRUE` and `0`, `f`, `F`, `false`, `False`, `FALSE`:
`manage-backend-security-group-rules`, `enable-frontend-nlb`, `multi-cluster-target-group`,
`shield-advanced-protection`, `use-regex-path-match`, and for Services also `disable-nlb-sg` and
`enable-tcp-udp-listener`.

## Why it is bad
The controller fails on `yes` and `on`, and does so for the whole load balancer: nothing of it is created or updated,
for none of the Ingresses of a group.

## Example
```python
import pulumi

pulumi.CustomResource(
    "kubernetes:networking.k8s.io/v1:Ingress",
    "shop",  # violates
    {
        "metadata": {"annotations": {"alb.ingress.kubernetes.io/manage-backend-security-group-rules": "no"}},
        "spec": {"ingressClassName": "alb", "defaultBackend": {"service": {"name": "shop", "port": {"number": 80}}}},
    },
)
```

## Use instead
The text `"true"` or `"false"`.
```python
pulumi.CustomResource(
    "kubernetes:networking.k8s.io/v1:Ingress",
    "shop",
    {
        "metadata": {"annotations": {"alb.ingress.kubernetes.io/manage-backend-security-group-rules": "false"}},
        "spec": {"ingressClassName": "alb", "defaultBackend": {"service": {"name": "shop", "port": {"number": 80}}}},
    },
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import CustomGroupsOwner, Ingress, controller_annotations, ingress_prefix
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    on=CustomGroupsOwner,
    level=Level.MANDATORY,
    severity=Severity.HIGH,
    outcome=Outcome.BROKEN,
    since="0.1.0",
    references=("https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/",),
)
def check(owner: CustomGroupsOwner) -> Iterator[Violation]:
    for found in controller_annotations(owner):
        of_its_kind = isinstance(owner, Ingress) == (found.prefix == ingress_prefix)
        if not of_its_kind or found.suffix not in found.known.booleans:
            continue
        if owner.annotation(found.key) is not None and owner.flag(found.key) is None:
            yield Violation(
                owner,
                f"metadata.annotations.{found.key}",
                f"{owner.label} has the annotation {found.key}, whose value is not a boolean as Go reads it.",
                "The controller fails to parse it, and creates and updates nothing of the load balancer, nor of the "
                "group that it shares.",
                f'set {found.key} to "true" or "false".',
            )
