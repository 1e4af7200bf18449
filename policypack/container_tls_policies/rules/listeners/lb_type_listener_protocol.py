"""A listener must have a protocol of its load balancer's type.

## What it does
Reports listeners of an Application Load Balancer with another protocol than HTTP and HTTPS, and listeners of a Network
Load Balancer with one of these, or without any. The type is that of the load balancer in the stack, or what the ARN
of another says.

Without `protocol`, a listener of an Application Load Balancer has HTTP. Gateway Load Balancers have no protocol at all.

## Why it is bad
AWS refuses the listener: "Listener protocol 'TCP' must be one of 'HTTPS, HTTP'". TLS is called HTTPS on an Application
Load Balancer, and TLS on a Network Load Balancer.

## Example
```python
import pulumi_aws as aws

aws.lb.Listener(
    "https",  # violates
    load_balancer_arn="arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/shared/0123456789abcdef",
    port=443,
    protocol="TLS",
    ssl_policy="ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
    certificate_arn="arn:aws:acm:us-east-1:123456789012:certificate/shared",
    default_actions=[
        {"type": "fixed-response", "fixed_response": {"content_type": "text/plain", "status_code": "404"}}
    ],
)
```

## Use instead
The protocol that the other type calls by another name.
```python
aws.lb.Listener(
    "https",
    load_balancer_arn="arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/shared/0123456789abcdef",
    port=443,
    protocol="HTTPS",
    ssl_policy="ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
    certificate_arn="arn:aws:acm:us-east-1:123456789012:certificate/shared",
    default_actions=[
        {"type": "fixed-response", "fixed_response": {"content_type": "text/plain", "status_code": "404"}}
    ],
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import Listener
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

_application = ("HTTP", "HTTPS")
_network = ("TCP", "TLS", "UDP", "TCP_UDP")


@rule(
    on=Listener,
    level=Level.MANDATORY,
    severity=Severity.HIGH,
    outcome=Outcome.REJECTED,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-listeners.html",
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-listeners.html",
    ),
)
def check(listener: Listener) -> Iterator[Violation]:
    protocol = listener.protocol if listener.states("protocol") else None
    if protocol not in (*_application, *_network, None):
        return
    kind = listener.load_balancer_type
    if kind == "application" and protocol in _network:
        expected = "HTTPS" if protocol == "TLS" else "HTTP"
    elif kind == "network" and (protocol is None or protocol in _application):
        expected = "TLS" if protocol == "HTTPS" else "TCP"
    else:
        return
    found = f"the protocol {protocol}" if protocol else "no protocol"
    yield Violation(
        listener,
        "protocol",
        f"{listener.label} of a load balancer of type {kind} has {found}.",
        f"AWS refuses the listener: load balancers of this type have {', '.join(_of(kind))}.",
        f'set protocol to "{expected}", or loadBalancerType (load_balancer_type) of the load balancer to the '
        "other type.",
    )


def _of(kind: str) -> tuple[str, ...]:
    return _application if kind == "application" else _network
