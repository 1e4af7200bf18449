"""TLS from a Network Load Balancer of the controller to pods must be asked for with `ssl`.

## What it does
Reports Services with a certificate, also in values of charts, that say that their load balancer is the AWS Load
Balancer Controller's, and whose annotation `service.beta.kubernetes.io/aws-load-balancer-backend-protocol` is `https`,
`tls`, or `ssl` in capital letters. Services that do not say so are left alone: for a Classic Load Balancer the cloud
provider of Kubernetes reads `https` too.

## Why it is bad
The controller compares the value with `ssl`, and takes everything else as TCP. The load balancer ends TLS, and sends
the pods plaintext, where they expect TLS.

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
                f"{nlb}backend-protocol": "https",
            }
        },
        "spec": {"type": "LoadBalancer", "loadBalancerClass": "service.k8s.aws/nlb", "ports": [{"port": 443}]},
    },
)
```

## Use instead
The word that this controller knows.
```python
pulumi.CustomResource(
    "kubernetes:core/v1:Service",
    "shop",
    {
        "metadata": {
            "annotations": {
                f"{nlb}ssl-cert": "arn:aws:acm:us-east-1:123456789012:certificate/shared",
                f"{nlb}ssl-negotiation-policy": "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
                f"{nlb}backend-protocol": "ssl",
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


key: Final = f"{service_prefix}backend-protocol"


@rule(
    on=KubernetesService,
    level=Level.MANDATORY,
    severity=Severity.HIGH,
    outcome=Outcome.BROKEN,
    since="0.1.0",
    references=("https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/service/annotations/",),
)
def check(service: KubernetesService) -> Iterator[Violation]:
    stated = service.annotation(key)
    if stated is None or stated == "ssl" or stated.lower() not in ("ssl", "tls", "https"):
        return
    if service.gives_list(f"{service_prefix}ssl-cert") and service.is_made_by_this_controller:
        yield Violation(
            service,
            f"metadata.annotations.{key}",
            f'{service.label} has {key} "{stated}", which the controller takes as TCP: it knows only "ssl".',
            "The load balancer ends TLS and sends plaintext to the pods, which expect TLS.",
            f'set {key} to "ssl".',
        )
