"""A load balancer must speak TLS to an Envoy that takes nothing else.

## What it does
Reports target groups with the protocol HTTP, or with HTTP health checks of the traffic port, that lead to a port on
which an Envoy of the task takes TLS only: as its bootstrap configuration in the task definition says, or as the
component around the service declares.

Where Service Connect takes the TLS, `sc-tls-alb-http-target` says it. A target group for HTTPS before an Envoy that
does not take TLS is not looked at: Envoy may start it in a filter that is not read here.

## Why it is bad
Envoy takes what a plaintext client sends for a broken handshake and closes the connection without an answer. All
requests and health checks fail, and ECS stops and starts tasks without end.

## Example
```python
import json
import pulumi_aws as aws

tls = {
    "@type": "type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext",
    "common_tls_context": {"tls_params": {"tls_minimum_protocol_version": "TLSv1_2"}},
}
envoy = {
    "static_resources": {
        "listeners": [
            {
                "address": {"socket_address": {"address": "0.0.0.0", "port_value": 8443}},
                "filter_chains": [{"transport_socket": {"name": "tls", "typed_config": tls}}],
            }
        ]
    }
}
group = aws.lb.TargetGroup(
    "shop",  # violates
    port=8443,
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
container = {
    "name": "envoy",
    "image": "acme/envoy:1.40",
    "command": ["--config-yaml", json.dumps(envoy)],
    "portMappings": [{"containerPort": 8443}],
}
task = aws.ecs.TaskDefinition(
    "shop",
    family="shop",
    network_mode="awsvpc",
    container_definitions=json.dumps([container]),
)
aws.ecs.Service(
    "shop",
    task_definition=task.arn,
    network_configuration={"subnets": ["subnet-0a"], "security_groups": ["sg-0123456789abcdef0"]},
    load_balancers=[{"target_group_arn": group.arn, "container_name": "envoy", "container_port": 8443}],
)
```

## Use instead
HTTPS for requests and for health checks; a load balancer does not look at the names on the certificate.
```python
group = aws.lb.TargetGroup(
    "shop",
    port=8443,
    protocol="HTTPS",
    target_type="ip",
    vpc_id="vpc-0123456789abcdef0",
    health_check={"protocol": "HTTPS"},
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import EcsServiceComponent, TargetGroup, backends_where, component_of, every, some, takes_only_tls
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model import Attachment, Service


@rule(
    on=TargetGroup,
    level=Level.MANDATORY,
    severity=Severity.CRITICAL,
    outcome=Outcome.UNHEALTHY,
    since="0.1.0",
    references=(
        "https://www.envoyproxy.io/docs/envoy/latest/intro/arch_overview/security/ssl",
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html",
    ),
)
def check(group: TargetGroup) -> Iterator[Violation]:
    def fails(entry: Attachment) -> bool:
        port = entry.container_port
        return every(
            [
                lambda: group.is_for_application_load_balancer,
                lambda: some([lambda: group.protocol == "HTTP", lambda: _checks_in_plain(group, port)]),
                lambda: not entry.behind_tls_proxy,
                lambda: some(
                    [lambda: _declares_tls(entry.service, port), lambda: _configures_tls(entry.service, port)]
                ),
            ]
        )

    for backend in backends_where(group, fails):
        plain = "requests and health checks" if group.protocol == "HTTP" else "health checks"
        yield Violation(
            group,
            "protocol" if group.protocol == "HTTP" else "healthCheck.protocol",
            f"{group.label} sends {plain} over HTTP to {backend.service.label}, where an Envoy takes only TLS on "
            f"port {backend.ports}.",
            "Envoy closes such connections without an answer: targets stay unhealthy, and ECS stops and replaces "
            "the tasks without end.",
            'set protocol of the target group and healthCheck.protocol (health_check["protocol"]) to "HTTPS".',
        )


def _checks_in_plain(group: TargetGroup, port: int | None) -> bool:
    return group.health_check_protocol == "HTTP" and group.health_check_port in (None, port)


def _declares_tls(service: Service, port: int | None) -> bool:
    component = component_of(service, EcsServiceComponent)
    if component is None or not component.has("sidecarMinTlsVersion"):
        return False
    return component.container_port == port


def _configures_tls(service: Service, port: int | None) -> bool:
    return port is not None and service.task_definition.agree(lambda task: takes_only_tls(task, port)) is True
