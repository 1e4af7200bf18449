"""Alarms on metrics of load balancers and Service Connect must name a metric that is reported.

## What it does
Reports alarms on metrics in `AWS/ApplicationELB`, `AWS/NetworkELB`, and of Service Connect in `AWS/ECS`, that no data
point can ever reach:

- the metric's name differs from AWS's in capitals;
- the metric is not reported with these dimensions: `UnHealthyHostCount` without `TargetGroup`, say, or
  `TargetTLSNegotiationErrorCount` of a Network Load Balancer with it;
- the value of a dimension is none: an ARN or a name where the end of the ARN is meant (`arnSuffix`), the load balancer
  of the other type, or an ARN where ECS has names.

In metric math every metric counts. Metrics that AWS does not report, or that the pack does not know, and other
namespaces are not reported.

## Why it is bad
CloudWatch takes any combination of names: a metric is created by the first data point. The alarm stays in
INSUFFICIENT_DATA, or in OK if missing data counts as good, whatever happens.

## Example
```python
import pulumi_aws as aws

balancer = aws.lb.LoadBalancer("web", security_groups=["sg-0123456789abcdef0"], subnets=["subnet-0a", "subnet-0b"])
targets = aws.lb.TargetGroup("web", port=8080, protocol="HTTP", target_type="ip", vpc_id="vpc-0123456789abcdef0")
aws.cloudwatch.MetricAlarm(
    "unhealthy",  # violates
    namespace="AWS/ApplicationELB",
    metric_name="UnHealthyHostCount",
    dimensions={"LoadBalancer": balancer.arn_suffix},
    statistic="Minimum",
    period=60,
    evaluation_periods=3,
    comparison_operator="GreaterThanThreshold",
    threshold=0,
)
```

## Use instead
All dimensions of one of the metric's sets, with `arnSuffix`.
```python
aws.cloudwatch.MetricAlarm(
    "unhealthy",
    namespace="AWS/ApplicationELB",
    metric_name="UnHealthyHostCount",
    dimensions={"LoadBalancer": balancer.arn_suffix, "TargetGroup": targets.arn_suffix},
    statistic="Minimum",
    period=60,
    evaluation_periods=3,
    comparison_operator="GreaterThanThreshold",
    threshold=0,
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ...model import MetricAlarm
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...facts.metrics import Metric
    from ...model import Measurement


class Objection(NamedTuple):
    """Why a metric is never reported: the property at fault, the end of a sentence, and the change to make."""

    key: str
    problem: str
    fix: str


@rule(
    on=MetricAlarm,
    level=Level.MANDATORY,
    severity=Severity.MEDIUM,
    outcome=Outcome.BLIND,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html",
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-cloudwatch-metrics.html",
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/available-metrics.html",
    ),
)
def check(alarm: MetricAlarm) -> Iterator[Violation]:
    for measurement in alarm.measurements:
        metric = measurement.metric
        found = next(_objections(measurement, metric), None) if metric else None
        if metric and found:
            yield Violation(
                alarm,
                measurement.path_of(found.key),
                f"{alarm.label} watches {measurement.metric_name} in {metric.namespace} {found.problem}.",
                "No data point ever reaches the alarm: it never goes off.",
                f"{found.fix}.",
            )


def _objections(measurement: Measurement, metric: Metric) -> Iterator[Objection]:
    if measurement.metric_name != metric.name:
        fix = f'set metricName (metric_name) to "{metric.name}"'
        yield Objection("metricName", f"with other capitals than AWS: {metric.name}", fix)
    given = frozenset(key for key, value in measurement.dimensions.items() if value is not None)
    if given not in metric.dimensions:
        sets = ", or with ".join(_list(names) for names in metric.dimensions)
        problem = f"with {_list(given) if given else 'no dimensions'}; it is reported with {sets}"
        yield Objection("dimensions", problem, f"set dimensions to {_list(metric.dimensions[0])}, or to another set")
    for key in sorted(given):
        yield from _objections_to_value(measurement, key)


def _objections_to_value(measurement: Measurement, key: str) -> Iterator[Objection]:
    value = measurement.dimensions[key]
    at, fix = f"dimensions.{key}", "use arnSuffix (arn_suffix)"
    if key == "LoadBalancer":
        kind = measurement.load_balancer_type
        prefix = "net/" if kind == "network" else "app/"
        if isinstance(value, str) and not value.startswith(prefix):
            problem = f'of a {key} whose value does not begin with "{prefix}"'
            yield Objection(at, problem, f"{fix} of the {kind} load balancer for {key}")
        reference = measurement.load_balancer
        if reference.agree(lambda balancer: balancer.type != kind):
            names = " or ".join(balancer.label for balancer in reference.candidates)
            problem = f"of {names}, which is no {kind} load balancer"
            yield Objection(at, problem, f"{fix} of a load balancer of that type, or the namespace of this one's")
    elif key == "TargetGroup":
        if isinstance(value, str) and not value.startswith("targetgroup/"):
            problem = f'of a {key} whose value does not begin with "targetgroup/"'
            yield Objection(at, problem, f"{fix} of the target group for {key}")
    elif key in ("ClusterName", "ServiceName") and isinstance(value, str) and value.startswith("arn:"):
        yield Objection(at, f"with an ARN for {key}", f"use the name for {key}")


def _list(names: frozenset[str]) -> str:
    return " and ".join(sorted(names))
