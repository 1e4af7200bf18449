"""Clients of a class of Ingresses must be named by networks without host bits.

## What it does
Reports IngressClassParams in whose `spec.inboundCIDRs` an entry is no range in CIDR notation, or names a host and the
length of its network, such as `10.0.0.1/8`. For the annotation of an Ingress see `controller-cidr-malformed`.

## Why it is bad
The controller's webhook refuses the object, and the update fails. Where the webhook is not in force, the controller
stops at an entry that it cannot read, for every Ingress of the class.

## Example
```python
import pulumi

spec = {"inboundCIDRs": ["10.0.0.0/8", "192.0.2.17/24"]}
pulumi.CustomResource(
    "kubernetes:elbv2.k8s.aws/v1beta1:IngressClassParams",
    "office",  # violates
    {"metadata": {"name": "office"}, "spec": spec},
)
```

## Use instead
Write the first address of the network, or the full length for a single address.
```python
spec = {"inboundCIDRs": ["10.0.0.0/8", "192.0.2.0/24"]}
```
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...model import IngressClassParams, has_host_bits, is_cidr
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    on=IngressClassParams,
    level=Level.MANDATORY,
    severity=Severity.MEDIUM,
    outcome=Outcome.REJECTED,
    since="0.1.0",
    references=(
        "https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/ingress_class/#specinboundcidrs",
        "https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/#inbound-cidrs",
    ),
)
def check(params: IngressClassParams) -> Iterator[Violation]:
    for place, known in enumerate(params.inbound_cidrs, start=1):
        unreadable = not is_cidr(known)
        if unreadable or has_host_bits(known):
            shown = f" ({known})" if re.fullmatch(r"[0-9a-f.:/]{1,49}", known) else ""
            yield Violation(
                params,
                "spec.inboundCIDRs",
                f"{params.label} has an entry in spec.inboundCIDRs that "
                + ("is no address range" if unreadable else "is not the first address of its network")
                + f": number {place}{shown}.",
                "The controller's webhook refuses the object, and the update fails.",
                "write the first address of each network and its length, as in 10.0.0.0/8; for one address, 32 or, for "
                "IPv6, 128.",
            )
            return
