"""A Classic Load Balancer should take only TLS from its clients.

## What it does
Reports Classic Load Balancers with a listener for HTTP or TCP. They cannot redirect, so that HTTP is served wherever
it is taken. TCP on a port that ends with 443, such as 8443, is left alone: there the instances may end TLS themselves.

## Why it is bad
What clients send and get travels in clear text, also where an HTTPS listener stands beside it.

## Example
```python
import pulumi_aws as aws

balancer = aws.elb.LoadBalancer(
    "shop",  # violates
    subnets=["subnet-0a", "subnet-0b"],
    listeners=[{"lb_port": 80, "lb_protocol": "http", "instance_port": 8080, "instance_protocol": "http"}],
)
```

## Use instead
HTTPS or SSL with a certificate; better an Application Load Balancer, which redirects and knows TLS 1.3.
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
    level=Level.ADVISORY,
    severity=Severity.MEDIUM,
    outcome=Outcome.INSECURE,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/elb-listener-config.html",
        "https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html",
    ),
)
def check(balancer: ClassicLoadBalancer) -> Iterator[Violation]:
    for listener in those(balancer.listeners, _is_plain):
        yield Violation(
            balancer,
            listener.path_of("lbProtocol"),
            f"{balancer.label} takes {listener.protocol} on port {listener.port}.",
            "What clients send and get travels in clear text; a Classic Load Balancer cannot redirect to HTTPS.",
            'set lbProtocol (lb_protocol) to "https" or "ssl" and name a certificate, or move to an '
            "aws.lb.LoadBalancer.",
        )
        return


def _is_plain(listener: ClassicListener) -> bool:
    return listener.protocol == "HTTP" or (listener.protocol == "TCP" and not str(listener.port).endswith("443"))
