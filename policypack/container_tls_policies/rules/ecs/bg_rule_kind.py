"""A blue/green deployment must name a rule of an Application, but a listener of a Network Load Balancer.

## What it does
Reports services in whose `advancedConfiguration` the `productionListenerRule` or the `testListenerRule` is

- a listener of an Application Load Balancer (one whose protocol is HTTP or HTTPS, or whose ARN says so);
- a rule, while the target group is of a Network Load Balancer.

The ARN of a listener's default rule, which contains `listener-rule`, is a rule as well.

## Why it is bad
ECS shifts the traffic of an Application Load Balancer by the weights in a rule; the listeners of a Network Load
Balancer have no rules. It refuses the other: "productionListenerRule has an invalid ARN format. Must be RuleArn for
ALB or ListenerArn for NLB".

## Example
```python
import json
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
weights = {"target_groups": [{"arn": blue.arn, "weight": 100}, {"arn": green.arn, "weight": 0}]}
listener = aws.lb.Listener(
    "https",
    load_balancer_arn="arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/shared/0123456789abcdef",
    port=443,
    protocol="HTTPS",
    ssl_policy="ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
    certificate_arn="arn:aws:acm:us-east-1:123456789012:certificate/shared",
    default_actions=[{"type": "forward", "forward": weights}],
)
production = listener
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
    load_balancers=[
        {
            "target_group_arn": blue.arn,
            "container_name": "web",
            "container_port": 8080,
            "advanced_configuration": {
                "alternate_target_group_arn": green.arn,
                "production_listener_rule": production.arn,
                "role_arn": "arn:aws:iam::123456789012:role/ecsInfrastructureRoleForLoadBalancers",
            },
        }
    ],
)
```

## Use instead
Forward in a rule of the listener, and name that.
```python
production = aws.lb.ListenerRule(
    "web",
    listener_arn=listener.arn,
    conditions=[{"path_pattern": {"values": ["/*"]}}],
    actions=[{"type": "forward", "forward": weights}],
)
```
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ...model import Service, those
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model import Attachment, Forwarder, Reference

KEYS = {"productionListenerRule": "production_listener_rule", "testListenerRule": "test_listener_rule"}


@rule(
    on=Service,
    level=Level.MANDATORY,
    severity=Severity.HIGH,
    outcome=Outcome.REJECTED,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/troubleshooting-blue-green.html",
        "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_AdvancedConfiguration.html",
    ),
)
def check(service: Service) -> Iterator[Violation]:
    for _, reference in those(_switches(service), _is_wrong):
        key = reference.path.rpartition(".")[2]
        names = " or ".join(candidate.label for candidate in reference.candidates) or reference.literal
        if _is_listener(reference):
            found, wanted = "a listener of an Application Load Balancer", "a rule of that listener"
        else:
            found, wanted = "a rule, for a target group of a Network Load Balancer", "the listener itself"
        yield Violation(
            service,
            reference.path,
            f"{service.label} has as its {key} {names}, which is {found}.",
            "ECS refuses the service: it shifts traffic by rules of Application and by listeners of Network Load "
            "Balancers.",
            f"set {key} ({KEYS[key]}) to the ARN of {wanted}.",
        )


def _switches(service: Service) -> Iterator[tuple[Attachment, Reference[Forwarder]]]:
    """What moves traffic, with the element of `loadBalancers` that names it."""
    for entry in those(service.attachments, lambda entry: entry.advanced_configuration is not None):
        advanced = entry.advanced_configuration
        yield from ((entry, reference) for reference in (advanced.listener_rules if advanced else ()))


def _is_wrong(switch: tuple[Attachment, Reference[Forwarder]]) -> bool:
    entry, reference = switch
    return _is_listener(reference) or reference.agree(partial(_is_rule_for_network, entry)) is True


def _is_listener(reference: Reference[Forwarder]) -> bool:
    return bool(reference.agree(_is_application_listener)) or _listener_arn(reference.literal)


def _is_application_listener(forwarder: Forwarder) -> bool:
    listener = forwarder.as_listener
    return listener is not None and listener.protocol in ("HTTP", "HTTPS")


def _is_rule_for_network(entry: Attachment, forwarder: Forwarder) -> bool:
    return forwarder.as_listener is None and bool(
        entry.target_group.agree(lambda group: group.is_for_network_load_balancer)
    )


def _listener_arn(literal: str | None) -> bool:
    return ":listener/app/" in (literal or "")
