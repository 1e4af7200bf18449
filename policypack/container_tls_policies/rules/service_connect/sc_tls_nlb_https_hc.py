"""A Network Load Balancer must check a Service Connect proxy with TLS over TCP.

## What it does
Reports target groups of Network Load Balancers whose health checks use HTTPS or HTTP and go to a container port on
which the Service Connect proxy of the task ends TLS: the port of an endpoint with `tls` and without
`ingressPortOverride`. A `healthCheck` block without `protocol` counts as HTTP, since that is what the provider sends.

Health checks on another port, past the proxy, are accepted whatever their protocol. The target groups of Application
Load Balancers, which must speak HTTPS here, belong to `sc-tls-alb-http-target`.

## Why it is bad
The proxy takes TLS 1.3 only. HTTPS health checks of a Network Load Balancer do not speak it, and plain HTTP is not
even TLS. Both fail for every target, although connections of clients would succeed: ECS stops and starts tasks
without end. A TCP check asks only whether the proxy accepts connections, and works.

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
    health_check={"protocol": "HTTPS", "path": "/health"},
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
Check over TCP; a health check of the container itself can tell more of the application.
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
    references=(
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/target-group-health-checks.html",
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect-tls.html",
    ),
)
def check(group: TargetGroup) -> Iterator[Violation]:
    def meets_proxy(entry: Attachment) -> bool:
        return every(
            [
                lambda: group.is_for_network_load_balancer,
                lambda: group.health_check_protocol in ("HTTP", "HTTPS"),
                lambda: entry.behind_tls_proxy,
                lambda: _goes_to_proxy(group, entry),
            ]
        )

    for backend in backends_where(group, meets_proxy, lambda service: service.has_tls_endpoint):
        protocol = group.health_check_protocol
        reason = (
            "HTTPS health checks of a Network Load Balancer do not speak TLS 1.3"
            if protocol == "HTTPS"
            else "Plain HTTP fails at the proxy"
        )
        yield Violation(
            group,
            "healthCheck.protocol",
            f"{group.label} checks {backend.service.label} over {protocol}, but the Service Connect proxy on its "
            f"container port {backend.ports} takes only TLS 1.3.",
            f"{reason}: targets stay unhealthy, and ECS stops and replaces the tasks without end.",
            'set healthCheck.protocol (health_check["protocol"]) to "TCP" and remove its path and matcher.',
        )


def _goes_to_proxy(group: TargetGroup, entry: Attachment) -> bool:
    port = group.health_check_port
    return port is None or entry.service.takes_tls_on(port)
