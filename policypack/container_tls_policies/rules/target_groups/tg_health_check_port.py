"""A health check must go to a port on which a container of the task serves.

## What it does
Reports target groups of ECS services whose health check has a fixed port that no container of the task definition
serves on TCP. `traffic-port`, the default, is always right: it is the port that the task is registered with.

In awsvpc mode a container serves the `containerPort` of its `portMappings`; in bridge mode the fixed `hostPort`.
Where that is 0 or left out, ECS chooses the port for each task, and a fixed one never fits that container.
A dedicated health port of the same task is fine, and so is 443 when a container really listens there: state it in
`portMappings`. Under Service Connect TLS, a port that is served but goes past the proxy belongs to `sc-tls-hc-port`.

## Why it is bad
The classic is `port="443"` because the listener is on 443. The load balancer probes the task on 443, where nothing
listens; every target turns unhealthy, and ECS stops and starts tasks without end.

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
    health_check={"protocol": "HTTP", "port": "443"},
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
    container_definitions=json.dumps([{"name": "web", "image": "web", "portMappings": [{"containerPort": 8080}]}]),
)
aws.ecs.Service(
    "web",
    task_definition=task.arn,
    network_configuration={"subnets": ["subnet-0a"], "security_groups": ["sg-0123456789abcdef0"]},
    load_balancers=[{"target_group_arn": group.arn, "container_name": "web", "container_port": 8080}],
)
```

## Use instead
Leave the port out, or set it to `traffic-port`.
```python
group = aws.lb.TargetGroup(
    "web",
    port=8080,
    protocol="HTTP",
    target_type="ip",
    vpc_id="vpc-0123456789abcdef0",
    health_check={"protocol": "HTTP", "port": "traffic-port"},
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import TargetGroup, backends_where
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
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html",
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect-tls.html",
    ),
)
def check(group: TargetGroup) -> Iterator[Violation]:
    def unserved(entry: Attachment) -> bool:
        port = group.health_check_port
        return port is not None and entry.service.serves(port) is False

    for backend in backends_where(group, unserved):
        port = group.health_check_port
        service = backend.service
        served = {span for task in service.task_definition.candidates for span in task.served_ports}
        ports = ", ".join(map(_text, sorted(served, key=lambda span: span.start))) or "none"
        yield Violation(
            group,
            "healthCheck.port",
            f"Health checks of {group.label} go to port {port}, but no container of {service.label} serves it "
            f"(ports served: {ports}).",
            "Every target stays unhealthy, and ECS stops and replaces the tasks without end.",
            'set healthCheck.port (health_check["port"]) to "traffic-port"; if a container does listen on '
            f"{port}, state it in its portMappings.",
        )


def _text(ports: range) -> str:
    return str(ports.start) if len(ports) == 1 else f"{ports.start}-{ports.stop - 1}"
