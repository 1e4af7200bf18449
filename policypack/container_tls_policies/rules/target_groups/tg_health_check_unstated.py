"""A target group should say how its targets are checked.

## What it does
Reports HTTP and HTTPS target groups without a `healthCheck`, or with one that has no `path`. It is off by default: `/`
is a good answer for many applications.

## Why it is bad
The load balancer then asks for `/` and expects 200. What the front page needs decides whether the targets are healthy:
a redirect to a login makes all of them unhealthy, and a page that is served from a cache hides that nothing works.

## Example
```python
import pulumi_aws as aws

aws.lb.TargetGroup(
    "shop",  # violates
    port=8443,
    protocol="HTTPS",
    target_type="ip",
    vpc_id="vpc-0123456789abcdef0",
    health_check={"protocol": "HTTPS"},
)
```

## Use instead
A path that the application answers when it can do its work.
```python
aws.lb.TargetGroup(
    "shop",
    port=8443,
    protocol="HTTPS",
    target_type="ip",
    vpc_id="vpc-0123456789abcdef0",
    health_check={"protocol": "HTTPS", "path": "/health"},
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import TargetGroup
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    on=TargetGroup,
    level=Level.DISABLED,
    severity=Severity.LOW,
    outcome=Outcome.BLIND,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html",
        "https://www.checkov.io/5.Policy%20Index/terraform.html",
    ),
)
def check(group: TargetGroup) -> Iterator[Violation]:
    if not group.is_for_application_load_balancer or group.target_type == "lambda":
        return
    health_check = group.health_check
    if health_check is None or not health_check.request_path:
        yield Violation(
            group,
            "healthCheck.path",
            f"{group.label} does not say which path its targets are checked by.",
            'AWS asks for "/" and expects 200, whatever the application serves there.',
            'set healthCheck.path (health_check["path"]) to one that tells whether the application works.',
        )
