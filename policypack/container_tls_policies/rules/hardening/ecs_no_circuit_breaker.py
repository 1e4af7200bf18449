"""A deployment that fails should end by itself.

## What it does
Reports services that ECS itself deploys, without a `deploymentCircuitBreaker` and without `alarms` that are enabled.

## Why it is bad
A version whose tasks never become healthy is started again and again, without end. The update waits for it until it
gives up, and the old tasks run on only as long as none of them fails.

## Example
```python
import pulumi_aws as aws

aws.ecs.Service(
    "web",  # violates
    task_definition="web:7",
    network_configuration={"subnets": ["subnet-0a"], "security_groups": ["sg-0a"]},
)
```

## Use instead
Let ECS go back to the version before.
```python
aws.ecs.Service(
    "web",
    task_definition="web:7",
    network_configuration={"subnets": ["subnet-0a"], "security_groups": ["sg-0a"]},
    deployment_circuit_breaker={"enable": True, "rollback": True},
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
    outcome=Outcome.LATER,
    since="0.1.0",
    references=("https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-circuit-breaker.html",),
)
def check(service: Service) -> Iterator[Violation]:
    breaker, alarms = service.circuit_breaker, service.alarms
    if (breaker and breaker.enable) or (alarms and alarms.enable) or service.is_deployed_by_others:
        return
    yield Violation(
        service,
        "deploymentCircuitBreaker",
        f"{service.label} has no deployment circuit breaker.",
        "ECS starts the tasks of a version that never becomes healthy again and again, without end.",
        "set deploymentCircuitBreaker (deployment_circuit_breaker) with enable and rollback true.",
    )
