"""An HTTP or HTTPS target group must not have attributes of a Network Load Balancer.

## What it does
Reports HTTP and HTTPS target groups with `proxyProtocolV2`, `connectionTermination` or `preserveClientIp` on.

## Why it is bad
AWS refuses the attributes after it has made the target group, so that the update fails halfway. An Application Load
Balancer tells the client's address in the header `X-Forwarded-For`.

## Example
```python
import pulumi_aws as aws

aws.lb.TargetGroup(
    "shop",  # violates
    port=8443,
    protocol="HTTPS",
    target_type="ip",
    vpc_id="vpc-0123456789abcdef0",
    proxy_protocol_v2=True,
)
```

## Use instead
Leave it out.
```python
aws.lb.TargetGroup(
    "shop",
    port=8443,
    protocol="HTTPS",
    target_type="ip",
    vpc_id="vpc-0123456789abcdef0",
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import TargetGroup, every
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
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/edit-target-group-attributes.html",
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetGroupAttribute.html",
    ),
)
def check(group: TargetGroup) -> Iterator[Violation]:
    for key, spelling, is_on in (
        ("proxyProtocolV2", "proxy_protocol_v2", lambda: group.proxy_protocol_v2),
        ("connectionTermination", "connection_termination", lambda: group.connection_termination),
        ("preserveClientIp", "preserve_client_ip", lambda: group.preserve_client_ip is True),
    ):
        if every([is_on, lambda: group.is_for_application_load_balancer, lambda: group.target_type != "lambda"]):
            yield Violation(
                group,
                key,
                f"{group.label} has the protocol {group.protocol}, and {key} on.",
                "AWS refuses the attribute, which only target groups of Network Load Balancers have, and the update "
                "fails after the group has been made.",
                f"remove {key} ({spelling}).",
            )
