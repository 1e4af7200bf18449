"""An Application Load Balancer should keep connection logs.

## What it does
Reports Application Load Balancers without `connectionLogs` that are enabled. Off unless you turn it on, since logs need
a bucket of yours.

## Why it is bad
Access logs have a line for each request, so a handshake that failed is in none of them. Connection logs have one for
each connection, with the version of TLS, the cipher, and why a client certificate was refused.

## Example
```python
import pulumi_aws as aws

aws.lb.LoadBalancer(
    "front",  # violates
    subnets=["subnet-0a", "subnet-0b"],
    security_groups=["sg-0123456789abcdef0"],
)
```

## Use instead
Name a bucket.
```python
aws.lb.LoadBalancer(
    "front",
    subnets=["subnet-0a", "subnet-0b"],
    security_groups=["sg-0123456789abcdef0"],
    connection_logs={"bucket": "acme-logs", "prefix": "connections", "enabled": True},
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import LoadBalancer
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    on=LoadBalancer,
    level=Level.DISABLED,
    severity=Severity.LOW,
    outcome=Outcome.BLIND,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-connection-logs.html",
    ),
)
def check(balancer: LoadBalancer) -> Iterator[Violation]:
    logs = balancer.connection_logs
    if balancer.type == "application" and not (logs and logs.enabled):
        yield Violation(
            balancer,
            "connectionLogs",
            f"{balancer.label} keeps no connection logs.",
            "Which clients fail to connect, and with which version of TLS others do, is recorded nowhere.",
            "set connectionLogs (connection_logs) with a bucket and enabled true.",
        )
