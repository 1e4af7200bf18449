from typing import Any

import pytest
from container_tls import ArgumentError, TlsAlarms

from .stack import Stack, build

ALB = "app/shop/50dc6c495c0c9188"
TARGETS = "targetgroup/orders/73e2d6bc24d8a067"
EVERYTHING: dict[str, Any] = {
    "load_balancer_arn_suffix": ALB,
    "target_group_arn_suffixes": {"orders": TARGETS},
    "service_connect_servers": {"orders": {"discovery_name": "orders"}},
    "action_arns": ["arn:aws:sns:eu-west-1:123456789012:on-call"],
}


def alarms(args: dict[str, Any]) -> Stack:
    given: Any = args
    return build(lambda: TlsAlarms("shop", given))


def test_children() -> None:
    assert alarms(EVERYTHING).children("TlsAlarms shop") == {
        "cloudwatch.MetricAlarm shop-client-tls",
        "cloudwatch.MetricAlarm shop-orders-target-tls",
        "cloudwatch.MetricAlarm shop-orders-unhealthy",
        "cloudwatch.MetricAlarm shop-orders-service-connect-client-tls",
        "cloudwatch.MetricAlarm shop-orders-service-connect-target-tls",
    }


@pytest.mark.parametrize(
    ("name", "namespace", "metric", "dimensions", "statistic", "threshold"),
    [
        (
            "client-tls",
            "AWS/ApplicationELB",
            "ClientTLSNegotiationErrorCount",
            {"LoadBalancer": ALB},
            "Sum",
            10,
        ),
        (
            "orders-target-tls",
            "AWS/ApplicationELB",
            "TargetTLSNegotiationErrorCount",
            {"LoadBalancer": ALB, "TargetGroup": TARGETS},
            "Sum",
            0,
        ),
        (
            "orders-unhealthy",
            "AWS/ApplicationELB",
            "UnHealthyHostCount",
            {"LoadBalancer": ALB, "TargetGroup": TARGETS},
            "Maximum",
            0,
        ),
        (
            "orders-service-connect-client-tls",
            "AWS/ECS",
            "ClientTLSNegotiationErrorCount",
            {"DiscoveryName": "orders"},
            "Sum",
            10,
        ),
        (
            "orders-service-connect-target-tls",
            "AWS/ECS",
            "TargetTLSNegotiationErrorCount",
            {"TargetDiscoveryName": "orders"},
            "Sum",
            0,
        ),
    ],
)
def test_alarm(
    name: str, namespace: str, metric: str, dimensions: dict[str, str], statistic: str, threshold: int
) -> None:
    found = alarms(EVERYTHING)[f"cloudwatch.MetricAlarm shop-{name}"].inputs
    assert found["namespace"] == namespace
    assert found["metricName"] == metric
    assert found["dimensions"] == dimensions
    assert found["statistic"] == statistic
    assert found["threshold"] == threshold
    assert found["comparisonOperator"] == "GreaterThanThreshold"
    assert found["treatMissingData"] == "notBreaching"
    assert found["alarmActions"] == found["okActions"] == EVERYTHING["action_arns"]
    assert found["alarmDescription"]


def test_without_actions_there_is_a_topic() -> None:
    stack = alarms({"load_balancer_arn_suffix": ALB, "tags": {"team": "shop"}})
    assert stack.children("TlsAlarms shop") == {"sns.Topic shop", "cloudwatch.MetricAlarm shop-client-tls"}
    alarm = stack["cloudwatch.MetricAlarm shop-client-tls"]
    assert alarm.property_dependencies["alarmActions"] == {"sns.Topic shop"}
    assert alarm.inputs["tags"] == stack["sns.Topic shop"].inputs["tags"] == {"team": "shop"}


def test_thresholds() -> None:
    stack = alarms({**EVERYTHING, "client_error_threshold": 100, "target_error_threshold": 5})
    assert stack["cloudwatch.MetricAlarm shop-client-tls"].inputs["threshold"] == 100
    assert stack["cloudwatch.MetricAlarm shop-orders-service-connect-target-tls"].inputs["threshold"] == 5


def test_a_discovery_name_of_one_service_only() -> None:
    server = {"discovery_name": "orders", "service_name": "orders-1", "cluster_name": "shop"}
    found = alarms({"service_connect_servers": {"orders": server}})
    assert found["cloudwatch.MetricAlarm shop-orders-service-connect-client-tls"].inputs["dimensions"] == {
        "DiscoveryName": "orders",
        "ServiceName": "orders-1",
        "ClusterName": "shop",
    }


@pytest.mark.parametrize(
    ("args", "argument"),
    [
        ({}, "args"),
        ({"target_group_arn_suffixes": {"orders": TARGETS}}, "load_balancer_arn_suffix"),
        ({**EVERYTHING, "client_error_threshold": -1}, "client_error_threshold"),
        ({"service_connect_servers": {"orders": {}}}, "service_connect_servers.orders.discovery_name"),
        (
            {"service_connect_servers": {"orders": {"discovery_name": "orders", "service_name": "orders"}}},
            "service_connect_servers.orders.cluster_name",
        ),
    ],
)
def test_refused(args: dict[str, Any], argument: str) -> None:
    with pytest.raises(ArgumentError) as raised:
        alarms(args)
    assert raised.value.argument == argument
