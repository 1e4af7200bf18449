"""Members of an IngressGroup with a port in common must let in the same clients there.

## What it does
Reports Ingresses of one IngressGroup that listen on a common port and name different address ranges for its clients, in
the annotation `alb.ingress.kubernetes.io/inbound-cidrs` or in `spec.inboundCIDRs` of the IngressClassParams, which win.
Order does not matter, and a member without ranges takes over those of the others. Prefix lists are added up and are not
compared. The port is 80 or, with a certificate, 443, unless `alb.ingress.kubernetes.io/listen-ports` says otherwise.

The group is that of the annotation `alb.ingress.kubernetes.io/group.name` or of the class; members in other stacks are
not seen.

## Why it is bad
The ranges are not added up: a port of the shared load balancer has one list of clients. At two different ones the
controller stops with "conflicting inbound-cidrs" and updates nothing for any member of the group.

## Example
```python
import pulumi

ingress = "kubernetes:networking.k8s.io/v1:Ingress"
cart = {
    "alb.ingress.kubernetes.io/group.name": "shop",
    "alb.ingress.kubernetes.io/listen-ports": '[{"HTTPS": 443}]',
    "alb.ingress.kubernetes.io/inbound-cidrs": "10.0.0.0/8",
}
orders = {**cart, "alb.ingress.kubernetes.io/inbound-cidrs": "10.0.0.0/8, 192.0.2.0/24"}
pulumi.CustomResource(ingress, "cart", {"metadata": {"annotations": cart}, "spec": {"ingressClassName": "alb"}})
pulumi.CustomResource(
    ingress,
    "orders",  # violates
    {"metadata": {"annotations": orders}, "spec": {"ingressClassName": "alb"}},
)
```

## Use instead
Name all clients of the load balancer in every member, or in one. Who may not share clients needs another group.
```python
cart = {
    "alb.ingress.kubernetes.io/group.name": "shop",
    "alb.ingress.kubernetes.io/listen-ports": '[{"HTTPS": 443}]',
    "alb.ingress.kubernetes.io/inbound-cidrs": "10.0.0.0/8, 192.0.2.0/24",
}
orders = cart
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import Ingress, disagreement, inbound_cidrs, listen_ports, place_of_clients
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
        "https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/#ingressgroup",
        "https://github.com/kubernetes-sigs/aws-load-balancer-controller/issues/1486",
    ),
)
def check(ingress: Ingress) -> Iterator[Violation]:
    if found := disagreement(ingress, ingress.ranges_key, _clients):
        own, others = len(found.own_value), len(found.other_value)
        only = len(found.own_value - found.other_value)
        yield Violation(
            ingress,
            ingress.ranges_key,
            f"{ingress.label} lets in {_text(own)} on port {found.key}, and {found.other.label} of the same "
            f"IngressGroup {found.group.name} lets in {_text(others)}, {own - only} of them the same.",
            'The controller stops with "conflicting inbound-cidrs" and updates nothing for any member of the group.',
            f"name the same ranges in {place_of_clients(ingress)} and for every other member on the port.",
        )


def _clients(ingress: Ingress) -> dict[int, frozenset[str]]:
    clients = inbound_cidrs(ingress)
    return dict.fromkeys(sorted(listen_ports(ingress)), clients) if clients else {}


def _text(count: int) -> str:
    return "1 address range" if count == 1 else f"{count} address ranges"
