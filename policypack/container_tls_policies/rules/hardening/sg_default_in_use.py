"""Nothing should have the default security group of its VPC.

## What it does
Reports Application Load Balancers without `securityGroups` and ECS services in awsvpc mode whose `networkConfiguration`
has none: AWS gives them the default group. Reports load balancers, services, launch templates, launch configurations
and instances that name an `aws.ec2.DefaultSecurityGroup` of the stack.

A Network Load Balancer without groups has none at all. What is in the default group is the matter of `sg-default-open`.

## Why it is bad
As AWS makes it, the default group lets its members reach each other on every port: everything that nobody gave a group
to can talk to each other. Emptied, as benchmarks ask, it shuts its members off.

## Example
```python
import pulumi_aws as aws

aws.lb.LoadBalancer(
    "shop",  # violates
    subnets=["subnet-0a", "subnet-0b"],
)
```

## Use instead
A group of its own.
```python
aws.lb.LoadBalancer("shop", subnets=["subnet-0a", "subnet-0b"], security_groups=["sg-0123456789abcdef0"])
```
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ...model import InterfaceOwner, LoadBalancer, Service, some, those
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model import Interface, Reference, Resource, SecurityGroup


@rule(
    on=InterfaceOwner,
    level=Level.ADVISORY,
    severity=Severity.LOW,
    outcome=Outcome.INSECURE,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html",
        "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html",
    ),
)
def check(found: InterfaceOwner) -> Iterator[Violation]:
    owner = found.owner
    for interface in those(found.interfaces, partial(_has_default_group, owner)):
        how = (
            "names the default security group of its VPC"
            if interface.groups
            else "has no security groups, and gets the default one of its VPC"
        )
        yield Violation(
            owner,
            interface.group_path,
            f"{owner.label} {how}.",
            "The default group lets in all its other members on every port; once emptied, it lets nothing through.",
            "make a security group for it and name that in its place.",
        )


def _has_default_group(owner: Resource, interface: Interface) -> bool:
    if interface.groups:
        return some([partial(_is_default, reference) for reference in interface.groups])
    return isinstance(owner, Service) or (isinstance(owner, LoadBalancer) and owner.type == "application")


def _is_default(reference: Reference[SecurityGroup]) -> bool:
    if reference.certain:
        return any(group.is_default for group in reference.candidates)
    return bool(reference.candidates and reference.agree(lambda group: group.is_default))
