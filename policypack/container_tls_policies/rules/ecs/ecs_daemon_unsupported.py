"""A daemon must run on instances, and be deployed by ECS itself.

## What it does
Reports services with the scheduling strategy DAEMON that are for Fargate, by their launch type or capacity provider, or
have the deployment controller CODE_DEPLOY or EXTERNAL.

## Why it is bad
A daemon is one task on each instance. On Fargate there are no instances, and the other controllers count tasks: ECS
refuses the service.

## Example
```python
import pulumi_aws as aws

aws.ecs.Service(
    "agent",  # violates
    cluster="shared",
    task_definition="agent:7",
    launch_type="FARGATE",
    scheduling_strategy="DAEMON",
    network_configuration={"subnets": ["subnet-0a"], "security_groups": ["sg-0123456789abcdef0"]},
)
```

## Use instead
One task on each instance, or a number of tasks on Fargate.
```python
aws.ecs.Service(
    "agent",
    cluster="shared",
    task_definition="agent:7",
    launch_type="FARGATE",
    desired_count=2,
    network_configuration={"subnets": ["subnet-0a"], "security_groups": ["sg-0123456789abcdef0"]},
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import Service, every, some
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
        "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html",
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs_service-options.html",
    ),
)
def check(service: Service) -> Iterator[Violation]:
    if every(
        [
            lambda: service.scheduling_strategy == "DAEMON",
            lambda: some([lambda: service.is_for_fargate, lambda: service.is_deployed_by_others]),
        ]
    ):
        on_fargate = not service.is_deployed_by_others
        yield Violation(
            service,
            "schedulingStrategy",
            f"{service.label} has the scheduling strategy DAEMON, but "
            f"{'is for Fargate' if on_fargate else f'the deployment controller {service.deployed_by}'}.",
            "ECS refuses the service: daemons are one task on each instance, and deployed by ECS itself.",
            'set schedulingStrategy (scheduling_strategy) to "REPLICA", with a desiredCount (desired_count); or '
            + ('launchType (launch_type) to "EC2".' if on_fargate else "remove the deploymentController."),
        )
