"""A load balancer must speak TLS to a Service Connect proxy that takes nothing else.

## What it does
Reports target groups that send plaintext to a container port on which the Service Connect proxy of the task ends TLS,
the port of an endpoint with `tls` and without `ingressPortOverride`:

- those of Application Load Balancers that send plain HTTP, or plain HTTP health checks;
- those of Network Load Balancers with protocol TCP to which a TLS listener forwards.

Without `healthCheck.protocol` health checks are HTTP, also those of an HTTPS target group. Health checks on another
port belong to `sc-tls-hc-port`. Behind a TCP listener of a Network Load Balancer clients end their own TLS at the
proxy.

## Why it is bad
With Service Connect TLS, the proxy of the task takes everything that arrives on the container port, also what comes
from a load balancer, and takes TLS 1.3 only. Plain HTTP fails there: targets never become healthy, and ECS stops and
starts tasks without end. A TLS listener ends the TLS of its clients and sends a TCP target group what was inside:
health checks over TCP succeed, and every request fails.

## Example
```python
import json
import pulumi_aws as aws

group = aws.lb.TargetGroup(
    "web",  # violates
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
Give both the protocol HTTPS. The load balancer does not verify the certificate that the proxy shows.
```python
group = aws.lb.TargetGroup(
    "web",
    port=8080,
    protocol="HTTPS",
    target_type="ip",
    vpc_id="vpc-0123456789abcdef0",
    health_check={"protocol": "HTTPS", "path": "/health"},
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import TargetGroup, backends_where, every
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model import Attachment, Forwarder


@rule(
    on=TargetGroup,
    level=Level.MANDATORY,
    severity=Severity.CRITICAL,
    outcome=Outcome.UNHEALTHY,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect-tls.html",
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html",
    ),
)
def check(group: TargetGroup) -> Iterator[Violation]:
    def is_plain(entry: Attachment) -> bool:
        return every(
            [
                lambda: group.is_for_application_load_balancer,
                lambda: entry.behind_tls_proxy,
                lambda: group.protocol == "HTTP" or _checks_proxy_in_plain(group, entry),
            ]
        )

    def is_decrypted(entry: Attachment) -> bool:
        return every(
            [
                lambda: group.protocol == "TCP",
                lambda: entry.behind_tls_proxy,
                lambda: bool(group.forwarders_where(_ends_tls)),
            ]
        )

    for backend in backends_where(group, is_plain, lambda service: service.has_tls_endpoint):
        plain = "traffic" if group.protocol == "HTTP" else "health checks"
        yield Violation(
            group,
            "protocol",
            f"{group.label} sends {plain} over HTTP to {backend.service.label}, whose Service Connect proxy takes "
            f"only TLS on container port {backend.ports}.",
            "Plain HTTP fails at the proxy: targets stay unhealthy, and ECS stops and replaces the tasks without end.",
            'set protocol of the target group and healthCheck.protocol (health_check["protocol"]) to "HTTPS".',
        )
    for backend in backends_where(group, is_decrypted, lambda service: service.has_tls_endpoint):
        listener = group.forwarders_where(_ends_tls)[0]
        yield Violation(
            group,
            "protocol",
            f"{listener.label} ends TLS and forwards to {group.label} with protocol TCP, which sends plaintext to "
            f"{backend.service.label}, whose Service Connect proxy takes only TLS on container port {backend.ports}.",
            "Targets look healthy to checks over TCP, but the proxy refuses every connection of a client.",
            "set protocol of the target group to TLS, with health checks over TCP; or set protocol of the listener to "
            "TCP, so that clients end their TLS at the proxy.",
        )


def _ends_tls(forwarder: Forwarder) -> bool:
    return forwarder.listener_protocol == "TLS"


def _checks_proxy_in_plain(group: TargetGroup, entry: Attachment) -> bool:
    if group.health_check_protocol != "HTTP":
        return False
    port = group.health_check_port
    return port is None or entry.service.takes_tls_on(port)
