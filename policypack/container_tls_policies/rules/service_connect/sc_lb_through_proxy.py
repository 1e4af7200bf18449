"""A load balancer in front of a Service Connect endpoint should go through its proxy only on purpose.

## What it does
Reports services whose load balancer sends its traffic to the container port of a Service Connect endpoint without
`ingressPortOverride`, in awsvpc mode: it passes the proxy of the task, not only what other services send.

Purpose is taken for granted where the endpoint has `tls`, which can only reach a load balancer through the proxy, or a
`timeout`, since whoever sets the timeouts of the proxy knows of it.

## Why it is bad
It works, but not as before Service Connect: the application sees 127.0.0.1 as the peer of every connection, so that
lists of allowed addresses and limits by address fail; the proxy's timeouts hold also for clients of the load balancer;
and Network Load Balancers no longer show the address of the client.

## Example
```python
import json
import pulumi_aws as aws

group = aws.lb.TargetGroup(
    "web",
    port=8080,
    protocol="HTTP",
    target_type="ip",
    vpc_id="vpc-0123456789abcdef0",
)
listener = aws.lb.Listener(
    "https",
    load_balancer_arn="arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/shared/0123456789abcdef",
    port=443,
    protocol="HTTPS",
    ssl_policy="ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
    certificate_arn="arn:aws:acm:us-east-1:123456789012:certificate/shared",
    default_actions=[{"type": "forward", "target_group_arn": group.arn}],
)
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
    load_balancers=[{"target_group_arn": group.arn, "container_name": "web", "container_port": 8080}],
    service_connect_configuration={
        "enabled": True,
        "namespace": "internal",
        "services": [{"port_name": "http", "client_alias": [{"port": 80}]}],
    },
)
```

## Use instead
Move the proxy to a port of its own, which the security group then has to open to the other services, or state
timeouts that suit the load balancer.
```python
aws.ecs.Service(
    "web",
    task_definition=task.arn,
    network_configuration={"subnets": ["subnet-0a"], "security_groups": ["sg-0123456789abcdef0"]},
    load_balancers=[{"target_group_arn": group.arn, "container_name": "web", "container_port": 8080}],
    service_connect_configuration={
        "enabled": True,
        "namespace": "internal",
        "services": [{"port_name": "http", "client_alias": [{"port": 80}], "ingress_port_override": 15000}],
    },
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import Attachment, every
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    on=Attachment,
    level=Level.ADVISORY,
    severity=Severity.LOW,
    outcome=Outcome.BROKEN,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect-concepts-deploy.html",
        "https://github.com/aws/containers-roadmap/issues/1958",
    ),
)
def check(entry: Attachment) -> Iterator[Violation]:
    if every([lambda: entry.behind_proxy, lambda: not _is_meant(entry)]):
        service = entry.service
        yield Violation(
            service,
            "serviceConnectConfiguration",
            f"{service.label} takes what its load balancer sends to container port {entry.container_port} through the "
            "Service Connect proxy.",
            "The application sees 127.0.0.1 as the peer of every connection, and the proxy's timeouts hold for clients "
            "of the load balancer too.",
            "set ingressPortOverride (ingress_port_override) of the endpoint to a free port to keep the load balancer "
            "out of the proxy, or state a timeout on the endpoint if it is meant to pass.",
        )


def _is_meant(entry: Attachment) -> bool:
    endpoint = entry.endpoint
    return endpoint is not None and (endpoint.has("tls") or endpoint.has("timeout"))
