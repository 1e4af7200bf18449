"""A load balancer must not send plaintext past the proxy of a Service Connect endpoint with TLS.

## What it does
Reports services whose load balancer sends plain HTTP to a container port of a Service Connect endpoint that has both
`tls` and `ingressPortOverride`. The override moves the proxy to another port, so that the load balancer reaches the
application itself.

An HTTPS target group is encrypted by the application itself, and a TCP one may be: both are accepted, and so is an
override without `tls`, the documented way to keep a load balancer out of the proxy.

## Why it is bad
Service Connect TLS looks switched on, and between services it is. The traffic from the load balancer, though, never
meets the proxy: it crosses the network unencrypted, although everybody reads "TLS" in the service.

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
    health_check={"protocol": "HTTP", "path": "/health"},
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
        "services": [
            {
                "port_name": "http",
                "client_alias": [{"port": 80}],
                "ingress_port_override": 15000,
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
Leave the override out, and let the load balancer speak TLS to the proxy.
```python
group = aws.lb.TargetGroup(
    "web",
    port=8080,
    protocol="HTTPS",
    target_type="ip",
    vpc_id="vpc-0123456789abcdef0",
    health_check={"protocol": "HTTPS"},
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
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import Attachment, every
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model import Service


@rule(
    on=Attachment,
    level=Level.MANDATORY,
    severity=Severity.HIGH,
    outcome=Outcome.INSECURE,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect-tls.html",
        "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceConnectService.html",
    ),
)
def check(entry: Attachment) -> Iterator[Violation]:
    service = entry.service
    if every(
        [
            lambda: entry.bypasses_tls_proxy,
            lambda: entry.target_group.agree(lambda group: group.protocol == "HTTP") is True,
        ]
    ):
        groups = " or ".join(group.label for group in entry.target_group.candidates)
        yield Violation(
            service,
            "serviceConnectConfiguration",
            f"{groups} sends plain HTTP to container port {entry.container_port} of {service.label}, past its Service "
            f"Connect proxy, which takes TLS, but which ingressPortOverride has moved{_to_ports(service)}.",
            "Traffic from the load balancer reaches the task unencrypted.",
            "remove ingressPortOverride (ingress_port_override) and set protocol of the target group and of its "
            'healthCheck (health_check) to "HTTPS"; to keep the override, let the application itself end TLS.',
        )


def _to_ports(service: Service) -> str:
    values = [endpoint.raw("ingressPortOverride") for endpoint in service.endpoints if endpoint.has("tls")]
    ports = [str(value) for value in values if isinstance(value, int | str)]
    return f" to port {' or '.join(ports)}" if ports else ""
