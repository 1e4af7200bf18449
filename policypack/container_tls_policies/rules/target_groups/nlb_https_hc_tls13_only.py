"""A Network Load Balancer must not check by HTTPS what takes TLS 1.3 only.

## What it does
Reports TCP and TLS target groups with HTTPS health checks of containers that are known to take nothing older than TLS
1.3: a component declares that of its sidecar (`sidecarMinTlsVersion`), or the Envoy configuration in a container's
command says so of the port that is checked.

Service Connect proxies, which take TLS 1.3 only, have a rule of their own. Application Load Balancers can check by TLS
1.3: `alb-https-target-listener-13`.

## Why it is bad
HTTPS health checks of Network Load Balancers speak TLS 1.2 at most. No handshake succeeds, all targets are unhealthy,
and ECS stops and starts tasks without end, while clients of TLS 1.3 could have connected.

## Example
```python
import json
import pulumi_aws as aws

tls = {
    "@type": "type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext",
    "common_tls_context": {"tls_params": {"tls_minimum_protocol_version": "TLSv1_3"}},
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
    protocol="TCP",
    target_type="ip",
    vpc_id="vpc-0123456789abcdef0",
    health_check={"protocol": "HTTPS"},
)
listener = aws.lb.Listener(
    "tcp",
    load_balancer_arn="arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/net/shared/0123456789abcdef",
    port=443,
    protocol="TCP",
    default_actions=[{"type": "forward", "target_group_arn": group.arn}],
)
container = {
    "name": "envoy",
    "image": "envoy",
    "command": ["--config-yaml", json.dumps(envoy)],
    "portMappings": [{"containerPort": 8443}],
}
task = aws.ecs.TaskDefinition(
    "shop", family="shop", network_mode="awsvpc", container_definitions=json.dumps([container])
)
aws.ecs.Service(
    "shop",
    task_definition=task.arn,
    network_configuration={"subnets": ["subnet-0a"], "security_groups": ["sg-0123456789abcdef0"]},
    load_balancers=[{"target_group_arn": group.arn, "container_name": "envoy", "container_port": 8443}],
)
```

## Use instead
A TCP health check, an HTTP one on a port of its own, or TLS 1.2 as the oldest version of the container.
```python
group = aws.lb.TargetGroup(
    "shop",
    port=8443,
    protocol="TCP",
    target_type="ip",
    vpc_id="vpc-0123456789abcdef0",
    health_check={"protocol": "TCP"},
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import EcsServiceComponent, TargetGroup, backends_where, component_of, every, some, takes_only_tls13
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model import Attachment, Service, TaskDefinition


@rule(
    on=TargetGroup,
    level=Level.MANDATORY,
    severity=Severity.CRITICAL,
    outcome=Outcome.UNHEALTHY,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/target-group-health-checks.html",
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-target-groups.html",
    ),
)
def check(group: TargetGroup) -> Iterator[Violation]:
    def fails(entry: Attachment) -> bool:
        port = entry.container_port
        return every(
            [
                lambda: group.health_check_protocol == "HTTPS",
                lambda: not group.is_for_application_load_balancer,
                lambda: group.health_check_port in (None, port),
                lambda: some(
                    [lambda: _declares_tls13_only(entry.service), lambda: _configures_tls13_only(entry.service, port)]
                ),
            ]
        )

    if group.health_check is None:
        return
    for backend in backends_where(group, fails):
        yield Violation(
            group,
            "healthCheck.protocol",
            f"{group.label} checks {backend.service.label} by HTTPS on port {backend.ports}, where it takes TLS "
            "1.3 "
            "only.",
            "Health checks of a Network Load Balancer speak TLS 1.2 at most: every target stays unhealthy, and ECS "
            "replaces the tasks without end.",
            'set healthCheck.protocol (health_check["protocol"]) to "TCP", or to "HTTP" with the port of a plain '
            "health endpoint.",
        )


def _declares_tls13_only(service: Service) -> bool:
    component = component_of(service, EcsServiceComponent)
    return component is not None and component.sidecar_min_tls_version == "1.3"


def _configures_tls13_only(service: Service, port: int | None) -> bool:
    def takes(task: TaskDefinition) -> bool:
        return port is not None and takes_only_tls13(task, port)

    return bool(service.task_definition.agree(takes))
