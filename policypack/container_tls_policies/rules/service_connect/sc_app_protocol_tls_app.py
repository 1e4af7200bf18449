"""An endpoint whose application speaks TLS itself should have no application protocol.

## What it does
Reports Service Connect endpoints without `tls` on a port whose `appProtocol` is `http`, `http2` or `grpc`, although a
load balancer speaks TLS to the same container port: its target group has the protocol HTTPS or TLS, or HTTPS health
checks. An endpoint with `tls` takes TLS from the load balancer itself.

## Why it is bad
With an `appProtocol` the proxy reads and writes plain HTTP; there is no `https` among the values. An application that
waits for a TLS handshake gets a request in plain text instead, and clients get 503. Without `appProtocol` the proxy
hands on bytes as they are, TLS included, and the client's own TLS reaches the application.

## Example
```python
import json
import pulumi_aws as aws

targets = aws.lb.TargetGroup(
    "web",
    port=8443,
    protocol="HTTPS",
    target_type="ip",
    vpc_id="vpc-0123456789abcdef0",
    health_check={"protocol": "HTTPS", "path": "/health"},
)
listener = aws.lb.Listener(
    "https",
    load_balancer_arn="arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/shared/0123456789abcdef",
    port=443,
    protocol="HTTPS",
    ssl_policy="ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
    certificate_arn="arn:aws:acm:us-east-1:123456789012:certificate/shared",
    default_actions=[{"type": "forward", "target_group_arn": targets.arn}],
)
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
                "portMappings": [{"name": "https", "containerPort": 8443, "appProtocol": "http"}],
            }
        ]
    ),
)
aws.ecs.Service(
    "web",  # violates
    task_definition=task.arn,
    network_configuration={"subnets": ["subnet-0a"], "security_groups": ["sg-0123456789abcdef0"]},
    load_balancers=[{"target_group_arn": targets.arn, "container_name": "web", "container_port": 8443}],
    service_connect_configuration={
        "enabled": True,
        "namespace": "internal",
        "services": [{"port_name": "https", "client_alias": [{"port": 443}]}],
    },
)
```

## Use instead
Leave `appProtocol` out. ECS does not change it for a service that exists: replace the service.
```python
task = aws.ecs.TaskDefinition(
    "web",
    family="web",
    network_mode="awsvpc",
    memory="512",
    container_definitions=json.dumps(
        [{"name": "web", "image": "web", "portMappings": [{"name": "https", "containerPort": 8443}]}]
    ),
)
```
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ...model import Attachment, every, some
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model import TargetGroup


@rule(
    on=Attachment,
    level=Level.ADVISORY,
    severity=Severity.MEDIUM,
    outcome=Outcome.BROKEN,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html",
        "https://github.com/aws/containers-roadmap/issues/2428",
    ),
)
def check(entry: Attachment) -> Iterator[Violation]:
    def speaks_tls(group: TargetGroup) -> bool:
        return some(
            [
                lambda: group.protocol in ("HTTPS", "TLS"),
                lambda: (
                    group.health_check_protocol == "HTTPS" and group.health_check_port in (None, entry.container_port)
                ),
            ]
        )

    if every([partial(endpoint.has, "tls") for endpoint in entry.service.endpoints]) or not entry.target_group.agree(
        speaks_tls
    ):
        return
    endpoint = entry.endpoint
    if endpoint is None or endpoint.has("tls") or endpoint.app_protocol not in ("http", "http2", "grpc"):
        return
    groups = " or ".join(group.label for group in entry.target_group.candidates)
    yield Violation(
        entry.resource,
        endpoint.path_of("portName"),
        f'{entry.resource.label} has a Service Connect endpoint with the appProtocol "{endpoint.app_protocol}" on '
        f"container port {entry.container_port}, to which {groups} speaks TLS.",
        "The proxy sends plain HTTP to an application that waits for TLS: clients get 503.",
        "remove appProtocol from the port mapping and replace the service; or let the application speak plain HTTP and "
        "give the endpoint tls.",
    )
