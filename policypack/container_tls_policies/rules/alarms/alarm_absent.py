"""Failed TLS handshakes can be watched where TLS ends.

## What it does
Reports HTTPS and TLS listeners, and services with TLS in Service Connect, where no alarm of the stack is on
`ClientTLSNegotiationErrorCount` or `TargetTLSNegotiationErrorCount` of the load balancer, or of a discovery name of the
service. Off by default: alarms are often in a stack of their own, or made by a monitoring service.

## Why it is bad
A certificate that expired, a client that is too old, or a target that lost its key shows only in these counters: a
handshake that fails is no request, and appears in no access log.

## Example
```python
import pulumi_aws as aws

balancer = aws.lb.LoadBalancer("web", security_groups=["sg-0123456789abcdef0"], subnets=["subnet-0a", "subnet-0b"])
aws.lb.Listener(
    "https",  # violates
    load_balancer_arn=balancer.arn,
    port=443,
    protocol="HTTPS",
    ssl_policy="ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
    certificate_arn="arn:aws:acm:us-east-1:123456789012:certificate/shared",
    default_actions=[
        {"type": "fixed-response", "fixed_response": {"content_type": "text/plain", "status_code": "404"}}
    ],
)
```

## Use instead
An alarm on the sum, with missing data as good.
```python
aws.cloudwatch.MetricAlarm(
    "handshakes",
    namespace="AWS/ApplicationELB",
    metric_name="ClientTLSNegotiationErrorCount",
    dimensions={"LoadBalancer": balancer.arn_suffix},
    statistic="Sum",
    period=300,
    evaluation_periods=1,
    comparison_operator="GreaterThanThreshold",
    threshold=10,
    treat_missing_data="notBreaching",
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import Listener, MetricAlarm, TlsServer
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    on=TlsServer,
    level=Level.DISABLED,
    severity=Severity.LOW,
    outcome=Outcome.BLIND,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html",
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/available-metrics.html",
    ),
)
def check(server: TlsServer) -> Iterator[Violation]:
    if not server.ends_tls or server.stack.leaves_out(MetricAlarm) or server.is_watched:
        return
    is_listener = isinstance(server.as_service_or_listener, Listener)
    yield Violation(
        server,
        "protocol" if is_listener else "serviceConnectConfiguration",
        f"{server.label} ends TLS, and no alarm of this stack watches the TLS errors of its "
        f"{'load balancer' if is_listener else 'endpoints'}.",
        "When handshakes fail, because of a certificate or a client that is too old, nothing says so.",
        "add an aws.cloudwatch.MetricAlarm on the Sum of ClientTLSNegotiationErrorCount.",
    )
