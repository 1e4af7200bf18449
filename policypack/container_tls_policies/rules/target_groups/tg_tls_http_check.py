"""A target group that speaks TLS should not be checked in plain HTTP on the same port.

## What it does
Reports HTTPS and TLS target groups whose health checks use HTTP on the port of the traffic. That is the default, too:
of Application Load Balancers without a `healthCheck`, and of the provider where the block has no `protocol`.

Checks on a port of their own are left alone, and so are those whose `matcher` takes the status code 400, with which
some servers answer HTTP on a port for HTTPS. What Service Connect does belongs to `sc-tls-alb-http-target` and
`sc-tls-nlb-https-hc`.

## Why it is bad
The target expects a TLS handshake and gets a plain request. It closes the connection or answers 400: all targets are
unhealthy, and ECS stops and starts tasks without end. It is advisory since a few servers take both on one port.

## Example
```python
import pulumi_aws as aws

aws.lb.TargetGroup(
    "shop",  # violates
    port=8443,
    protocol="HTTPS",
    target_type="ip",
    vpc_id="vpc-0123456789abcdef0",
    health_check={"path": "/health"},
)
```

## Use instead
Check in the protocol of the traffic, or a port of its own in HTTP.
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

from ...model import Service, TargetGroup, backends_where, every
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model import Attachment


@rule(
    on=TargetGroup,
    level=Level.ADVISORY,
    severity=Severity.HIGH,
    outcome=Outcome.UNHEALTHY,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html",
        "https://github.com/kubernetes-sigs/aws-load-balancer-controller/issues/632",
    ),
)
def check(group: TargetGroup) -> Iterator[Violation]:
    if every(
        [
            lambda: group.protocol in ("HTTPS", "TLS"),
            lambda: group.health_check_protocol == "HTTP",
            lambda: _goes_to_the_traffic_port(group),
            lambda: not _takes_bad_request(group),
            lambda: not _has_tls_proxy(group),
        ]
    ):
        yield Violation(
            group,
            "healthCheck.protocol",
            f"{group.label} has the protocol {group.protocol}, and is checked by plain HTTP on the same port.",
            "A target that expects TLS refuses the request: it is unhealthy for good, and ECS replaces its tasks.",
            'set healthCheck.protocol (health_check["protocol"]) to "HTTPS", or healthCheck.port to one that speaks '
            "plain HTTP.",
        )


def _goes_to_the_traffic_port(group: TargetGroup) -> bool:
    """Whether checks go to the port that ECS registers targets with, or else to that of the target group."""
    check, port = group.health_check, group.health_check_port
    if check is None or (check.enabled and port is None):
        return True
    if group.stack.referrers(group, Service, "target_groups"):
        return bool(backends_where(group, lambda entry: entry.container_port == port))
    return check.enabled and port == group.port


def _takes_bad_request(group: TargetGroup) -> bool:
    check = group.health_check
    return check is not None and any(400 in codes for codes in check.codes or ())


def _has_tls_proxy(group: TargetGroup) -> bool:
    """Whether a Service Connect proxy takes what the load balancer sends."""

    def meets_proxy(entry: Attachment) -> bool:
        return entry.behind_tls_proxy

    return bool(backends_where(group, meets_proxy, lambda service: service.has_tls_endpoint))
