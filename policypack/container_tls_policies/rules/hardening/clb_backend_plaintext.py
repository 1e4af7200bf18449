"""A Classic Load Balancer should speak TLS with its instances, too.

## What it does
Reports listeners of Classic Load Balancers for HTTPS or SSL that send to the instances in HTTP or TCP. It is off by
default: many let TLS end at the load balancer and trust the network behind it.

## Why it is bad
What clients send encrypted goes through the VPC in clear text.

## Example
```python
import pulumi_aws as aws

balancer = aws.elb.LoadBalancer(
    "shop",  # violates
    subnets=["subnet-0a", "subnet-0b"],
    listeners=[
        {
            "lb_port": 443,
            "lb_protocol": "https",
            "instance_port": 8080,
            "instance_protocol": "http",
            "ssl_certificate_id": "arn:aws:acm:us-east-1:123456789012:certificate/shared",
        }
    ],
)
```

## Use instead
The protocol of TLS on both sides, and instances that end it.
```python
balancer = aws.elb.LoadBalancer(
    "shop",
    subnets=["subnet-0a", "subnet-0b"],
    listeners=[
        {
            "lb_port": 443,
            "lb_protocol": "https",
            "instance_port": 8443,
            "instance_protocol": "https",
            "ssl_certificate_id": "arn:aws:acm:us-east-1:123456789012:certificate/shared",
        }
    ],
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import ClassicLoadBalancer, those
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model import ClassicListener


@rule(
    on=ClassicLoadBalancer,
    level=Level.DISABLED,
    severity=Severity.LOW,
    outcome=Outcome.INSECURE,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/elb-listener-config.html",
        "https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html",
    ),
)
def check(balancer: ClassicLoadBalancer) -> Iterator[Violation]:
    for listener in those(balancer.listeners, _is_plain_behind):
        secure = "https" if listener.protocol == "HTTPS" else "ssl"
        yield Violation(
            balancer,
            listener.path_of("instanceProtocol"),
            f"{listener.path} of {balancer.label} takes {listener.protocol} and sends {listener.instance_protocol} to "
            "the instances.",
            "Behind the load balancer, what clients send and get travels in clear text.",
            f'set instanceProtocol (instance_protocol) to "{secure}" and instancePort (instance_port) to a port on '
            "which the instances end TLS.",
        )


def _is_plain_behind(listener: ClassicListener) -> bool:
    return listener.ends_tls and listener.instance_protocol in ("HTTP", "TCP")
