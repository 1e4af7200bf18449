"""Access logs of Service Connect must have a log configuration to go to.

## What it does
Reports services that turn Service Connect on with an `accessLogConfiguration`, but without a `logConfiguration`. A
service with neither belongs to `sc-no-proxy-log`.

## Why it is bad
Access logs have no destination of their own: the proxy writes them to the log that `logConfiguration` names. Without
one there is nowhere to write, and ECS does not take the configuration.

## Example
```python
import pulumi_aws as aws

aws.ecs.Service(
    "web",  # violates
    task_definition="web:7",
    network_configuration={"subnets": ["subnet-0a"], "security_groups": ["sg-0123456789abcdef0"]},
    service_connect_configuration={
        "enabled": True,
        "namespace": "internal",
        "access_log_configuration": {"format": "JSON"},
    },
)
```

## Use instead
Name the log of the proxy too.
```python
aws.ecs.Service(
    "web",
    task_definition="web:7",
    network_configuration={"subnets": ["subnet-0a"], "security_groups": ["sg-0123456789abcdef0"]},
    service_connect_configuration={
        "enabled": True,
        "namespace": "internal",
        "access_log_configuration": {"format": "JSON"},
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
    level=Level.MANDATORY,
    severity=Severity.MEDIUM,
    outcome=Outcome.REJECTED,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceConnectAccessLogConfiguration.html",
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect-envoy-access-logs.html",
    ),
)
def check(service: Service) -> Iterator[Violation]:
    connect = service.service_connect
    if connect is None or not connect.enabled:
        return
    if connect.has("accessLogConfiguration") and not connect.has("logConfiguration"):
        yield Violation(
            service,
            "serviceConnectConfiguration.accessLogConfiguration",
            f"{service.label} has an accessLogConfiguration for Service Connect, but no logConfiguration.",
            "The proxy has nowhere to write access logs, and ECS does not take the configuration.",
            "add logConfiguration (log_configuration) beside it, with a logDriver (log_driver) and its options.",
        )
