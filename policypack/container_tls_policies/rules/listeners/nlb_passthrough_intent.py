"""A listener where TLS is meant to be passed through must be TCP.

## What it does
Reports TLS listeners on ports for which a component says that TLS is passed through to containers: a port of
`container_tls.NetworkLoadBalancer`, or the one that a `container_tls.EcsService` takes.

Certificates, security policies and ALPN on TCP listeners belong to `plain-listener-tls-settings`. A TCP listener on 443
without any of these is what passthrough looks like.

## Why it is bad
The load balancer ends TLS with a certificate of its own and reads what was meant for the container alone. Client
certificates never get there, and the container sees a second TLS connection, or none, from a stranger.

## Example
```python
import pulumi
import pulumi_aws as aws

intent = {"passthroughPorts": {"orders": 443}}
edge = pulumi.ComponentResource("container-tls:index:NetworkLoadBalancer", "edge", intent)
balancer = aws.lb.LoadBalancer(
    "edge",
    load_balancer_type="network",
    subnets=["subnet-0a", "subnet-0b"],
    security_groups=["sg-0123456789abcdef0"],
    opts=pulumi.ResourceOptions(parent=edge),
)
group = aws.lb.TargetGroup(
    "orders",
    port=8443,
    protocol="TCP",
    target_type="ip",
    vpc_id="vpc-0123456789abcdef0",
    health_check={"protocol": "TCP"},
)
aws.lb.Listener(
    "orders",  # violates
    load_balancer_arn=balancer.arn,
    port=443,
    protocol="TLS",
    ssl_policy="ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
    certificate_arn="arn:aws:acm:us-east-1:123456789012:certificate/shared",
    default_actions=[{"type": "forward", "target_group_arn": group.arn}],
)
```

## Use instead
A TCP listener, without certificate and policy.
```python
aws.lb.Listener(
    "orders",
    load_balancer_arn=balancer.arn,
    port=443,
    protocol="TCP",
    default_actions=[{"type": "forward", "target_group_arn": group.arn}],
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import Listener, declares_passthrough, every
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    on=Listener,
    level=Level.MANDATORY,
    severity=Severity.CRITICAL,
    outcome=Outcome.INSECURE,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-listeners.html",
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-target-groups.html",
    ),
)
def check(listener: Listener) -> Iterator[Violation]:
    if every([lambda: listener.protocol == "TLS", lambda: declares_passthrough(listener)]):
        yield Violation(
            listener,
            "protocol",
            f"{listener.label} ends TLS on port {listener.port}, where a component declares that it is passed through.",
            "The load balancer shows its own certificate and decrypts what was meant for the container only.",
            'set protocol to "TCP", and remove certificateArn (certificate_arn), sslPolicy (ssl_policy) and alpnPolicy '
            "(alpn_policy).",
        )
