"""An Ingress with an HTTPS listener should name a certificate, or a host to find one by.

## What it does
Reports Ingresses with HTTPS in `listen-ports` that have no `alb.ingress.kubernetes.io/certificate-arn`, and no host in
`rules` or `tls` by which the controller could find a certificate in ACM. Not reported are Ingresses that ask the
controller for a certificate (`create-acm-cert`), those of a group, which use the certificates of all its members, and
those of a stack with settings of classes that name certificates. Those of a class outside the stack are not seen.

## Why it is bad
AWS refuses an HTTPS listener without a certificate, and the controller creates and updates nothing of the load
balancer.

## Example
```python
import pulumi

pulumi.CustomResource(
    "kubernetes:networking.k8s.io/v1:Ingress",
    "shop",  # violates
    {
        "metadata": {
            "annotations": {
                "alb.ingress.kubernetes.io/listen-ports": '[{"HTTPS": 443}]',
            }
        },
        "spec": {"ingressClassName": "alb", "defaultBackend": {"service": {"name": "shop", "port": {"number": 80}}}},
    },
)
```

## Use instead
Either a certificate, or a host: for that the controller finds the certificate by itself.
```python
pulumi.CustomResource(
    "kubernetes:networking.k8s.io/v1:Ingress",
    "shop",
    {
        "metadata": {
            "annotations": {
                "alb.ingress.kubernetes.io/listen-ports": '[{"HTTPS": 443}]',
            }
        },
        "spec": {"ingressClassName": "alb", "rules": [{"host": "shop.example.com"}]},
    },
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import Ingress, certificate_key, class_may_set, stated_listeners
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    on=Ingress,
    level=Level.ADVISORY,
    severity=Severity.HIGH,
    outcome=Outcome.REJECTED,
    since="0.1.0",
    references=(
        "https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/",
        "https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/cert_discovery/",
    ),
)
def check(ingress: Ingress) -> Iterator[Violation]:
    stated = stated_listeners(ingress)
    if ingress.is_patch or ingress.is_in_a_group or stated is None or not stated.ports_of("HTTPS"):
        return
    if ingress.has_annotation(certificate_key) or ingress.has_annotation("alb.ingress.kubernetes.io/create-acm-cert"):
        return
    if class_may_set(ingress, "certificateArn") or ingress.names_hosts:
        return
    port = stated.ports_of("HTTPS")[0]
    yield Violation(
        ingress,
        f"metadata.annotations.{certificate_key}",
        f"{ingress.label} has an HTTPS listener on port {port}, but neither a certificate nor a host to find one by.",
        "AWS refuses the listener, and the controller creates and updates nothing of the load balancer.",
        f"set {certificate_key} to the ARN of a certificate, or give a rule a host.",
    )
