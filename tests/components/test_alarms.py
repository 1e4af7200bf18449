from typing import Any

import pytest
from container_tls import ArgumentError, PassthroughAlarms, TlsAlarms

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


NLB = "net/edge/50dc6c495c0c9188"
PASSTHROUGH: dict[str, Any] = {
    "load_balancer_arn_suffix": NLB,
    "target_group_arn_suffixes": {"orders": TARGETS},
    "action_arns": EVERYTHING["action_arns"],
}


def passthrough_alarms(changes: dict[str, Any] | None = None) -> Stack:
    given: Any = {**PASSTHROUGH, **(changes or {})}
    return build(lambda: PassthroughAlarms("edge", given))


def test_passthrough_has_no_alarm_on_handshakes_that_are_never_reported() -> None:
    stack = passthrough_alarms()
    metrics = {found.inputs["metricName"]: found.inputs for found in stack.of_type("cloudwatch.MetricAlarm")}
    assert {name: (found["statistic"], found["comparisonOperator"]) for name, found in metrics.items()} == {
        "TCP_Target_Reset_Count": ("Sum", "GreaterThanThreshold"),
        "TCP_ELB_Reset_Count": ("Sum", "GreaterThanThreshold"),
        "PortAllocationErrorCount": ("Sum", "GreaterThanThreshold"),
        "RejectedFlowCount": ("Sum", "GreaterThanThreshold"),
        "SecurityGroupBlockedFlowCount_Outbound_TCP": ("Sum", "GreaterThanThreshold"),
        "UnHealthyHostCount": ("Minimum", "GreaterThanThreshold"),
        "HealthyHostCount": ("Maximum", "LessThanThreshold"),
    }
    for name, found in metrics.items():
        assert found["namespace"] == "AWS/NetworkELB"
        expected = {"LoadBalancer": NLB, "TargetGroup": TARGETS} if "HostCount" in name else {"LoadBalancer": NLB}
        assert found["dimensions"] == expected
        assert found["treatMissingData"] == ("breaching" if name == "HealthyHostCount" else "notBreaching")
        assert found["alarmActions"] == PASSTHROUGH["action_arns"]
    assert metrics["HealthyHostCount"]["threshold"] == 1
    assert metrics["UnHealthyHostCount"]["threshold"] == 0


def test_passthrough_thresholds() -> None:
    stack = passthrough_alarms({"target_reset_threshold": 100, "load_balancer_reset_threshold": 5.0})
    assert stack["cloudwatch.MetricAlarm edge-target-resets"].inputs["threshold"] == 100
    assert stack["cloudwatch.MetricAlarm edge-load-balancer-resets"].inputs["threshold"] == 5


def test_passthrough_without_actions_there_is_a_topic() -> None:
    stack = passthrough_alarms({"action_arns": None})
    alarm = stack["cloudwatch.MetricAlarm edge-orders-none-healthy"]
    assert alarm.property_dependencies["alarmActions"] == {"sns.Topic edge"}


@pytest.mark.parametrize(
    ("changes", "argument"),
    [
        ({"load_balancer_arn_suffix": None}, "load_balancer_arn_suffix"),
        ({"target_group_arn_suffixes": [TARGETS]}, "target_group_arn_suffixes"),
        ({"target_reset_threshold": -1}, "target_reset_threshold"),
        ({"load_balancer_reset_threshold": 0.5}, "load_balancer_reset_threshold"),
    ],
)
def test_passthrough_refused(changes: dict[str, Any], argument: str) -> None:
    with pytest.raises(ArgumentError) as raised:
        passthrough_alarms(changes)
    assert raised.value.argument == argument
