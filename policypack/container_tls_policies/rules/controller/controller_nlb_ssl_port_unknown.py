"""The annotation `ssl-ports` of a Service must name ports that the Service has.

## What it does
Reports Services that say that their load balancer is the AWS Load Balancer Controller's, and whose annotation
`service.beta.kubernetes.io/aws-load-balancer-ssl-ports` has an entry that is neither the name nor the number of one of
their ports. `*`, as the cloud provider of Kubernetes has it for all ports, is none either.

## Why it is bad
The controller refuses to build the load balancer ("Unused port in ssl-ports annotation"), and creates and updates
nothing of it.

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
                f"{nlb}ssl-ports": "https",
            }
        },
        "spec": {
            "type": "LoadBalancer",
            "loadBalancerClass": "service.k8s.aws/nlb",
            "ports": [{"name": "web", "port": 443}],
        },
    },
)
```

## Use instead
The name or the number of a port.
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
            "ports": [{"name": "web", "port": 443}],
        },
    },
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ...model import KubernetesService, service_prefix, some
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


key: Final = f"{service_prefix}ssl-ports"


@rule(
    on=KubernetesService,
    level=Level.MANDATORY,
    severity=Severity.HIGH,
    outcome=Outcome.BROKEN,
    since="0.1.0",
    references=("https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/service/annotations/",),
)
def check(service: KubernetesService) -> Iterator[Violation]:
    if service.is_patch or service.spec is None or not service.gives_list(key):
        return
    ports = service.spec.ports
    if not service.is_made_by_this_controller:
        return
    for entry in filter(None, map(str.strip, (service.annotation(key) or "").split(","))):
        named = [lambda port=port, entry=entry: port.port_name == entry for port in ports]
        numbered = [lambda port=port, entry=entry: str(port.port) == entry for port in ports]
        if not some([*named, *numbered]):
            yield Violation(
                service,
                f"metadata.annotations.{key}",
                f'{service.label} has "{entry}" in {key}, which is neither name nor number of one of its ports.',
                "The controller refuses to build the load balancer, and creates and updates nothing of it.",
                f"name ports of spec.ports in {key}, separated by commas.",
            )
