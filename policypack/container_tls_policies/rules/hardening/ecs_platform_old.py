"""A service on Fargate should run on the latest platform version.

## What it does
Reports ECS services on Fargate that name a `platformVersion` other than LATEST or 1.4.0, the latest for Linux. Where
Service Connect is on, `sc-platform` has the versions that it does not run on.

## Why it is bad
Older versions get no corrections of their kernel and their container runtime, and lack what newer features need.

## Example
```python
import pulumi_aws as aws

aws.ecs.Service(
    "web",  # violates
    task_definition="web:7",
    launch_type="FARGATE",
    platform_version="1.3.0",
    deployment_circuit_breaker={"enable": True, "rollback": True},
    network_configuration={"subnets": ["subnet-0a"], "security_groups": ["sg-0123456789abcdef0"]},
)
```

## Use instead
Leave it out: LATEST is the default.
```python
aws.ecs.Service(
    "web",
    task_definition="web:7",
    launch_type="FARGATE",
    deployment_circuit_breaker={"enable": True, "rollback": True},
    network_configuration={"subnets": ["subnet-0a"], "security_groups": ["sg-0123456789abcdef0"]},
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
    outcome=Outcome.INSECURE,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/platform-linux-fargate.html",
        "https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html",
    ),
)
def check(service: Service) -> Iterator[Violation]:
    if service.platform_version.upper() not in ("LATEST", "1.4.0"):
        yield Violation(
            service,
            "platformVersion",
            f"{service.label} names the platform version {service.platform_version}, and not the latest.",
            "Older versions of Fargate get no corrections, and lack what newer features need.",
            "remove platformVersion (platform_version).",
        )
