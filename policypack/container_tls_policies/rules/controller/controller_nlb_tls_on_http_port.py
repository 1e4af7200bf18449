"""A certificate of a Network Load Balancer must not turn its HTTP port to TLS.

## What it does
Reports Services with a certificate and without
`service.beta.kubernetes.io/aws-load-balancer-ssl-ports` that have port 80 beside others, and say that their load
balancer is the AWS Load Balancer Controller's.

## Why it is bad
Without `ssl-ports` the controller makes every TCP port a TLS listener. Clients that speak HTTP to port 80, to be
redirected, get no answer.

## Example
```python
import pulumi

nlb = "service.beta.kubernetes.io/aws-load-balancer-"
pulumi.CustomResource(
    "kubernetes:core/v1:Service",
    "shop",  # violates
    {
        "metadata": {
            "annotations": {
                f"{nlb}ssl-cert": "arn:aws:acm:us-east-1:123456789012:certificate/shared",
                f"{nlb}ssl-negotiation-policy": "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
            }
        },
        "spec": {
            "type": "LoadBalancer",
            "loadBalancerClass": "service.k8s.aws/nlb",
            "ports": [{"name": "http", "port": 80}, {"name": "https", "port": 443}],
        },
    },
)
```

## Use instead
The ports on which the load balancer ends TLS.
```python
pulumi.CustomResource(
    "kubernetes:core/v1:Service",
    "shop",
    {
        "metadata": {
            "annotations": {
                f"{nlb}ssl-cert": "arn:aws:acm:us-east-1:123456789012:certificate/shared",
                f"{nlb}ssl-negotiation-policy": "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
                f"{nlb}ssl-ports": "443",
            }
        },
        "spec": {
            "type": "LoadBalancer",
            "loadBalancerClass": "service.k8s.aws/nlb",
            "ports": [{"name": "http", "port": 80}, {"name": "https", "port": 443}],
        },
    },
)
```
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from ...model import KubernetesService, ServicePort, service_prefix, some
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


key: Final = f"{service_prefix}ssl-ports"


@rule(
    on=KubernetesService,
    level=Level.MANDATORY,
    severity=Severity.MEDIUM,
    outcome=Outcome.BROKEN,
    since="0.1.0",
    references=("https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/service/annotations/",),
)
def check(service: KubernetesService) -> Iterator[Violation]:
    if service.spec is None or not service.gives_list(f"{service_prefix}ssl-cert") or service.gives_list(key):
        return
    ports = service.spec.ports
    if len(ports) < 2 or not some([partial(_is_http, port) for port in ports]):
        return
    if service.is_made_by_this_controller and service.lacks(key):
        yield Violation(
            service,
            f"metadata.annotations.{key}",
            f"{service.label} has a certificate and no {key}, so that port 80 is TLS as well.",
            "Clients that speak HTTP to port 80 get no answer.",
            f'set {key} to the ports with TLS, for example "443".',
        )


def _is_http(port: ServicePort) -> bool:
    return port.port == 80 and port.protocol == "TCP"
