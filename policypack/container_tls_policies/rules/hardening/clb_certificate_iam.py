"""A Classic Load Balancer should have a certificate of ACM.

## What it does
Reports listeners of Classic Load Balancers whose certificate was uploaded to IAM. It is off by default: not every
certificate can come from ACM.

## Why it is bad
ACM renews what it issues, and keeps its key. A certificate of IAM has to be replaced by hand before it expires, and its
key was in somebody's hands.

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
            "instance_port": 8443,
            "instance_protocol": "https",
            "ssl_certificate_id": "arn:aws:iam::123456789012:server-certificate/shared",
        }
    ],
)
```

## Use instead
A certificate that ACM issued, or that was imported there.
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


@rule(
    on=ClassicLoadBalancer,
    level=Level.DISABLED,
    severity=Severity.LOW,
    outcome=Outcome.LATER,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/ssl-server-cert.html",
        "https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html",
    ),
)
def check(balancer: ClassicLoadBalancer) -> Iterator[Violation]:
    for listener in those(balancer.listeners, lambda listener: listener.has_certificate_of_iam):
        yield Violation(
            balancer,
            listener.path_of("sslCertificateId"),
            f"{listener.path} of {balancer.label} has a certificate that was uploaded to IAM.",
            "Nothing renews it: once it has expired, clients refuse to connect.",
            "set sslCertificateId (ssl_certificate_id) to the ARN of a certificate of ACM.",
        )
