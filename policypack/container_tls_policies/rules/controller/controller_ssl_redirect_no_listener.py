"""An Ingress that redirects to HTTPS should have an HTTPS listener on that port.

## What it does
Reports Ingresses, also in values of charts, whose annotation `alb.ingress.kubernetes.io/ssl-redirect` names a port on
which they have no HTTPS listener: `listen-ports` says otherwise, or nothing says that there is HTTPS at all, as there
is neither `listen-ports` nor a certificate. An Ingress of a group is not looked at where others of the group may have
the listener, and so may be members of a group that a class outside the stack makes.

## Why it is bad
The controller refuses to build the load balancer ("listener does not exist for SSLRedirect port"), and creates and
updates nothing of it.

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
                "alb.ingress.kubernetes.io/ssl-redirect": "443",
            }
        },
        "spec": {"ingressClassName": "alb", "defaultBackend": {"service": {"name": "shop", "port": {"number": 80}}}},
    },
)
```

## Use instead
A listener and a certificate for what is redirected.
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

from ...model import Ingress, certificate_key, ssl_redirect_key, stated_listeners
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    on=Ingress,
    level=Level.ADVISORY,
    severity=Severity.HIGH,
    outcome=Outcome.BROKEN,
    since="0.1.0",
    references=("https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/",),
)
def check(ingress: Ingress) -> Iterator[Violation]:
    port = ingress.annotation(ssl_redirect_key)
    if port is None or not port.isdecimal():
        return
    stated = stated_listeners(ingress)
    if stated is not None and (stated.objection or stated.protocols.get(int(port)) == "HTTPS"):
        return
    if stated is None and ingress.has_annotation(certificate_key):
        return
    is_http = stated is not None and int(port) in stated.protocols
    if not is_http and (ingress.is_in_a_group or (stated is None and not ingress.lacks(certificate_key))):
        return
    listeners = ", ".join(map(str, stated.protocols)) if stated else "80, as it has no certificate"
    yield Violation(
        ingress,
        f"metadata.annotations.{ssl_redirect_key}",
        f"{ingress.label} redirects to HTTPS on port {port}, but listens on {listeners}, and on {port} not with HTTPS.",
        "The controller refuses to build the load balancer, and creates and updates nothing of it.",
        f'add {{"HTTPS": {port}}} to alb.ingress.kubernetes.io/listen-ports, and a certificate.',
    )
