"""A network interface should have no more security groups than AWS allows.

## What it does
Reports load balancers, ECS services, launch templates, launch configurations and instances with more security groups
than `limit`, which is 5 unless AWS has raised the quota of the account; 16 is the most that it gives. A group that is
named twice counts once.

The number of rules in one group is the matter of `sg-rule-limit`.

## Why it is bad
AWS refuses the load balancer, or the network interface of each task and instance: a service then deploys and never
starts a task.

## Example
```python
import pulumi_aws as aws

aws.lb.LoadBalancer(
    "shop",  # violates
    subnets=["subnet-0a", "subnet-0b"],
    security_groups=["sg-01", "sg-02", "sg-03", "sg-04", "sg-05", "sg-06"],
)
```

## Use instead
One group for the load balancer with a rule for each client, in place of one group for each client.
```python
aws.lb.LoadBalancer("shop", subnets=["subnet-0a", "subnet-0b"], security_groups=["sg-01"])
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...model import InterfaceOwner, those
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


@rule(
    on=InterfaceOwner,
    level=Level.ADVISORY,
    severity=Severity.MEDIUM,
    outcome=Outcome.REJECTED,
    since="0.1.0",
    references=("https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html",),
    options={
        "limit": {
            "type": "integer",
            "minimum": 1,
            "maximum": 16,
            "default": 5,
            "description": "The account's quota of security groups on a network interface.",
        }
    },
)
def check(found: InterfaceOwner, options: Mapping[str, Any]) -> Iterator[Violation]:
    owner, limit = found.owner, int(options["limit"])
    for interface in those(found.interfaces, lambda interface: interface.group_count.exceeds(limit)):
        count = interface.group_count.at_least
        yield Violation(
            owner,
            interface.group_path,
            f"{owner.label} has {count} security groups, and the quota is {limit} for a network interface.",
            "AWS refuses the network interface: no load balancer is created, and tasks and instances do not start.",
            "use fewer groups with more rules in each; where AWS has raised the quota, state it as this rule's option "
            "limit.",
        )
