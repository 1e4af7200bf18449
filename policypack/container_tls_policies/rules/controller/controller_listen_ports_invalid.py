"""The annotation `listen-ports` of an Ingress must be a list of HTTP and HTTPS ports in JSON.

## What it does
Reports Ingresses, also in values of charts, whose annotation `alb.ingress.kubernetes.io/listen-ports` the controller
cannot read: text that is not JSON, an empty list, a protocol other than `HTTP` and `HTTPS`, a port that is not a number
from 1 to 65535.

## Why it is bad
The controller fails on it, and creates and updates nothing of the load balancer, nor for the other Ingresses of its
group.

## Example
```python
import pulumi

pulumi.CustomResource(
    "kubernetes:networking.k8s.io/v1:Ingress",
    "shop",  # violates
    {
        "metadata": {
            "annotations": {
                "alb.ingress.kubernetes.io/listen-ports": "HTTP:80,HTTPS:443",
                "alb.ingress.kubernetes.io/certificate-arn": "arn:aws:acm:us-east-1:123456789012:certificate/shared",
            }
        },
        "spec": {"ingressClassName": "alb", "defaultBackend": {"service": {"name": "shop", "port": {"number": 80}}}},
    },
)
```

## Use instead
One object for each listener.
```python
pulumi.CustomResource(
    "kubernetes:networking.k8s.io/v1:Ingress",
    "shop",
    {
        "metadata": {
            "annotations": {
                "alb.ingress.kubernetes.io/listen-ports": '[{"HTTP": 80}, {"HTTPS": 443}]',
                "alb.ingress.kubernetes.io/ssl-redirect": "443",
                "alb.ingress.kubernetes.io/certificate-arn": "arn:aws:acm:us-east-1:123456789012:certificate/shared",
                "alb.ingress.kubernetes.io/ssl-policy": "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
            }
        },
        "spec": {"ingressClassName": "alb", "defaultBackend": {"service": {"name": "shop", "port": {"number": 80}}}},
    },
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import Ingress, ingress_prefix, stated_listeners
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    on=Ingress,
    level=Level.MANDATORY,
    severity=Severity.HIGH,
    outcome=Outcome.BROKEN,
    since="0.1.0",
    references=("https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/",),
)
def check(ingress: Ingress) -> Iterator[Violation]:
    stated = stated_listeners(ingress)
    if stated is not None and stated.objection:
        key = f"{ingress_prefix}listen-ports"
        yield Violation(
            ingress,
            f"metadata.annotations.{key}",
            f"{ingress.label} has the annotation {key}, which {stated.objection}.",
            "The controller fails to parse it, and creates and updates nothing of the load balancer, nor of the group "
            "that it shares.",
            f"""set {key} to JSON such as '[{{"HTTP": 80}}, {{"HTTPS": 443}}]'.""",
        )
