"""A health check of a Service Connect endpoint with TLS must go through its proxy.

## What it does
Reports target groups that lead from an Application Load Balancer to a Service Connect proxy with TLS while their health
checks have a fixed port on which a container of the task does serve, but not through such a proxy. `traffic-port`, the
default, is always right, and so is the container port itself.

A fixed port that no container serves, the classic 443, belongs to `tg-health-check-port`.

## Why it is bad
On a port beside the proxy the application answers itself, in plaintext. An HTTPS health check fails there, targets stay
unhealthy, and ECS stops and starts tasks without end. An HTTP one passes, but proves nothing of the path that requests
take: targets count as healthy while every TLS handshake with the proxy fails. AWS asks for the container port of the
endpoint.

## Example
```python
import json
import pulumi_aws as aws

group = aws.lb.TargetGroup(
    "web",  # violates
    port=8080,
    protocol="HTTPS",
    target_type="ip",
    vpc_id="vpc-0123456789abcdef0",
    health_check={"protocol": "HTTPS", "port": "8081"},
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
ports = [{"name": "http", "containerPort": 8080}, {"containerPort": 8081}]
task = aws.ecs.TaskDefinition(
    "web",
    family="web",
    network_mode="awsvpc",
    memory="512",
    container_definitions=json.dumps([{"name": "web", "image": "web", "portMappings": ports}]),
)
aws.ecs.Service(
    "web",
    task_definition=task.arn,
    network_configuration={"subnets": ["subnet-0a"], "security_groups": ["sg-0123456789abcdef0"]},
    load_balancers=[{"target_group_arn": group.arn, "container_name": "web", "container_port": 8080}],
    service_connect_configuration={
        "enabled": True,
        "namespace": "internal",
        "services": [
            {
                "port_name": "http",
                "client_alias": [{"port": 80}],
                "tls": {
                    "issuer_cert_authority": {
                        "aws_pca_authority_arn": "arn:aws:acm-pca:us-east-1:123456789012:certificate-authority/shared"
                    },
                    "role_arn": "arn:aws:iam::123456789012:role/shared",
                },
            }
        ],
    },
)
```

## Use instead
Leave the port out, or set it to `traffic-port`.
```python
group = aws.lb.TargetGroup(
    "web",
    port=8080,
    protocol="HTTPS",
    target_type="ip",
    vpc_id="vpc-0123456789abcdef0",
    health_check={"protocol": "HTTPS", "port": "traffic-port"},
)
```
Where the application itself ends TLS on its health port, or where a plaintext health port beside the proxy is wanted,
excuse the target group with that reason.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import TargetGroup, backends_where, every
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model import Attachment, Service


@rule(
    on=TargetGroup,
    level=Level.MANDATORY,
    severity=Severity.HIGH,
    outcome=Outcome.UNHEALTHY,
    since="0.1.0",
    references=("https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect-tls.html",),
)
def check(group: TargetGroup) -> Iterator[Violation]:
    def is_beside_proxy(entry: Attachment) -> bool:
        return every(
            [
                lambda: group.is_for_application_load_balancer,
                lambda: entry.behind_tls_proxy,
                lambda: _is_beside_proxy(group.health_check_port, entry.service),
            ]
        )

    for backend in backends_where(group, is_beside_proxy, lambda service: service.has_tls_endpoint):
        yield Violation(
            group,
            "healthCheck.port",
            f"Health checks of {group.label} go to port {group.health_check_port} of {backend.service.label}, past "
            f"the Service Connect proxy that takes TLS on container port {backend.ports}.",
            "There the container answers without the TLS of Service Connect: HTTPS checks fail, and ECS replaces "
            "the tasks without end; HTTP checks pass, but say nothing of the TLS that requests need.",
            'set healthCheck.port (health_check["port"]) to "traffic-port", and healthCheck.protocol '
            '(health_check["protocol"]) to "HTTPS".',
        )


def _is_beside_proxy(port: int | None, service: Service) -> bool:
    return port is not None and service.serves(port) is True and not service.takes_tls_on(port)
