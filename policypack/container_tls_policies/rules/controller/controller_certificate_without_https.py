"""An Ingress with a certificate must listen with HTTPS.

## What it does
Reports Ingresses, also in values of charts, that name a certificate in `alb.ingress.kubernetes.io/certificate-arn`
while their `listen-ports` are HTTP only. Without `listen-ports` the controller listens with HTTPS on port 443. An
Ingress with actions of its own, which may redirect to another one, is not reported.

## Why it is bad
The certificate is not used: what clients send to this Ingress crosses the network in plaintext.

## Example
```python
import pulumi

pulumi.CustomResource(
    "kubernetes:networking.k8s.io/v1:Ingress",
    "shop",  # violates
    {
        "metadata": {
            "annotations": {
                "alb.ingress.kubernetes.io/listen-ports": '[{"HTTP": 80}]',
                "alb.ingress.kubernetes.io/certificate-arn": "arn:aws:acm:us-east-1:123456789012:certificate/shared",
            }
        },
        "spec": {"ingressClassName": "alb", "defaultBackend": {"service": {"name": "shop", "port": {"number": 80}}}},
    },
)
```

## Use instead
Both listeners, where the one with HTTP only redirects.
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

from ...model import Ingress, certificate_key, listen_ports_key, ssl_redirect_key, stated_listeners
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    on=Ingress,
    level=Level.MANDATORY,
    severity=Severity.CRITICAL,
    outcome=Outcome.INSECURE,
    since="0.1.0",
    references=("https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/",),
)
def check(ingress: Ingress) -> Iterator[Violation]:
    if not ingress.gives_list(certificate_key) or ingress.has_actions:
        return
    stated = stated_listeners(ingress)
    if stated is None or stated.objection or stated.ports_of("HTTPS"):
        return
    ports = ", ".join(map(str, stated.ports_of("HTTP")))
    yield Violation(
        ingress,
        f"metadata.annotations.{listen_ports_key}",
        f"{ingress.label} names a certificate in {certificate_key}, but {listen_ports_key} has HTTP only, on {ports}.",
        "The certificate is not used, and clients send everything in plaintext.",
        f"""set {listen_ports_key} to '[{{"HTTP": 80}}, {{"HTTPS": 443}}]', and {ssl_redirect_key} to "443".""",
    )
