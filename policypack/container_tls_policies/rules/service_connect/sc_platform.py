"""Service Connect must run on a platform that has its proxy.

## What it does
Reports services that turn Service Connect on and run where ECS has no proxy for it: on external instances (launch type
`EXTERNAL`, ECS Anywhere), on a Fargate platform version before 1.4.0, or in Windows containers
(`runtimePlatform.operatingSystemFamily` of the task definition).

The network modes that Service Connect cannot use belong to `sc-network-mode`. The versions of agent and machine image
on EC2 instances are not judged.

## Why it is bad
The proxy is a Linux container that the agent of the platform starts beside those of the task definition. Where the
agent does not know it, ECS refuses the service, or its tasks cannot start.

## Example
```python
import pulumi_aws as aws

aws.ecs.Service(
    "web",  # violates
    task_definition="web:7",
    launch_type="FARGATE",
    platform_version="1.3.0",
    network_configuration={"subnets": ["subnet-0a"], "security_groups": ["sg-0123456789abcdef0"]},
    service_connect_configuration={"enabled": True, "namespace": "internal"},
)
```

## Use instead
Use platform version 1.4.0 or later on Fargate, an ECS-optimized Linux image on EC2.
```python
aws.ecs.Service(
    "web",
    task_definition="web:7",
    launch_type="FARGATE",
    platform_version="LATEST",
    network_configuration={"subnets": ["subnet-0a"], "security_groups": ["sg-0123456789abcdef0"]},
    service_connect_configuration={"enabled": True, "namespace": "internal"},
)
```
"""

from __future__ import annotations

import re
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
    references=("https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect-concepts-deploy.html",),
)
def check(service: Service) -> Iterator[Violation]:
    if every([lambda: service.has_service_connect, lambda: service.launch_type == "EXTERNAL"]):
        yield Violation(
            service,
            "launchType",
            f"{service.label} turns on Service Connect, but runs on external instances (ECS Anywhere).",
            "ECS has no Service Connect there and refuses the service.",
            'set launchType (launch_type) to "FARGATE" or "EC2", or turn Service Connect off.',
        )
    elif every([lambda: service.has_service_connect, lambda: service.runs_windows]):
        tasks = " or ".join(task.label for task in service.task_definition.candidates)
        yield Violation(
            service,
            "serviceConnectConfiguration",
            f"{service.label} turns on Service Connect, but its {tasks} is for Windows containers.",
            "ECS has no Service Connect for Windows: the proxy cannot run beside these containers.",
            'set runtimePlatform.operatingSystemFamily (runtime_platform["operating_system_family"]) of the task '
            'definition to "LINUX", or turn Service Connect off.',
        )
    elif every([lambda: service.has_service_connect, lambda: _is_too_old(service.platform_version)]):
        yield Violation(
            service,
            "platformVersion",
            f"{service.label} turns on Service Connect, but asks for Fargate platform version "
            f"{service.platform_version}, and Service Connect needs 1.4.0.",
            "ECS cannot run the proxy there and refuses the service.",
            'set platformVersion (platform_version) to "LATEST" or "1.4.0".',
        )


def _is_too_old(version: str) -> bool:
    match = re.match(r"(\d{1,9})\.(\d{1,9})", version)
    return match is not None and (int(match[1]), int(match[2])) < (1, 4)
