"""Alarms: what they compare with their threshold, and the table of metrics."""

from __future__ import annotations

from typing import Any

import pytest
from container_tls_policies.facts.metrics import metrics, percentiles, plain_statistics
from container_tls_policies.model import UNKNOWN, MetricAlarm, Record, Stack, Undecided

ERRORS: Any = {"namespace": "AWS/ApplicationELB", "metricName": "ClientTLSNegotiationErrorCount", "stat": "Sum"}
MATH = {"id": "sum", "expression": "FILL(errors, 0)"}


def alarm(**inputs: Any) -> MetricAlarm:
    stack = Stack([Record("alarm", "aws:cloudwatch/metricAlarm:MetricAlarm", "alarm", read_inputs=lambda: inputs)])
    return stack.view("alarm", MetricAlarm)


@pytest.mark.parametrize(
    ("inputs", "path"),
    [
        ({**ERRORS}, "statistic"),
        ({"metricQueries": [{"id": "errors", "metric": ERRORS}]}, "metricQueries[0].metric.stat"),
        ({"metricQueries": [MATH, {"metric": ERRORS, "returnData": True}]}, "metricQueries[1].metric.stat"),
        ({"metricQueries": [{**MATH, "returnData": True}, {"metric": ERRORS}]}, None),
        ({"metricQueries": [MATH, {"metric": ERRORS}]}, None),
        ({}, None),
    ],
)
def test_what_is_compared(inputs: Any, path: str | None) -> None:
    found = alarm(statistic="Sum", **inputs).compared
    assert (found and found.statistic_path) == path


@pytest.mark.parametrize(
    ("operator", "threshold", "expected"),
    [
        ("GreaterThanThreshold", 0, True),
        ("GreaterThanThreshold", "0.5", True),
        ("GreaterThanThreshold", 1, False),
        ("GreaterThanThreshold", -1, False),
        ("GreaterThanOrEqualToThreshold", 1, True),
        ("GreaterThanOrEqualToThreshold", 0, False),
        ("LessThanThreshold", 1, True),
        ("LessThanThreshold", 2, False),
        ("LessThanOrEqualToThreshold", 0, True),
        ("GreaterThanUpperThreshold", 0, False),
        ("GreaterThanThreshold", None, False),
    ],
)
def test_nothing_and_something(operator: str, threshold: Any, expected: bool) -> None:
    assert alarm(comparisonOperator=operator, threshold=threshold).goes_off_at_one is expected


def test_names_of_metrics() -> None:
    assert alarm(**{**ERRORS, "metricName": "clienttlsnegotiationerrorcount"}).metric == alarm(**ERRORS).metric
    assert alarm(**{**ERRORS, "namespace": "Shop", "metricName": UNKNOWN}).metric is None
    with pytest.raises(Undecided):
        assert alarm(**{**ERRORS, "metricName": UNKNOWN}).metric


def test_table_of_metrics() -> None:
    assert set(metrics()) == {"AWS/ApplicationELB", "AWS/NetworkELB", "AWS/ECS"}
    for namespace, listed in metrics().items():
        for name, metric in listed.items():
            assert (metric.namespace, metric.name.lower()) == (namespace, name)
            assert metric.dimensions and all(metric.dimensions)
            assert set(metric.statistics) <= {*plain_statistics, percentiles}
