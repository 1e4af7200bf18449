"""A task definition should not have a `proxyConfiguration`.

## What it does
Reports task definitions with a `proxyConfiguration`. Its only type is for App Mesh. Where a container shows an Envoy
configuration of its own, it may still take in what ECS leads to it, and is not reported. App Mesh's Envoy itself is the
subject of `ecs-app-mesh-image`.

## Why it is bad
AWS App Mesh ended on 2026-09-30. ECS leads all traffic of the task through a container whose configuration came from
there: the traffic ends there.

## Example
```python
import json
import pulumi_aws as aws

task = aws.ecs.TaskDefinition(
    "web",  # violates
    family="web",
    network_mode="awsvpc",
    proxy_configuration={
        "type": "APPMESH",
        "container_name": "proxy",
        "properties": {"AppPorts": "8080", "ProxyIngressPort": "15000", "ProxyEgressPort": "15001"},
    },
    container_definitions=json.dumps(
        [
            {"name": "app", "image": "acme/web:1.4.2"},
            {"name": "proxy", "image": "acme/proxy:2.0.1"},
        ]
    ),
)
```

## Use instead
Remove it: let clients connect to the proxy's port, and the application call the proxy on 127.0.0.1.
```python
task = aws.ecs.TaskDefinition(
    "web",
    family="web",
    network_mode="awsvpc",
    container_definitions=json.dumps(
        [
            {"name": "app", "image": "acme/web:1.4.2"},
            {"name": "proxy", "image": "acme/proxy:2.0.1", "portMappings": [{"containerPort": 8443}]},
        ]
    ),
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import TaskDefinition, bootstraps
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    on=TaskDefinition,
    level=Level.ADVISORY,
    severity=Severity.HIGH,
    outcome=Outcome.BROKEN,
    since="0.1.0",
    references=(
        "https://aws.amazon.com/blogs/containers/migrating-from-aws-app-mesh-to-amazon-ecs-service-connect/",
        "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ProxyConfiguration.html",
    ),
)
def check(task: TaskDefinition) -> Iterator[Violation]:
    proxy = task.proxy_configuration
    if proxy is None or proxy.type != "APPMESH" or bootstraps(task):
        return
    yield Violation(
        task,
        "proxyConfiguration",
        f'{task.label} leads its traffic through the container "{proxy.container_name}" by a proxyConfiguration for '
        "App Mesh, which ended on 2026-09-30.",
        "That proxy gets no configuration from App Mesh any more, and the traffic of the task ends there.",
        "remove proxyConfiguration (proxy_configuration); use Service Connect, or connect to the proxy's own ports.",
    )
