"""A Network Load Balancer with IPv4 addresses only must not name IPv6 clients.

## What it does
Reports Services of the AWS Load Balancer Controller whose clients, in `spec.loadBalancerSourceRanges` or in
`service.beta.kubernetes.io/load-balancer-source-ranges`, have an IPv6 range, and whose
`aws-load-balancer-ip-address-type` is not `dualstack`. It looks only at Services that say that the controller makes
their load balancer, by `spec.loadBalancerClass` or `aws-load-balancer-type`, and that name no security groups.
Ingresses are a matter of `controller-inbound-cidrs-ipv6-only`.

## Why it is bad
The controller stops with "unsupported v6 cidr … when lb is not dualstack". The load balancer is not created, and an
existing one gets no change any more.

## Example
```python
import pulumi

annotations = {"service.beta.kubernetes.io/aws-load-balancer-scheme": "internal"}
pulumi.CustomResource(
    "kubernetes:core/v1:Service",
    "shop",  # violates
    {
        "metadata": {"annotations": annotations},
        "spec": {
            "type": "LoadBalancer",
            "loadBalancerClass": "service.k8s.aws/nlb",
            "loadBalancerSourceRanges": ["192.0.2.0/24", "2001:db8::/32"],
        },
    },
)
```

## Use instead
Make the load balancer dual stack, in subnets with IPv6 blocks; or leave the IPv6 ranges out.
```python
annotations = {
    "service.beta.kubernetes.io/aws-load-balancer-scheme": "internal",
    "service.beta.kubernetes.io/aws-load-balancer-ip-address-type": "dualstack",
}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import KubernetesService, every
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    on=KubernetesService,
    level=Level.MANDATORY,
    severity=Severity.HIGH,
    outcome=Outcome.BROKEN,
    since="0.1.0",
    references=(
        "https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/service/annotations/#lb-source-ranges",
        "https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/service/annotations/#ip-address-type",
    ),
)
def check(service: KubernetesService) -> Iterator[Violation]:
    if every(
        [
            lambda: service.gives_ranges,
            lambda: service.has_managed_group,
            lambda: not service.is_dualstack,
            lambda: service.some_range(lambda known: ":" in known),
        ]
    ):
        count = sum(":" in known for known in service.known_ranges)
        yield Violation(
            service,
            service.ranges_key,
            f"{service.label} names IPv6 clients in {service.ranges_key} ({count} of {len(service.ranges)} ranges), "
            "and its load balancer has IPv4 addresses only.",
            "The controller refuses the Service: its load balancer is not created, or not changed any more.",
            f'set {service.address_type_key} to "dualstack", or remove the IPv6 ranges from {service.ranges_key}.',
        )
