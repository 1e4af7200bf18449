"""Alarms should compare a statistic that means something for their metric.

## What it does
Reports alarms on metrics of load balancers and on TLS errors of Service Connect that compare a statistic of no use with
their threshold: anything but the sum of a count of errors, requests or bytes, and the sum, or the number of samples, of
a level such as `HealthyHostCount` or a time. What is computed by metric math is not reported. Where the threshold tells
only nothing from something, `Average` above 0 say, any statistic will do.

## Why it is bad
Load balancers report one data point for each event, or for each of their nodes several times a minute. The average of
errors is 1 however many there are, so that an alarm above 10 never goes off; the sum of healthy hosts is a multiple of
the hosts, so that an alarm below 2 does not either.

## Example
```python
import pulumi_aws as aws

aws.cloudwatch.MetricAlarm(
    "errors",  # violates
    namespace="AWS/ApplicationELB",
    metric_name="HTTPCode_ELB_5XX_Count",
    dimensions={"LoadBalancer": "app/shared/0123456789abcdef"},
    statistic="Average",
    period=60,
    evaluation_periods=3,
    comparison_operator="GreaterThanThreshold",
    threshold=10,
    treat_missing_data="notBreaching",
)
```

## Use instead
The sum of what is counted.
```python
aws.cloudwatch.MetricAlarm(
    "errors",
    namespace="AWS/ApplicationELB",
    metric_name="HTTPCode_ELB_5XX_Count",
    dimensions={"LoadBalancer": "app/shared/0123456789abcdef"},
    statistic="Sum",
    period=60,
    evaluation_periods=3,
    comparison_operator="GreaterThanThreshold",
    threshold=10,
    treat_missing_data="notBreaching",
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import MetricAlarm, every
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    on=MetricAlarm,
    level=Level.ADVISORY,
    severity=Severity.LOW,
    outcome=Outcome.BLIND,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html",
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-cloudwatch-metrics.html",
    ),
)
def check(alarm: MetricAlarm) -> Iterator[Violation]:
    compared = alarm.compared
    metric = compared.metric if compared else None
    if compared is None or metric is None:
        return

    def means_nothing() -> bool:
        statistic = compared.statistic
        return statistic is not None and not metric.means_something(statistic)

    if every([means_nothing, lambda: not (metric.is_number_of_events and alarm.goes_off_at_one)]):
        useful = " or ".join(metric.statistics)
        effect = (
            "Data points are single events or parts of them: however many there are, their value stays the same."
            if metric.statistics == ("Sum",)
            else "Every node reports several times a minute: the value says how often, not how much."
        )
        yield Violation(
            alarm,
            compared.statistic_path,
            f"{alarm.label} compares the {compared.statistic} of {metric.name} in {metric.namespace} with its "
            "threshold.",
            effect,
            f"use {useful}, in statistic, extendedStatistic (extended_statistic) or stat.",
        )
