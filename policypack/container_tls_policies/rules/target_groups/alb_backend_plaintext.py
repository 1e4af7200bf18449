"""An Application Load Balancer should speak TLS to its targets, too.

## What it does
Reports HTTP target groups to which an HTTPS listener of this stack, or a rule of one, forwards. It is off by default:
many organizations let TLS end at the load balancer. Turn it on where traffic is to be encrypted all the way.

## Why it is bad
The listener ends TLS, and requests go on in clear text through the VPC. What mirrors or records traffic there reads
them, cookies and passwords included.

## Example
```python
import pulumi_aws as aws

group = aws.lb.TargetGroup(
    "shop",  # violates
    port=8080,
    protocol="HTTP",
    target_type="ip",
    vpc_id="vpc-0123456789abcdef0",
)
listener = aws.lb.Listener(
    "https",
    load_balancer_arn="arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/shared/0123456789abcdef",
    port=443,
    protocol="HTTPS",
    ssl_policy="ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
    certificate_arn="arn:aws:acm:us-east-1:123456789012:certificate/shared",
    default_actions=[{"type": "forward", "target_group_arn": group.arn}],
)
```

## Use instead
Let the container, a sidecar or Service Connect end TLS. The load balancer does not verify the certificate.
```python
group = aws.lb.TargetGroup(
    "shop",
    port=8443,
    protocol="HTTPS",
    target_type="ip",
    vpc_id="vpc-0123456789abcdef0",
    health_check={"protocol": "HTTPS"},
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import TargetGroup
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model import Forwarder


@rule(
    on=TargetGroup,
    level=Level.DISABLED,
    severity=Severity.HIGH,
    outcome=Outcome.INSECURE,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html",
        "https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html",
    ),
)
def check(group: TargetGroup) -> Iterator[Violation]:
    if not group.forwarders or group.protocol != "HTTP":
        return

    def ends_tls(forwarder: Forwarder) -> bool:
        return forwarder.listener_protocol == "HTTPS"

    if found := group.forwarders_where(ends_tls):
        yield Violation(
            group,
            "protocol",
            f"{group.label} has the protocol HTTP, while {found[0].label} forwards to it what came by HTTPS.",
            "The load balancer ends TLS, and sends requests to the targets in clear text.",
            'set protocol to "HTTPS", with healthCheck.protocol (health_check["protocol"]) "HTTPS", and let the '
            "targets "
            "end TLS.",
        )
