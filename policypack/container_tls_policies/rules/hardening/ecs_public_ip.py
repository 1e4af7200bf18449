"""Tasks should have no public IP address.

## What it does
Reports services and task sets whose `networkConfiguration` assigns public IP addresses to tasks.

## Why it is bad
Each task is on the internet itself, and only its security group keeps others away. Clients that know an address go past
the load balancer, its TLS and its logs.

## Example
```python
import pulumi_aws as aws

aws.ecs.Service(
    "web",  # violates
    task_definition="web:7",
    network_configuration={"subnets": ["subnet-0a"], "security_groups": ["sg-0a"], "assign_public_ip": True},
)
```

## Use instead
Put tasks into private subnets, with a NAT gateway or VPC endpoints for what they call.
```python
aws.ecs.Service(
    "web",
    task_definition="web:7",
    network_configuration={"subnets": ["subnet-0a"], "security_groups": ["sg-0a"]},
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import TaskLauncher
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    on=TaskLauncher,
    level=Level.ADVISORY,
    severity=Severity.MEDIUM,
    outcome=Outcome.INSECURE,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html",
        "https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html",
    ),
)
def check(launcher: TaskLauncher) -> Iterator[Violation]:
    configuration = launcher.network_configuration
    if configuration and configuration.assign_public_ip:
        yield Violation(
            launcher,
            "networkConfiguration.assignPublicIp",
            f"The tasks of {launcher.label} get public IP addresses.",
            "Each of them is on the internet itself, and only its security group keeps others away.",
            'remove networkConfiguration.assignPublicIp (network_configuration["assign_public_ip"]), and use private '
            "subnets.",
        )
