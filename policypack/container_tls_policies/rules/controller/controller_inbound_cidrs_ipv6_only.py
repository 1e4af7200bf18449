"""A load balancer with IPv4 addresses only must let in IPv4 clients.

## What it does
Reports Ingresses whose clients, in `alb.ingress.kubernetes.io/inbound-cidrs` or in `spec.inboundCIDRs` of the
IngressClassParams, are IPv6 ranges only, while the load balancer has IPv4 addresses only: neither the Ingress, nor its
class, nor another member of its IngressGroup says `dualstack`. Nothing is said where prefix lists or security groups
are named, or where the class is not in this stack and may say `dualstack`, unless the Ingress itself says `ipv4`.

## Why it is bad
The controller leaves IPv6 ranges out on such a load balancer, without a word. Its security group is left without any
rule, and nobody gets in.

## Example
```python
import pulumi

office = pulumi.CustomResource(
    "kubernetes:networking.k8s.io/v1:IngressClass",
    "office",
    {"metadata": {"name": "office"}, "spec": {"controller": "ingress.k8s.aws/alb"}},
)
annotations = {"alb.ingress.kubernetes.io/inbound-cidrs": "2001:db8::/32"}
pulumi.CustomResource(
    "kubernetes:networking.k8s.io/v1:Ingress",
    "shop",  # violates
    {"metadata": {"annotations": annotations}, "spec": {"ingressClassName": "office"}},
)
```

## Use instead
Make the load balancer dual stack, in subnets with IPv6 blocks; or name IPv4 clients.
```python
annotations = {
    "alb.ingress.kubernetes.io/inbound-cidrs": "2001:db8::/32",
    "alb.ingress.kubernetes.io/ip-address-type": "dualstack",
}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import (
    Ingress,
    every,
    has_managed_group,
    inbound_cidrs,
    is_dualstack,
    may_have_settings_elsewhere,
    names_prefix_lists,
    place_of_clients,
)
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    on=Ingress,
    level=Level.MANDATORY,
    severity=Severity.HIGH,
    outcome=Outcome.BROKEN,
    since="0.1.0",
    references=(
        "https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/#inbound-cidrs",
        "https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/#ip-address-type",
    ),
)
def check(ingress: Ingress) -> Iterator[Violation]:
    if every(
        [
            lambda: _are_ipv6(inbound_cidrs(ingress)),
            lambda: has_managed_group(ingress),
            lambda: not is_dualstack(ingress),
            lambda: not names_prefix_lists(ingress),
            lambda: not may_have_settings_elsewhere(ingress) or ingress.annotation(ingress.address_type_key) == "ipv4",
        ]
    ):
        yield Violation(
            ingress,
            ingress.ranges_key,
            f"{ingress.label} lets in IPv6 ranges only ({len(inbound_cidrs(ingress))}), and its load balancer has IPv4 "
            "addresses only.",
            "The controller leaves IPv6 ranges out: the security group has no rule, and nobody gets in.",
            f'set {ingress.address_type_key} to "dualstack", or name IPv4 ranges in {place_of_clients(ingress)}.',
        )


def _are_ipv6(ranges: frozenset[str]) -> bool:
    return bool(ranges) and all(":" in known for known in ranges)
