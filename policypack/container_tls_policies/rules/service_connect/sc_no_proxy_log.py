"""The proxy of Service Connect should have a log.

## What it does
Reports services that turn Service Connect on without a `logConfiguration` in it. The logs of containers, which their
own definitions configure, do not count: the proxy is none of them. With an `accessLogConfiguration` it belongs to
`sc-access-log-no-log`.

## Why it is bad
Whatever goes wrong between services is answered by a proxy: 503 when no connection to a server opens, 504 when a
server is too slow, a failed TLS handshake. Why, only the proxy's own log says, and without a log configuration ECS
throws it away.

## Example
```python
import pulumi_aws as aws

aws.ecs.Service(
    "web",  # violates
    task_definition="web:7",
    network_configuration={"subnets": ["subnet-0a"], "security_groups": ["sg-0123456789abcdef0"]},
    service_connect_configuration={"enabled": True, "namespace": "internal"},
)
```

## Use instead
A log driver as for containers.
```python
aws.ecs.Service(
    "web",
    task_definition="web:7",
    network_configuration={"subnets": ["subnet-0a"], "security_groups": ["sg-0123456789abcdef0"]},
    service_connect_configuration={
        "enabled": True,
        "namespace": "internal",
        "log_configuration": {
            "log_driver": "awslogs",
            "options": {
                "awslogs-group": "/ecs/web",
                "awslogs-region": "us-east-1",
                "awslogs-stream-prefix": "proxy",
            },
        },
    },
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import Service
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    on=Service,
    level=Level.ADVISORY,
    severity=Severity.LOW,
    outcome=Outcome.BLIND,
    since="0.1.0",
    references=("https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceConnectConfiguration.html",),
)
def check(service: Service) -> Iterator[Violation]:
    connect = service.service_connect
    if connect is None or not connect.enabled:
        return
    if not connect.has("logConfiguration") and not connect.has("accessLogConfiguration"):
        yield Violation(
            service,
            "serviceConnectConfiguration.logConfiguration",
            f"{service.label} turns on Service Connect without a logConfiguration for the proxy.",
            "When calls between services fail, nothing says why: ECS throws the log of the proxy away.",
            "add logConfiguration (log_configuration) to serviceConnectConfiguration (service_connect_configuration), "
            "with a logDriver (log_driver) and its options.",
        )
