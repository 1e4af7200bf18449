"""The numbers of a health check must be within AWS's limits.

## What it does
Reports health checks

- whose `interval` is not 5 to 300 seconds, `timeout` not 2 to 120 seconds, `healthyThreshold` or `unhealthyThreshold`
  not 2 to 10;
- whose `timeout` is not below the `interval` (30 seconds unless set; a Network Load Balancer takes equal ones, too);
- whose `matcher` is no list of status codes, such as `200` or `200-299,301`, or has codes outside 200 to 499, or 200 to
  599 for a Network Load Balancer.

The matcher of gRPC target groups is the subject of `tg-grpc-matcher`. A `timeout` that is not set is AWS's to choose.

## Why it is bad
The provider refuses some of these values, AWS the others, halfway through an update: "Health check interval must be
greater than the timeout".

## Example
```python
import pulumi_aws as aws

group = aws.lb.TargetGroup(
    "web",  # violates
    port=8080,
    protocol="HTTPS",
    target_type="ip",
    vpc_id="vpc-0123456789abcdef0",
    health_check={"protocol": "HTTPS", "interval": 10, "timeout": 15},
)
```

## Use instead
Give up before the next check starts.
```python
group = aws.lb.TargetGroup(
    "web",
    port=8080,
    protocol="HTTPS",
    target_type="ip",
    vpc_id="vpc-0123456789abcdef0",
    health_check={"protocol": "HTTPS", "interval": 10, "timeout": 5},
)
```
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...model import HealthCheck, TargetGroup
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
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html",
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/target-group-health-checks.html",
    ),
)
def check(group: TargetGroup) -> Iterator[Violation]:
    health_check = group.health_check
    if health_check is None:
        return
    for key, wrong, value in (*_numbers(health_check), *_timeout(group, health_check), *_matcher(group, health_check)):
        yield Violation(
            group,
            f"healthCheck.{key}",
            f"The health check of {group.label} has {wrong}.",
            "The target group is refused, and the update ends there.",
            f'set healthCheck.{key} (health_check["{_snake(key)}"]) {value}.',
        )


def _numbers(health_check: HealthCheck) -> Iterator[tuple[str, str, str]]:
    limits = (
        ("interval", health_check.interval, range(5, 301)),
        ("timeout", health_check.timeout, range(2, 121)),
        ("healthyThreshold", health_check.healthy_threshold, range(2, 11)),
        ("unhealthyThreshold", health_check.unhealthy_threshold, range(2, 11)),
    )
    for key, value, allowed in limits:
        if value is not None and value not in allowed:
            span = f"{allowed.start} to {allowed.stop - 1}"
            yield key, f"the {key} {value}; {span} are allowed", f"to a number from {span}"


def _timeout(group: TargetGroup, health_check: HealthCheck) -> Iterator[tuple[str, str, str]]:
    timeout, interval = health_check.timeout or 0, health_check.interval
    if timeout > interval or (timeout == interval and group.is_for_application_load_balancer):
        yield (
            "timeout",
            f"a timeout of {timeout} seconds, but starts anew every {interval} seconds",
            f"below the interval of {interval} seconds, or raise that",
        )


def _matcher(group: TargetGroup, health_check: HealthCheck) -> Iterator[tuple[str, str, str]]:
    if not health_check.matcher or group.protocol_version == "GRPC":
        return
    codes, last = health_check.codes, 499 if group.is_for_application_load_balancer else 599
    if codes is None or any(span.start < 200 or span.stop - 1 > last for span in codes):
        yield (
            "matcher",
            f'the matcher "{health_check.matcher}", which is not a list of status codes from 200 to {last}',
            f'to codes from 200 to {last}, such as "200" or "200-299"',
        )


def _snake(key: str) -> str:
    """The name of a property in Python."""
    return re.sub("([A-Z])", r"_\1", key).lower()
