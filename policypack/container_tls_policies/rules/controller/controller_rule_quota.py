"""The group that the controller writes for clients should have no more rules than AWS allows.

## What it does
Reports Ingresses and Services whose clients make more rules than a security group can have: one for each address range
and each prefix list on each port. AWS counts those for IPv4 and those for IPv6 apart; a prefix list counts with its
size, which cannot be seen from here, so that it is taken for one rule. The ports are those of
`alb.ingress.kubernetes.io/listen-ports` and of `spec.ports`.

The quota of 60 can be raised; state yours in this rule's option `quota`. Load balancers with security groups of their
own are not looked at.

## Why it is bad
The controller writes all clients into one group and never into several. AWS refuses the rules above the quota
with `RulesPerSecurityGroupLimitExceeded`, and the load balancer is not created.

## Example
```python
import pulumi

clients = [f"10.{number}.0.0/16" for number in range(40)]
pulumi.CustomResource(
    "kubernetes:networking.k8s.io/v1:Ingress",
    "shop",  # violates
    {
        "metadata": {
            "annotations": {
                "alb.ingress.kubernetes.io/inbound-cidrs": ", ".join(clients),
                "alb.ingress.kubernetes.io/listen-ports": '[{"HTTP": 80}, {"HTTPS": 443}]',
            },
        },
        "spec": {"ingressClassName": "alb"},
    },
)
```

## Use instead
Name larger networks or fewer ports, or spread the clients over several security groups of your own.
```python
clients = ["10.0.0.0/8"]
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...model import CustomGroupsOwner, client_rules, has_managed_group
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


@rule(
    on=CustomGroupsOwner,
    level=Level.ADVISORY,
    severity=Severity.HIGH,
    outcome=Outcome.BROKEN,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html#vpc-limits-security-groups",
        "https://github.com/kubernetes-sigs/aws-load-balancer-controller/issues/3538",
    ),
    options={
        "quota": {
            "type": "integer",
            "default": 60,
            "minimum": 1,
            "maximum": 1000,
            "description": "The account's quota of inbound rules for one security group.",
        }
    },
)
def check(owner: CustomGroupsOwner, options: Mapping[str, Any]) -> Iterator[Violation]:
    if not owner.gives_ranges and not owner.gives_prefix_lists:
        return
    quota = int(options["quota"])
    for family, ports, sources in client_rules(owner):
        if ports * sources > quota and has_managed_group(owner):
            yield Violation(
                owner,
                owner.ranges_key,
                f"{owner.label} lets in {sources} {family} clients on {ports} {'port' if ports == 1 else 'ports'}: "
                f"{ports * sources} rules at least, and AWS allows {quota} in a security group.",
                "AWS refuses the rules, and the controller does not create the load balancer.",
                "name larger networks or fewer ports, or spread the clients over security groups of your own; if the "
                "account's quota is higher, state it in this rule's option quota.",
            )
            return
