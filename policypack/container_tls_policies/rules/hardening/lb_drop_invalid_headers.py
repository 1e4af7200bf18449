"""An Application Load Balancer should drop headers with invalid names.

## What it does
Reports Application Load Balancers without `dropInvalidHeaderFields`. Network Load Balancers do not read headers.

## Why it is bad
Header names with other characters than letters, digits and dashes go through to the targets. Some servers read such a
name as another header than the load balancer did, which is one way to smuggle requests past it.

## Example
```python
import pulumi_aws as aws

aws.lb.LoadBalancer(
    "front",  # violates
    load_balancer_type="application",
    subnets=["subnet-0a", "subnet-0b"],
    security_groups=["sg-0123456789abcdef0"],
)
```

## Use instead
Drop them, unless your clients really send such names, underscores for instance.
```python
aws.lb.LoadBalancer(
    "front",
    load_balancer_type="application",
    subnets=["subnet-0a", "subnet-0b"],
    security_groups=["sg-0123456789abcdef0"],
    drop_invalid_header_fields=True,
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import LoadBalancer
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    on=LoadBalancer,
    level=Level.ADVISORY,
    severity=Severity.MEDIUM,
    outcome=Outcome.INSECURE,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html",
        "https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html",
    ),
)
def check(load_balancer: LoadBalancer) -> Iterator[Violation]:
    if load_balancer.type == "application" and not load_balancer.drop_invalid_header_fields:
        yield Violation(
            load_balancer,
            "dropInvalidHeaderFields",
            f"{load_balancer.label} passes headers with invalid names on.",
            "Targets may read them as other headers than the load balancer does, so that requests can be smuggled past "
            "it.",
            "set dropInvalidHeaderFields (drop_invalid_header_fields) to true.",
        )
