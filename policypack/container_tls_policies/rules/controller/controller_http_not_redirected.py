"""HTTP listeners of an Ingress should redirect to HTTPS.

## What it does
Reports Ingresses with HTTP in `alb.ingress.kubernetes.io/listen-ports` that do not redirect it: they have neither
`ssl-redirect` nor actions of their own. Not looked at are Ingresses without `listen-ports`, those of a group, where
any member may say it for all, values of charts that may say it elsewhere, and stacks whose classes redirect. HTTP only
with a certificate belongs to `controller-certificate-without-https`.

## Why it is bad
Whatever clients send to the HTTP listener, credentials and cookies included, crosses the network in plaintext.

## Example
```python
import pulumi

pulumi.CustomResource(
    "kubernetes:networking.k8s.io/v1:Ingress",
    "shop",  # violates
    {
        "metadata": {
            "annotations": {
                "alb.ingress.kubernetes.io/listen-ports": '[{"HTTP": 80}, {"HTTPS": 443}]',
                "alb.ingress.kubernetes.io/certificate-arn": "arn:aws:acm:us-east-1:123456789012:certificate/shared",
                "alb.ingress.kubernetes.io/ssl-policy": "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
            }
        },
        "spec": {"ingressClassName": "alb", "defaultBackend": {"service": {"name": "shop", "port": {"number": 80}}}},
    },
)
```

## Use instead
A redirect for everything that comes in with HTTP.
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

from ...model import Ingress, certificate_key, class_may_set, listen_ports_key, ssl_redirect_key, stated_listeners
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    on=Ingress,
    level=Level.ADVISORY,
    severity=Severity.MEDIUM,
    outcome=Outcome.INSECURE,
    since="0.1.0",
    references=("https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/",),
)
def check(ingress: Ingress) -> Iterator[Violation]:
    if ingress.is_patch or ingress.is_in_a_group or ingress.has_actions or ingress.has_annotation(ssl_redirect_key):
        return
    stated = stated_listeners(ingress)
    if stated is None or not stated.ports_of("HTTP") or class_may_set(ingress, "sslRedirectPort"):
        return
    ports, https = ", ".join(map(str, stated.ports_of("HTTP"))), stated.ports_of("HTTPS")
    if not https and ingress.gives_list(certificate_key):
        return
    yield Violation(
        ingress,
        f"metadata.annotations.{listen_ports_key}",
        f"{ingress.label} takes requests with HTTP on {ports}, and does not redirect them to HTTPS.",
        "What clients send there crosses the network in plaintext.",
        f'set {ssl_redirect_key} to "{https[0]}".'
        if https
        else f'add {{"HTTPS": 443}} to {listen_ports_key} and a certificate, and set {ssl_redirect_key} to "443".',
    )
