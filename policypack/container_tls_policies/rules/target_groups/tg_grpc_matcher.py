"""A gRPC target group must expect gRPC status codes.

## What it does
Reports target groups with the protocol version GRPC whose health check has a `matcher` with anything but the gRPC
status codes 0 to 99: `200`, for example, which is HTTP's.

The path is not judged. AWS means it to be that of a method, `/package.service/method`; but a server answers one that it
does not have with code 12 (unimplemented), and that is what a health check expects unless `matcher` is set.

## Why it is bad
With the protocol version GRPC the provider sends the matcher as gRPC codes, and AWS refuses what is not one. gRPC
answers carry the HTTP status 200 whether the call failed or not, so that it would say nothing anyway.

## Example
```python
import pulumi_aws as aws

group = aws.lb.TargetGroup(
    "grpc",  # violates
    port=8443,
    protocol="HTTPS",
    protocol_version="GRPC",
    target_type="ip",
    vpc_id="vpc-0123456789abcdef0",
    health_check={"protocol": "HTTPS", "path": "/grpc.health.v1.Health/Check", "matcher": "200"},
)
```

## Use instead
Expect 0 (OK) of a health service.
```python
group = aws.lb.TargetGroup(
    "grpc",
    port=8443,
    protocol="HTTPS",
    protocol_version="GRPC",
    target_type="ip",
    vpc_id="vpc-0123456789abcdef0",
    health_check={"protocol": "HTTPS", "path": "/grpc.health.v1.Health/Check", "matcher": "0"},
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
    severity=Severity.HIGH,
    outcome=Outcome.REJECTED,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html",
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_Matcher.html",
    ),
)
def check(group: TargetGroup) -> Iterator[Violation]:
    health_check = group.health_check
    if health_check is None or not health_check.has("matcher") or group.protocol_version != "GRPC":
        return
    if not health_check.matcher or not group.is_for_application_load_balancer:
        return
    codes = health_check.codes
    if codes is None or any(span.stop - 1 > 99 for span in codes):
        yield Violation(
            group,
            "healthCheck.matcher",
            f'{group.label} has the protocolVersion GRPC, but its health check expects "{health_check.matcher}", which '
            "is no list of gRPC status codes.",
            "AWS refuses the target group: gRPC has the codes 0 to 99.",
            'set healthCheck.matcher (health_check["matcher"]) to gRPC codes, such as "0" for OK, or "0-99".',
        )
