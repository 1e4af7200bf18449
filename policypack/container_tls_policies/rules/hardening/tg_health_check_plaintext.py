"""Health checks should use HTTPS.

## What it does
Reports target groups whose health checks do not, be it by a default. It is off by default: many check a plain HTTP port
on purpose, and containers that take TLS 1.3 only cannot be checked by HTTPS from a Network Load Balancer.

Groups for Lambda functions and Application Load Balancers are left out. What fails for certain, such as plain HTTP to a
port for TLS, belongs to `tg-tls-http-check`.

## Why it is bad
A health check in clear text says nothing of TLS: a certificate that has expired, or a server that has lost its key,
stays healthy. Whoever is on the way reads the path and the answer.

## Example
```python
import pulumi_aws as aws

aws.lb.TargetGroup(
    "shop",  # violates
    port=8443,
    protocol="HTTPS",
    target_type="ip",
    vpc_id="vpc-0123456789abcdef0",
    health_check={"protocol": "HTTP", "port": "8080", "path": "/health"},
)
```

## Use instead
Check in the protocol of the traffic.
```python
aws.lb.TargetGroup(
    "shop",
    port=8443,
    protocol="HTTPS",
    target_type="ip",
    vpc_id="vpc-0123456789abcdef0",
    health_check={"protocol": "HTTPS", "path": "/health"},
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import TargetGroup, every
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    on=TargetGroup,
    level=Level.DISABLED,
    severity=Severity.LOW,
    outcome=Outcome.BLIND,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html",
        "https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html",
    ),
)
def check(group: TargetGroup) -> Iterator[Violation]:
    if every(
        [
            lambda: group.health_check_protocol not in (None, "HTTPS"),
            lambda: group.target_type not in ("lambda", "alb"),
        ]
    ):
        yield Violation(
            group,
            "healthCheck.protocol",
            f"{group.label} checks its targets by {group.health_check_protocol}.",
            "Targets stay healthy whatever has become of their TLS.",
            'set healthCheck.protocol (health_check["protocol"]) to "HTTPS".',
        )
