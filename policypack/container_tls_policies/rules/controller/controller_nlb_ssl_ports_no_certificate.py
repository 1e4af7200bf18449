"""A Service that names ports with TLS should name a certificate.

## What it does
Reports Services of type LoadBalancer, also in values of charts, with
`service.beta.kubernetes.io/aws-load-balancer-ssl-ports` and without `ssl-cert` beside it. A Service with neither passes
TLS through to its pods, and is right.

## Why it is bad
Without a certificate `ssl-ports` has no effect: the listeners are TCP, and the load balancer passes on what comes in.
Pods that expect it to end TLS get handshakes that they cannot read.

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
                f"{nlb}ssl-ports": "443",
            }
        },
        "spec": {"type": "LoadBalancer", "loadBalancerClass": "service.k8s.aws/nlb", "ports": [{"port": 443}]},
    },
)
```

## Use instead
A certificate for these ports; or no `ssl-ports`, to pass TLS through.
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
        "spec": {"type": "LoadBalancer", "loadBalancerClass": "service.k8s.aws/nlb", "ports": [{"port": 443}]},
    },
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ...model import KubernetesService, service_prefix
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


key: Final = f"{service_prefix}ssl-ports"
certificate_key: Final = f"{service_prefix}ssl-cert"


@rule(
    on=KubernetesService,
    level=Level.ADVISORY,
    severity=Severity.MEDIUM,
    outcome=Outcome.BROKEN,
    since="0.1.0",
    references=("https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/service/annotations/",),
)
def check(service: KubernetesService) -> Iterator[Violation]:
    if not service.gives_list(key) or service.gives_list(certificate_key) or not service.is_load_balancer:
        return
    if service.lacks(certificate_key):
        yield Violation(
            service,
            f"metadata.annotations.{key}",
            f"{service.label} has {key} and no {certificate_key}.",
            "The listeners are TCP, and the load balancer passes TLS on to the pods as it comes in.",
            f"set {certificate_key} to the ARN of a certificate; or remove {key}, where the pods end TLS.",
        )
