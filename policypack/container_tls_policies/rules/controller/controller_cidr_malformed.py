"""Clients of a load balancer must be named by address ranges that can be read.

## What it does
Reports Ingresses, Services and LoadBalancerConfigurations in whose list of clients an entry is no range in CIDR
notation: a single address without its length, a length that is too large, a name. The lists are
`alb.ingress.kubernetes.io/inbound-cidrs`, `spec.loadBalancerSourceRanges` or
`service.beta.kubernetes.io/load-balancer-source-ranges`, and `spec.sourceRanges`. An Ingress is not reported where its
class has ranges of its own, which take the place of the annotation. IngressClassParams are a matter of
`controller-class-cidr-malformed`.

## Why it is bad
The controller stops at the entry, and nothing of the load balancer is deployed: for an Ingress, nothing of any member
of its IngressGroup. Kubernetes itself refuses the Service.

## Example
```python
import pulumi

annotations = {"alb.ingress.kubernetes.io/inbound-cidrs": "10.0.0.0/8, 192.0.2.17"}
pulumi.CustomResource(
    "kubernetes:networking.k8s.io/v1:Ingress",
    "shop",  # violates
    {"metadata": {"annotations": annotations}, "spec": {"ingressClassName": "alb"}},
)
```

## Use instead
Write single addresses with their full length, 32 for IPv4 and 128 for IPv6.
```python
annotations = {"alb.ingress.kubernetes.io/inbound-cidrs": "10.0.0.0/8, 192.0.2.17/32"}
```
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...model import CustomGroupsOwner, class_has_ranges, is_cidr
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    on=CustomGroupsOwner,
    level=Level.MANDATORY,
    severity=Severity.HIGH,
    outcome=Outcome.BROKEN,
    since="0.1.0",
    references=(
        "https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/#inbound-cidrs",
        "https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/service/annotations/#lb-source-ranges",
    ),
)
def check(owner: CustomGroupsOwner) -> Iterator[Violation]:
    if not owner.gives_ranges or not owner.some_range(_is_wrong) or class_has_ranges(owner):
        return
    place, wrong = next((place, known) for place, known in enumerate(owner.known_ranges, start=1) if _is_wrong(known))
    shown = f" ({wrong})" if re.fullmatch(r"[0-9a-f.:/]{1,45}", wrong) else ""
    hint = ", which lacks its length" if "/" not in wrong and is_cidr(f"{wrong}/0") else ""
    yield Violation(
        owner,
        owner.ranges_key,
        f"{owner.label} has an entry in {owner.ranges_key} that is no address range: number {place}{shown}{hint}.",
        "The entry is refused, and nothing of the load balancer is deployed; an IngressGroup stops for all members.",
        "write every client as a network with its length, as in 10.0.0.0/8, 192.0.2.17/32 or 2001:db8::/32.",
    )


def _is_wrong(known: str) -> bool:
    return not is_cidr(known)
