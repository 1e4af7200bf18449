"""Envoy's administration interface should listen on 127.0.0.1 only.

## What it does
Reports configurations whose `admin.address` is another one than 127.0.0.1 in tasks with the network mode awsvpc or
host. In bridge mode the interface is behind the container's own network, and not reported.

## Why it is bad
In these modes `portMappings` is no firewall: whoever a security group lets in reaches the interface. It has no
passwords, shows the configuration and the certificates, and stops Envoy on a POST to `/quitquitquit`.

## Example
```python
import json
import pulumi_aws as aws

bootstrap = {
    "admin": {"address": {"socket_address": {"address": "0.0.0.0", "port_value": 9901}}},
    "static_resources": {},
}

task = aws.ecs.TaskDefinition(
    "web",  # violates
    family="web",
    network_mode="awsvpc",
    container_definitions=json.dumps(
        [
            {"name": "app", "image": "acme/web:1.4.2"},
            {
                "name": "envoy",
                "image": "envoyproxy/envoy:v1.36.2",
                "command": ["--config-yaml", json.dumps(bootstrap)],
            },
        ]
    ),
)
```

## Use instead
Listen for the task alone. For metrics, route `/stats/prometheus` of it through a listener of its own.
```python
bootstrap = {
    "admin": {"address": {"socket_address": {"address": "127.0.0.1", "port_value": 9901}}},
    "static_resources": {},
}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import TaskDefinition, bootstraps, is_loopback
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    on=TaskDefinition,
    level=Level.ADVISORY,
    severity=Severity.HIGH,
    outcome=Outcome.INSECURE,
    since="0.1.0",
    references=(
        "https://www.envoyproxy.io/docs/envoy/latest/operations/admin",
        "https://www.envoyproxy.io/docs/envoy/latest/configuration/best_practices/edge",
    ),
)
def check(task: TaskDefinition) -> Iterator[Violation]:
    for bootstrap in bootstraps(task):
        address = bootstrap.admin_address
        if not address or is_loopback(address) or task.network_mode not in ("awsvpc", "host"):
            continue
        yield Violation(
            task,
            "containerDefinitions",
            f"In {bootstrap.display_name} of {task.label}, the administration interface listens on {address}, port "
            f"{bootstrap.admin_port}.",
            "Whoever reaches that port reads the configuration and stops Envoy, without a password.",
            "set admin.address.socket_address.address to 127.0.0.1.",
        )
