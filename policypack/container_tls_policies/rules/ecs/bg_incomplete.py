"""A service whose deployments shift traffic must say, for each load balancer, between what.

## What it does
Reports services with the deployment strategy BLUE_GREEN, LINEAR or CANARY in whose `loadBalancers` an element has no
`advancedConfiguration`, or one without `alternateTargetGroupArn`, `productionListenerRule` or `roleArn`; and, whatever
the strategy, services of which some elements have an `advancedConfiguration` and some do not.

Services without load balancers need none: Service Connect shifts traffic by itself. Those that CodeDeploy or an
external controller deploys are not judged, nor are Classic Load Balancers.

## Why it is bad
ECS starts the new tasks in the alternate target group, and shifts traffic by changing the listener rule, as the role.
It refuses services for which it does not know all three: "advancedConfiguration field is required for all
loadBalancers when using a non-ROLLING deployment strategy".

## Example
```python
import json
import pulumi
import pulumi_aws as aws

blue, green = (
    aws.lb.TargetGroup(
        name,
        port=8080,
        protocol="HTTPS",
        target_type="ip",
        vpc_id="vpc-0123456789abcdef0",
        health_check={"protocol": "HTTPS"},
    )
    for name in ("blue", "green")
)
rule = aws.lb.ListenerRule(
    "web",
    listener_arn="arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/shared/0123456789abcdef/0123456789",
    conditions=[{"path_pattern": {"values": ["/*"]}}],
    actions=[
        {
            "type": "forward",
            "forward": {"target_groups": [{"arn": blue.arn, "weight": 100}, {"arn": green.arn, "weight": 0}]},
        }
    ],
)
task = aws.ecs.TaskDefinition(
    "web",
    family="web",
    network_mode="awsvpc",
    container_definitions=json.dumps([{"name": "web", "image": "web", "portMappings": [{"containerPort": 8080}]}]),
)
aws.ecs.Service(
    "web",  # violates
    task_definition=task.arn,
    deployment_configuration={"strategy": "BLUE_GREEN"},
    network_configuration={"subnets": ["subnet-0a"], "security_groups": ["sg-0123456789abcdef0"]},
    load_balancers=[{"target_group_arn": blue.arn, "container_name": "web", "container_port": 8080}],
    opts=pulumi.ResourceOptions(depends_on=[rule]),
)
```

## Use instead
Name the alternate target group, the rule, and a role that may change both.
```python
aws.ecs.Service(
    "web",
    task_definition=task.arn,
    deployment_configuration={"strategy": "BLUE_GREEN"},
    network_configuration={"subnets": ["subnet-0a"], "security_groups": ["sg-0123456789abcdef0"]},
    load_balancers=[
        {
            "target_group_arn": blue.arn,
            "container_name": "web",
            "container_port": 8080,
            "advanced_configuration": {
                "alternate_target_group_arn": green.arn,
                "production_listener_rule": rule.arn,
                "role_arn": "arn:aws:iam::123456789012:role/ecsInfrastructureRoleForLoadBalancers",
            },
        }
    ],
)
```
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ...model import Attachment, Service, some, those
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

NEEDED = ("alternateTargetGroupArn", "productionListenerRule", "roleArn")


@rule(
    on=Service,
    level=Level.MANDATORY,
    severity=Severity.HIGH,
    outcome=Outcome.REJECTED,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/troubleshooting-blue-green.html",
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/alb-resources-for-blue-green.html",
    ),
)
def check(service: Service) -> Iterator[Violation]:
    incomplete = those(service.attachments, _is_incomplete)
    if not incomplete or service.is_deployed_by_others:
        return
    others = those(service.attachments, lambda entry: not entry.has("elbName"))
    strategy = "" if any(entry.is_blue_green for entry in others) else service.deployment_strategy
    if strategy == "ROLLING" and not some([partial(_shifts, entry) for entry in service.attachments]):
        return
    for entry in incomplete:
        reason = f"has the deployment strategy {strategy}" if strategy else "lets ECS shift its traffic"
        yield Violation(
            service,
            entry.path_of("advancedConfiguration"),
            f"{service.label} {reason}, but {entry.path} has no {_missing(entry)}.",
            "ECS refuses the service: it would not know between what to shift traffic, or could not.",
            "set advancedConfiguration (advanced_configuration) of each element of loadBalancers, with "
            "alternateTargetGroupArn, productionListenerRule and roleArn (alternate_target_group_arn, "
            "production_listener_rule, role_arn).",
        )


def _is_incomplete(entry: Attachment) -> bool:
    return not entry.has("elbName") and _missing(entry) != ""


def _shifts(entry: Attachment) -> bool:
    return entry.is_blue_green and not entry.has("elbName")


def _missing(entry: Attachment) -> str:
    """What an element of `loadBalancers` lacks to shift traffic; empty when nothing."""
    advanced = entry.advanced_configuration
    if advanced is None:
        return "advancedConfiguration"
    return " and no ".join(key for key in NEEDED if not advanced.has(key))
