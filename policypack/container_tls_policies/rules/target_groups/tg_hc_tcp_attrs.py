"""A TCP health check must have no path and no matcher, and no place on an Application Load Balancer.

## What it does
Reports target groups whose health check has the protocol TCP and a `path` or a `matcher`, and those for an Application
Load Balancer (protocol HTTP or HTTPS) or a Lambda function whose health check has the protocol TCP.

## Why it is bad
A TCP check opens a connection and sends nothing, so there is no path to ask for and no status code to expect. An
Application Load Balancer checks by HTTP and HTTPS only. The provider refuses both at the preview or, where it cannot
tell yet, in the middle of the update.

## Example
```python
import pulumi_aws as aws

group = aws.lb.TargetGroup(
    "tls",  # violates
    port=8443,
    protocol="TCP",
    target_type="ip",
    vpc_id="vpc-0123456789abcdef0",
    health_check={"protocol": "TCP", "path": "/health"},
)
```

## Use instead
Leave path and matcher out; or ask a port that speaks plain HTTP, such as the container's own health port.
```python
group = aws.lb.TargetGroup(
    "tls",
    port=8443,
    protocol="TCP",
    target_type="ip",
    vpc_id="vpc-0123456789abcdef0",
    health_check={"protocol": "HTTP", "path": "/health", "port": "8080"},
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
    level=Level.MANDATORY,
    severity=Severity.MEDIUM,
    outcome=Outcome.REJECTED,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html",
        "https://github.com/terraform-aws-modules/terraform-aws-alb/issues/386",
    ),
)
def check(group: TargetGroup) -> Iterator[Violation]:
    health_check = group.health_check
    if health_check is None or health_check.protocol != "TCP":
        return
    for key, value in (("path", health_check.request_path), ("matcher", health_check.matcher)):
        if value:
            yield Violation(
                group,
                f"healthCheck.{key}",
                f"The health check of {group.label} has the protocol TCP and a {key}.",
                "A TCP check sends no request: the provider refuses the target group.",
                f"remove healthCheck.{key}, or set healthCheck.protocol to HTTP or HTTPS.",
            )
    if group.target_type == "lambda" or group.is_for_application_load_balancer:
        takes = "a Lambda function" if group.target_type == "lambda" else f"the protocol {group.protocol}"
        yield Violation(
            group,
            "healthCheck.protocol",
            f"The health check of {group.label} has the protocol TCP, but the target group is for {takes}.",
            "An Application Load Balancer checks by HTTP or HTTPS only: the provider refuses the target group.",
            'set healthCheck.protocol (health_check["protocol"]) to HTTP or HTTPS.',
        )
