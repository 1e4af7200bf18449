"""The deregistration delay should be as long as the longest request.

## What it does
Reports target groups of ECS services with a `deregistrationDelay` of 0, and those for an Application Load Balancer
whose delay is shorter than the `idleTimeout` of the load balancer, where that has been raised above its 60 seconds:
who raises it expects requests that take so long.

A short delay in front of the usual idle timeout is fine; it makes deployments faster. So is the default, 300 seconds,
though it is long for short requests.

## Why it is bad
ECS takes a task out of its target groups, waits for the delay, and stops the task. Requests that are still under way
when the delay ends are cut, and clients get 502 at every deployment and scale-in.

## Example
```python
import json
import pulumi
import pulumi_aws as aws

group = aws.lb.TargetGroup(
    "web",  # violates
    port=8080,
    protocol="HTTPS",
    target_type="ip",
    vpc_id="vpc-0123456789abcdef0",
    health_check={"protocol": "HTTPS"},
    deregistration_delay=0,
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
    opts=pulumi.ResourceOptions(depends_on=[listener]),
)
```

## Use instead
Give requests the time that they need.
```python
group = aws.lb.TargetGroup(
    "web",
    port=8080,
    protocol="HTTPS",
    target_type="ip",
    vpc_id="vpc-0123456789abcdef0",
    health_check={"protocol": "HTTPS"},
    deregistration_delay=30,
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import TargetGroup, backends_where, load_balancer_of
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model import Attachment


@rule(
    on=TargetGroup,
    level=Level.ADVISORY,
    severity=Severity.LOW,
    outcome=Outcome.BROKEN,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/load-balancer-connection-draining.html",
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html",
    ),
)
def check(group: TargetGroup) -> Iterator[Violation]:
    def is_too_long(_: Attachment) -> bool:
        return group.deregistration_delay < _longest_request(group)

    for backend in backends_where(group, is_too_long):
        longest = _longest_request(group)
        allowed = f", but its load balancer lets requests take {longest}" if longest > 1 else ""
        yield Violation(
            group,
            "deregistrationDelay",
            f"{group.label} of {backend.service.label} has a deregistrationDelay of {group.deregistration_delay} "
            f"seconds{allowed}.",
            "ECS stops tasks with requests still under way: clients get 502 at every deployment and scale-in.",
            "set deregistrationDelay (deregistration_delay) to the seconds that the longest request takes.",
        )
        return


def _longest_request(group: TargetGroup) -> int:
    """The seconds that a request may take, as far as the program says so."""
    if group.deregistration_delay == 0:
        return 1
    if not group.is_for_application_load_balancer:
        return 0
    load_balancer = load_balancer_of(group)
    idle_timeout = load_balancer.agree(lambda found: found.idle_timeout) if load_balancer else None
    return idle_timeout if idle_timeout and idle_timeout > 60 else 0
