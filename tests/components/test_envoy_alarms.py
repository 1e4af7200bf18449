import json
from typing import Any

import pytest
from container_tls import ArgumentError
from container_tls.envoy import EnvoySidecar
from container_tls.envoy_alarms import EnvoyAlarms

from .stack import Stack, build

ACTIONS = ["arn:aws:sns:eu-west-1:123456789012:on-call"]
SECRET = {"secret_arn": "arn:aws:secretsmanager:eu-west-1:123456789012:secret:server-AbCdEf"}
SIDECAR: Any = {"terminates": {"port": 8443, "application_port": 8080, "certificate": SECRET}, "metrics": {}}

COUNTED = {
    "refused": "envoy_listener_downstream_global_cx_overflow",
    "not-ready": "envoy_listener_server_ssl_socket_factory_downstream_context_secrets_not_ready",
    "upstream-not-ready": "envoy_cluster_client_ssl_socket_factory_upstream_context_secrets_not_ready",
    "rejected": "envoy_sds_update_rejected",
    "rotation-failed": "envoy_sds_key_rotation_failed",
    "connect-failures": "envoy_cluster_upstream_cx_connect_fail",
}
PERCENTAGES = {
    "connections": "envoy_overload_envoy_resource_monitors_global_downstream_max_connections_pressure",
    "memory": "envoy_overload_envoy_resource_monitors_fixed_heap_pressure",
}
ENDS = {
    "expiry": "envoy_listener_ssl_certificate_expiration_unix_time_seconds",
    "upstream-expiry": "envoy_cluster_ssl_certificate_expiration_unix_time_seconds",
}


def alarms(**changes: Any) -> Stack:
    args: Any = {"sidecar_name": "shop/test/orders", "action_arns": ACTIONS, **changes}
    return build(lambda: EnvoyAlarms("orders", args))


def alarm(key: str, **changes: Any) -> dict[str, Any]:
    return alarms(**changes)[f"cloudwatch.MetricAlarm orders-{key}"].inputs


def test_children() -> None:
    assert alarms().children("EnvoyAlarms orders") == {
        f"cloudwatch.MetricAlarm orders-{key}" for key in (*COUNTED, *PERCENTAGES, *ENDS)
    }


@pytest.mark.parametrize("key", COUNTED)
def test_counted(key: str) -> None:
    found = alarm(key)
    assert found["metricName"] == COUNTED[key]
    assert (found["statistic"], found["period"], found["comparisonOperator"]) == ("Sum", 300, "GreaterThanThreshold")
    assert found["threshold"] == (10 if key == "connect-failures" else 0)


@pytest.mark.parametrize("key", PERCENTAGES)
def test_percentages(key: str) -> None:
    found = alarm(key)
    assert found["metricName"] == PERCENTAGES[key]
    assert (found["statistic"], found["threshold"], found["comparisonOperator"]) == (
        "Maximum",
        80,
        "GreaterThanThreshold",
    )
    assert alarm(key, load_percent=50.0)["threshold"] == 50


@pytest.mark.parametrize("key", ENDS)
def test_ends_of_certificates(key: str) -> None:
    found = alarm(key)
    assert found["metricQueries"] == [
        {
            "id": "expiry",
            "metric": {
                "namespace": "container-tls/envoy",
                "metricName": ENDS[key],
                "dimensions": {"Sidecar": "shop/test/orders"},
                "stat": "Minimum",
                "period": 300,
            },
        },
        {
            "id": "days",
            "expression": "IF(expiry > 0, (expiry - EPOCH(expiry)) / 86400)",
            "label": "Days left",
            "returnData": True,
        },
    ]
    assert (found["threshold"], found["comparisonOperator"]) == (14, "LessThanThreshold")
    assert alarm(key, expiry_days=30)["threshold"] == 30


@pytest.mark.parametrize("key", [*COUNTED, *PERCENTAGES, *ENDS])
def test_every_alarm(key: str) -> None:
    found = alarm(key, tags={"team": "shop"})
    assert found["alarmActions"] == found["okActions"] == ACTIONS
    assert found["treatMissingData"] == "notBreaching"
    assert found["tags"] == {"team": "shop"}
    assert found["alarmDescription"]


def test_the_alarms_watch_what_the_agent_sends() -> None:
    """Namespace, names and dimensions of both ends."""
    sidecars: list[Any] = []

    def program() -> None:
        envoy = EnvoySidecar("orders", SIDECAR)
        assert envoy.metrics_sidecar_name is not None
        sidecars.append(envoy.sidecar)
        EnvoyAlarms("orders-envoy", {"sidecar_name": envoy.metrics_sidecar_name, "action_arns": ACTIONS})

    stack = build(program)
    environment: Any = sidecars[0]["containers"]["envoy-metrics"]["environment"]
    prometheus = json.loads(environment["CW_CONFIG_CONTENT"])["logs"]["metrics_collected"]["prometheus"]
    (declaration,) = prometheus["emf_processor"]["metric_declaration"]
    (scrape,) = json.loads(environment["PROMETHEUS_CONFIG_CONTENT"])["scrape_configs"]
    labels = scrape["static_configs"][0]["labels"]
    sent = {
        (prometheus["emf_processor"]["metric_namespace"], selector.strip("^$"), *labels.items())
        for selector in declaration["metric_selectors"]
    }
    watched = set()
    for found in stack.of_type("cloudwatch.MetricAlarm"):
        metric = found.inputs["metricQueries"][0]["metric"] if "metricQueries" in found.inputs else found.inputs
        watched.add((metric["namespace"], metric["metricName"], *metric["dimensions"].items()))
    assert declaration["dimensions"] == [list(labels)]
    assert watched == sent


def test_without_actions_there_is_a_topic() -> None:
    stack = alarms(action_arns=None)
    assert "sns.Topic orders" in stack.children("EnvoyAlarms orders")
    found = stack["cloudwatch.MetricAlarm orders-expiry"]
    assert found.property_dependencies["alarmActions"] == {"sns.Topic orders"}


@pytest.mark.parametrize(
    ("changes", "argument"),
    [
        ({"sidecar_name": None}, "sidecar_name"),
        ({"load_percent": 0}, "load_percent"),
        ({"load_percent": 101}, "load_percent"),
        ({"expiry_days": 0}, "expiry_days"),
        ({"connect_failure_threshold": -1}, "connect_failure_threshold"),
        ({"days": 3}, "days"),
    ],
)
def test_refused(changes: dict[str, Any], argument: str) -> None:
    with pytest.raises(ArgumentError) as raised:
        alarms(**changes)
    assert raised.value.argument == argument
