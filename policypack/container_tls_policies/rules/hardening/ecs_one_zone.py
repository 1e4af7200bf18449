"""The tasks of a service should be in two availability zones.

## What it does
Reports services that run two tasks or more (`desiredCount`) in awsvpc mode with one subnet, or with subnets of this
stack that are all in one zone. A subnet that is in a Local Zone or on an Outpost is accepted, as far as the stack
tells.

## Why it is bad
Several tasks are there so that one may fail. When the zone fails, all of them do.

## Example
```python
import pulumi_aws as aws

aws.ecs.Service(
    "web",  # violates
    task_definition="web:7",
    desired_count=2,
    network_configuration={"subnets": ["subnet-0a"], "security_groups": ["sg-0123456789abcdef0"]},
)
```

## Use instead
Subnets of two zones, or of all that the load balancer has.
```python
aws.ecs.Service(
    "web",
    task_definition="web:7",
    desired_count=2,
    network_configuration={"subnets": ["subnet-0a", "subnet-0b"], "security_groups": ["sg-0123456789abcdef0"]},
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import Service, every, have_zones_beside, zones_of
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model import NetworkConfiguration


@rule(
    on=Service,
    level=Level.ADVISORY,
    severity=Severity.LOW,
    outcome=Outcome.LATER,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-rebalancing.html",
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-networking-awsvpc.html",
    ),
)
def check(service: Service) -> Iterator[Violation]:
    network = service.network_configuration
    if network and every(
        [
            lambda: service.has_fixed_count and service.desired_count > 1,
            lambda: _is_in_one_zone(network),
            lambda: have_zones_beside(network.interface.subnets),
        ]
    ):
        yield Violation(
            service,
            "networkConfiguration.subnets",
            f"{service.label} has {service.desired_count} tasks, all of them in one availability zone.",
            "When that zone fails, all tasks fail with it.",
            'add a subnet of another zone to networkConfiguration.subnets (network_configuration["subnets"]).',
        )


def _is_in_one_zone(network: NetworkConfiguration) -> bool:
    if len(network.subnet_ids) == 1:
        return True
    zones = zones_of(network.interface.subnets)
    return zones is not None and 1 in (len(zones.names or ()), len(zones.ids or ()))
