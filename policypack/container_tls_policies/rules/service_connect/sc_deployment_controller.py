"""A service with Service Connect must be deployed by ECS itself.

## What it does
Reports services that turn Service Connect on while their `deploymentController` is `CODE_DEPLOY` or `EXTERNAL`.

Rolling, blue/green, linear and canary deployments of ECS, the `strategy` of `deploymentConfiguration`, all work with
Service Connect.

## Why it is bad
Service Connect adds its proxies with the deployments of ECS. CodeDeploy and external controllers create task sets
themselves, which Service Connect does not support: ECS refuses the service.

## Example
```python
import pulumi_aws as aws

aws.ecs.Service(
    "web",  # violates
    task_definition="web:7",
    network_configuration={"subnets": ["subnet-0a"], "security_groups": ["sg-0123456789abcdef0"]},
    deployment_controller={"type": "CODE_DEPLOY"},
    service_connect_configuration={"enabled": True, "namespace": "internal"},
)
```

## Use instead
Let ECS deploy; for blue/green deployments use its own.
```python
aws.ecs.Service(
    "web",
    task_definition="web:7",
    network_configuration={"subnets": ["subnet-0a"], "security_groups": ["sg-0123456789abcdef0"]},
    deployment_controller={"type": "ECS"},
    service_connect_configuration={"enabled": True, "namespace": "internal"},
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import Service, every
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    on=Service,
    level=Level.MANDATORY,
    severity=Severity.HIGH,
    outcome=Outcome.REJECTED,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect-concepts-deploy.html",
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect-blue-green.html",
    ),
)
def check(service: Service) -> Iterator[Violation]:
    if not every([lambda: service.has_service_connect, lambda: service.is_deployed_by_others]):
        return
    yield Violation(
        service,
        "deploymentController.type",
        f"{service.label} turns on Service Connect, but its deployment controller is {service.deployed_by}.",
        "ECS supports Service Connect only in services that it deploys itself, and refuses this one.",
        'set deploymentController.type (deployment_controller["type"]) to "ECS" and choose a strategy in '
        "deploymentConfiguration (deployment_configuration), or turn Service Connect off.",
    )
