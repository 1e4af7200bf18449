"""A container must not be App Mesh's Envoy.

## What it does
Reports containers with the image `aws-appmesh-envoy`, wherever it is kept, and those with the environment variables by
which App Mesh finds their configuration, `APPMESH_RESOURCE_ARN` and `APPMESH_VIRTUAL_NODE_NAME`. With
`ENVOY_CONFIG_FILE` Envoy has its configuration from elsewhere; such containers are not reported.

## Why it is bad
AWS App Mesh ended on 2026-09-30. This Envoy gets its listeners and clusters from App Mesh alone: it never has any, and
the container never becomes healthy.

## Example
```python
import json
import pulumi_aws as aws

task = aws.ecs.TaskDefinition(
    "web",  # violates
    family="web",
    network_mode="awsvpc",
    container_definitions=json.dumps(
        [
            {"name": "app", "image": "acme/web:1.4.2"},
            {
                "name": "envoy",
                "image": "public.ecr.aws/appmesh/aws-appmesh-envoy:v1.29.12.1-prod",
                "environment": [
                    {
                        "name": "APPMESH_RESOURCE_ARN",
                        "value": "arn:aws:appmesh:us-east-1:123456789012:mesh/shop/virtualNode/web",
                    }
                ],
            },
        ]
    ),
)
```

## Use instead
Use Service Connect with TLS between services, or Envoy with a configuration of your own.
```python
task = aws.ecs.TaskDefinition(
    "web",
    family="web",
    network_mode="awsvpc",
    container_definitions=json.dumps(
        [
            {"name": "app", "image": "acme/web:1.4.2"},
            {"name": "envoy", "image": "envoyproxy/envoy:v1.36.2", "command": ["-c", "/etc/envoy/envoy.yaml"]},
        ]
    ),
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import TaskDefinition
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    on=TaskDefinition,
    level=Level.MANDATORY,
    severity=Severity.HIGH,
    outcome=Outcome.BROKEN,
    since="0.1.0",
    references=("https://aws.amazon.com/blogs/containers/migrating-from-aws-app-mesh-to-amazon-ecs-service-connect/",),
)
def check(task: TaskDefinition) -> Iterator[Violation]:
    for container in task.containers:
        if container.is_declared_only:
            continue
        variables = container.known_environment
        is_told = any(name in variables for name in ("APPMESH_RESOURCE_ARN", "APPMESH_VIRTUAL_NODE_NAME"))
        if (container.image_name.is_of_app_mesh or is_told) and "ENVOY_CONFIG_FILE" not in variables:
            yield Violation(
                task,
                "containerDefinitions",
                f'The container "{container.name}" of {task.label} is the Envoy of App Mesh, which ended on '
                "2026-09-30.",
                "It gets no configuration any more, and never becomes healthy.",
                "use serviceConnectConfiguration (service_connect_configuration) of the service, or an Envoy with a "
                "configuration of its own.",
            )
