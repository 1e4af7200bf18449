"""Alarms on metrics that are reported only when something happens should count missing data as good.

## What it does
Reports alarms that go off above a threshold, on a metric that load balancers or Service Connect report only while it is
not 0, such as errors, where `treatMissingData` is `breaching`, `missing`, or not set, which means `missing`. Alarms
that go off below a threshold, and metric math, are not reported.

## Why it is bad
No data means that nothing happened. With `missing` the alarm is in INSUFFICIENT_DATA while all is well, and never
returns to OK after it went off, so that nobody learns that it is over. With `breaching` it goes off while all is well.

## Example
```python
import pulumi_aws as aws

aws.cloudwatch.MetricAlarm(
    "handshakes",  # violates
    namespace="AWS/ApplicationELB",
    metric_name="TargetTLSNegotiationErrorCount",
    dimensions={"LoadBalancer": "app/shared/0123456789abcdef"},
    statistic="Sum",
    period=300,
    evaluation_periods=1,
    comparison_operator="GreaterThanThreshold",
    threshold=0,
)
```

## Use instead
`notBreaching`.
```python
aws.cloudwatch.MetricAlarm(
    "handshakes",
    namespace="AWS/ApplicationELB",
    metric_name="TargetTLSNegotiationErrorCount",
    dimensions={"LoadBalancer": "app/shared/0123456789abcdef"},
    statistic="Sum",
    period=300,
    evaluation_periods=1,
    comparison_operator="GreaterThanThreshold",
    threshold=0,
    treat_missing_data="notBreaching",
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import MetricAlarm, every
from ...rule import Level, Outcome, Remedy, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    on=MetricAlarm,
    level=Level.ADVISORY,
    severity=Severity.LOW,
    outcome=Outcome.BLIND,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html",
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html",
    ),
)
def check(alarm: MetricAlarm) -> Iterator[Violation]:
    compared = alarm.compared
    metric = compared.metric if compared else None
    if metric is None or not metric.is_sparse:
        return
    if every([lambda: alarm.is_for_more, lambda: alarm.treat_missing_data in ("missing", "breaching")]):
        effects = {
            "missing": "While nothing happens the alarm is in INSUFFICIENT_DATA, and it never returns to OK.",
            "breaching": "The alarm goes off while nothing happens.",
        }
        yield Violation(
            alarm,
            "treatMissingData",
            f"{alarm.label} takes missing data as {alarm.treat_missing_data}, and {metric.name} is not reported in "
            f"{metric.namespace} while it is 0.",
            effects[alarm.treat_missing_data],
            'set treatMissingData (treat_missing_data) to "notBreaching".',
            Remedy(("treatMissingData",), "notBreaching"),
        )
