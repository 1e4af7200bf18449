"""An Ingress on the internet should be served with HTTPS.

## What it does
Reports Ingresses with the scheme `internet-facing` that have neither `listen-ports` nor `certificate-arn`: the
controller then makes a listener for HTTP on port 80, and no other. HTTP in `listen-ports` belongs to
`controller-http-not-redirected`.

Not looked at are members of an IngressGroup, of which another may have the certificate, Ingresses with actions of their
own, values of charts, and stacks whose classes say anything of listeners or certificates.

## Why it is bad
Everything that clients send and get, passwords and cookies included, crosses the internet in clear text. The hosts in
`spec.tls` change nothing of that: the controller looks for their certificates only for listeners with HTTPS.

## Example
```python
import pulumi

pulumi.CustomResource(
    "kubernetes:networking.k8s.io/v1:Ingress",
    "shop",  # violates
    {
        "metadata": {
            "annotations": {
                "alb.ingress.kubernetes.io/scheme": "internet-facing",
            }
        },
        "spec": {"ingressClassName": "alb", "defaultBackend": {"service": {"name": "shop", "port": {"number": 80}}}},
    },
)
```

## Use instead
Both listeners, a redirect, and a certificate; without `certificate-arn` the controller looks for one by the hosts.
```python
pulumi.CustomResource(
    "kubernetes:networking.k8s.io/v1:Ingress",
    "shop",
    {
        "metadata": {
            "annotations": {
                "alb.ingress.kubernetes.io/scheme": "internet-facing",
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

from ...model import (
    Ingress,
    certificate_key,
    class_may_set,
    is_internet_facing,
    listen_ports_key,
    ssl_redirect_key,
)
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    on=Ingress,
    level=Level.ADVISORY,
    severity=Severity.HIGH,
    outcome=Outcome.INSECURE,
    since="0.1.0",
    references=(
        "https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/",
        "https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/cert_discovery/",
    ),
)
def check(ingress: Ingress) -> Iterator[Violation]:
    if ingress.is_patch or ingress.is_in_a_group or ingress.has_actions:
        return
    if ingress.has_annotation(listen_ports_key) or ingress.gives_list(certificate_key):
        return
    if any(class_may_set(ingress, key) for key in ("listenPorts", "certificateArn")):
        return
    if is_internet_facing(ingress):
        yield Violation(
            ingress,
            f"metadata.annotations.{listen_ports_key}",
            f"{ingress.label} is reached from the internet, with HTTP on port 80 only.",
            "What clients send and get crosses the internet in clear text, and can be read and changed on the way.",
            f'set {listen_ports_key} to [{{"HTTP": 80}}, {{"HTTPS": 443}}], {ssl_redirect_key} to "443", and '
            f"{certificate_key} to a certificate of ACM.",
        )
