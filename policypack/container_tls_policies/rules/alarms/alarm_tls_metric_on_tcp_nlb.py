"""Alarms on TLS errors of a Network Load Balancer must have a TLS listener to watch.

## What it does
Reports alarms on `ClientTLSNegotiationErrorCount` or `TargetTLSNegotiationErrorCount` in `AWS/NetworkELB` whose load
balancer has listeners in this stack, none of which has the protocol TLS. In metric math every metric counts.

## Why it is bad
A TCP listener passes TLS through and takes no part in the handshake: the load balancer counts no handshakes and never
reports the metrics. The alarm never goes off, and looks as if all were well.

## Example
```python
import pulumi_aws as aws

balancer = aws.lb.LoadBalancer("edge", load_balancer_type="network", subnets=["subnet-0a", "subnet-0b"])
targets = aws.lb.TargetGroup("web", port=8443, protocol="TCP", target_type="ip", vpc_id="vpc-0123456789abcdef0")
aws.lb.Listener(
    "tcp",
    load_balancer_arn=balancer.arn,
    port=443,
    protocol="TCP",
    default_actions=[{"type": "forward", "target_group_arn": targets.arn}],
)
aws.cloudwatch.MetricAlarm(
    "handshakes",  # violates
    namespace="AWS/NetworkELB",
    metric_name="TargetTLSNegotiationErrorCount",
    dimensions={"LoadBalancer": balancer.arn_suffix},
    statistic="Sum",
    period=300,
    evaluation_periods=1,
    comparison_operator="GreaterThanThreshold",
    threshold=0,
    treat_missing_data="notBreaching",
)
```

## Use instead
What shows with passthrough: a container that cannot use its certificate resets connections, or is unhealthy.
```python
aws.cloudwatch.MetricAlarm(
    "handshakes",
    namespace="AWS/NetworkELB",
    metric_name="TCP_Target_Reset_Count",
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

from functools import partial
from typing import TYPE_CHECKING

from ...model import MetricAlarm, every, some
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model import LoadBalancer


@rule(
    on=MetricAlarm,
    level=Level.MANDATORY,
    severity=Severity.MEDIUM,
    outcome=Outcome.BLIND,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-cloudwatch-metrics.html",
    ),
)
def check(alarm: MetricAlarm) -> Iterator[Violation]:
    for measurement in alarm.measurements:
        metric = measurement.metric
        if metric is None or metric.namespace != "AWS/NetworkELB" or not metric.counts_tls_errors:
            continue
        reference = measurement.load_balancer
        if reference.agree(_only_passes_on):
            names = " or ".join(balancer.label for balancer in reference.candidates)
            yield Violation(
                alarm,
                measurement.path_of("metricName"),
                f"{alarm.label} watches {metric.name} of {names}, which has no TLS listener.",
                "Without a TLS listener the metric is never reported: the alarm never goes off.",
                "watch TCP_Target_Reset_Count, TCP_ELB_Reset_Count and UnHealthyHostCount instead.",
            )


def _only_passes_on(balancer: LoadBalancer) -> bool:
    """Whether it is a Network Load Balancer with listeners of this stack only, none of which ends TLS."""
    listeners = balancer.listeners
    return every(
        [
            lambda: balancer.type == "network",
            lambda: not balancer.may_have_foreign_listener,
            lambda: some([partial(listener.belongs_to, balancer) for listener in listeners]),
            lambda: (
                not some(
                    [
                        partial(
                            lambda one: every([lambda: one.terminates_tls, lambda: one.belongs_to(balancer)]), listener
                        )
                        for listener in listeners
                    ]
                )
            ),
        ]
    )
