"""A port of Service Connect can say which protocol its application speaks.

## What it does
Reports Service Connect endpoints on a port mapping without `appProtocol`. Off by default: for databases, and for
applications that speak TLS themselves, it is right to have none.

## Why it is bad
Without `appProtocol` the proxy hands on bytes and sees no requests: there are no metrics of requests and status codes,
and no request timeout. ECS does not change the protocol of a service that exists, so that it is best thought of before
the first deployment.

## Example
```python
import json
import pulumi_aws as aws

task = aws.ecs.TaskDefinition(
    "web",
    family="web",
    network_mode="awsvpc",
    memory="512",
    container_definitions=json.dumps(
        [{"name": "web", "image": "web", "portMappings": [{"name": "http", "containerPort": 8080}]}]
    ),
)
aws.ecs.Service(
    "web",  # violates
    task_definition=task.arn,
    network_configuration={"subnets": ["subnet-0a"], "security_groups": ["sg-0123456789abcdef0"]},
    service_connect_configuration={
        "enabled": True,
        "namespace": "internal",
        "services": [{"port_name": "http", "client_alias": [{"port": 80}]}],
    },
)
```

## Use instead
`http`, `http2` or `grpc`. A service that exists has to be replaced.
```python
task = aws.ecs.TaskDefinition(
    "web",
    family="web",
    network_mode="awsvpc",
    memory="512",
    container_definitions=json.dumps(
        [
            {
                "name": "web",
                "image": "web",
                "portMappings": [{"name": "http", "containerPort": 8080, "appProtocol": "http"}],
            }
        ]
    ),
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import Endpoint
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    on=Endpoint,
    level=Level.DISABLED,
    severity=Severity.LOW,
    outcome=Outcome.BLIND,
    since="0.1.0",
    references=("https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html",),
)
def check(endpoint: Endpoint) -> Iterator[Violation]:
    if endpoint.app_protocol == "tcp":
        yield Violation(
            endpoint.resource,
            endpoint.path_of("portName"),
            f'{endpoint.resource.label} has a Service Connect endpoint on port "{endpoint.port_name}", whose mapping '
            "has no appProtocol.",
            "The proxy hands on bytes: there are no metrics of requests, and no request timeout.",
            'add appProtocol "http", "http2" or "grpc" to the port mapping; a service that exists has to be replaced.',
        )
