"""A target group with proxy protocol v2 must not lead to a Service Connect proxy.

## What it does
Reports target groups with `proxyProtocolV2` that send their traffic to a container port of a Service Connect endpoint
without `ingressPortOverride`, in awsvpc mode. There the proxy takes the connection, with `tls` or without.

An override moves the proxy to another port: then the load balancer reaches the application, which may read the header.

## Why it is bad
Service Connect does not support the proxy protocol. With it, each connection starts with a binary header instead of
a TLS handshake or an HTTP request. The proxy cannot read that; connections and health checks fail.

## Example
```python
import json
import pulumi_aws as aws

group = aws.lb.TargetGroup(
    "web",  # violates
    port=8080,
    protocol="TCP",
    target_type="ip",
    vpc_id="vpc-0123456789abcdef0",
    proxy_protocol_v2=True,
    health_check={"protocol": "TCP"},
)
listener = aws.lb.Listener(
    "tcp",
    load_balancer_arn="arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/net/shared/0123456789abcdef",
    port=443,
    protocol="TCP",
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
    "web",
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
Leave `proxy_protocol_v2` out. Where the application has to see the address of the client, move the proxy to a port of
its own with `ingress_port_override` and open that port to the other services.
```python
group = aws.lb.TargetGroup(
    "web",
    port=8080,
    protocol="TCP",
    target_type="ip",
    vpc_id="vpc-0123456789abcdef0",
    health_check={"protocol": "TCP"},
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import TargetGroup, backends_where, every
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model import Attachment


@rule(
    on=TargetGroup,
    level=Level.MANDATORY,
    severity=Severity.CRITICAL,
    outcome=Outcome.UNHEALTHY,
    since="0.1.0",
    references=("https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect-concepts-deploy.html",),
)
def check(group: TargetGroup) -> Iterator[Violation]:
    def sends_header(entry: Attachment) -> bool:
        return every([lambda: group.proxy_protocol_v2, lambda: entry.behind_proxy])

    for backend in backends_where(group, sends_header):
        yield Violation(
            group,
            "proxyProtocolV2",
            f"{group.label} sends proxy protocol v2 to {backend.service.label}, whose Service Connect proxy takes "
            f"the connections on container port {backend.ports}.",
            "Service Connect does not support the proxy protocol: the proxy cannot read the header, and "
            "connections fail.",
            "remove proxyProtocolV2 (proxy_protocol_v2), or move the proxy to another port with "
            "ingressPortOverride (ingress_port_override) of the endpoint.",
        )
