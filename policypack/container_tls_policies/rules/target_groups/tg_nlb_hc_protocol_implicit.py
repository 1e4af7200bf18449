"""The health check of a Network Load Balancer's target group must name its protocol.

## What it does
Reports target groups with the protocol TCP, TLS, UDP or TCP_UDP (or QUIC) whose `healthCheck` names no `protocol`.

Not reported are groups without a `healthCheck` at all, which AWS checks by TCP, and those whose `healthCheck` has a
`path` or a `matcher`, which only HTTP has: there HTTP is meant. Nor are groups of the target type `alb`, which know no
TCP check. HTTP that is written out is as good as any other protocol.

## Why it is bad
AWS's default for such a group is TCP, but the provider has one of its own: as soon as there is a `healthCheck` block,
even for the interval only, it asks for HTTP. A container that ends TLS itself, or speaks anything but HTTP, never
answers that, and its targets stay unhealthy.

## Example
```python
import pulumi_aws as aws

group = aws.lb.TargetGroup(
    "tls",  # violates
    port=8443,
    protocol="TCP",
    target_type="ip",
    vpc_id="vpc-0123456789abcdef0",
    health_check={"interval": 10},
)
```

## Use instead
Say TCP, or HTTP where that is meant.
```python
group = aws.lb.TargetGroup(
    "tls",
    port=8443,
    protocol="TCP",
    target_type="ip",
    vpc_id="vpc-0123456789abcdef0",
    health_check={"protocol": "TCP", "interval": 10},
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import TargetGroup, every
from ...rule import Level, Outcome, Remedy, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    on=TargetGroup,
    level=Level.MANDATORY,
    severity=Severity.HIGH,
    outcome=Outcome.UNHEALTHY,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/target-group-health-checks.html",
        "https://github.com/hashicorp/terraform-provider-aws/issues/2487",
        "https://github.com/terraform-aws-modules/terraform-aws-alb/issues/306",
    ),
)
def check(group: TargetGroup) -> Iterator[Violation]:
    health_check = group.health_check
    if health_check is None or not every(
        [
            lambda: not health_check.states_protocol,
            lambda: not health_check.has("path"),
            lambda: not health_check.has("matcher"),
            lambda: group.is_for_network_load_balancer,
            lambda: group.target_type != "alb",
        ]
    ):
        return
    yield Violation(
        group,
        "healthCheck.protocol",
        f"{group.label} has the protocol {group.protocol}, and a healthCheck that names no protocol of its own.",
        "The provider then asks for HTTP checks, not for AWS's default TCP: targets that do not answer plain HTTP stay "
        "unhealthy.",
        'set healthCheck.protocol (health_check["protocol"]) to "TCP", or to "HTTP" if the targets speak it.',
        Remedy(("healthCheck", "protocol"), "TCP") if group.protocol in ("TCP", "TLS", "TCP_UDP") else None,
    )
