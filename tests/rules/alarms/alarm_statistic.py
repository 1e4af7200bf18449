from typing import Any

from tests.unknowns import unknown

from .parts import ALB, GROUP, alarm, computed, query

SINGLE_RESOURCE = True
BOTH: Any = {"dimensions": {"LoadBalancer": ALB, "TargetGroup": GROUP}}
CLIENT = "ClientTLSNegotiationErrorCount"
HOSTS = "UnHealthyHostCount"


def bad_maximum_of_service_connect() -> None:
    alarm(
        "handshakes",  # violates
        CLIENT,
        "AWS/ECS",
        dimensions={"DiscoveryName": "orders"},
        statistic="Maximum",
    )


def bad_percentile_of_errors() -> None:
    alarm(
        "errors",  # violates
        "HTTPCode_Target_5XX_Count",
        statistic=None,
        extended_statistic="p99",
    )


def bad_sum_of_hosts() -> None:
    alarm(
        "hosts",  # violates
        "HealthyHostCount",
        **BOTH,
        comparison_operator="LessThanThreshold",
        threshold=2,
    )


def bad_sum_of_a_time() -> None:
    alarm(
        "latency",  # violates
        "TargetResponseTime",
        threshold=0.5,
    )


def bad_only_query() -> None:
    computed(
        "handshakes",  # violates
        query("errors", CLIENT, stat="Average"),
        threshold=5,
    )


def clean_sum() -> None:
    alarm("handshakes", CLIENT)


def clean_levels() -> None:
    for statistic in ("Minimum", "Maximum", "Average"):
        alarm(f"hosts-{statistic}", HOSTS, **BOTH, statistic=statistic)
    alarm("latency", "TargetResponseTime", statistic=None, extended_statistic="p99.9")


def clean_anything_at_all() -> None:
    alarm("handshakes", CLIENT, statistic="Average", threshold=0)
    alarm("errors", "HTTPCode_ELB_5XX_Count", statistic="Maximum", threshold="0.5")
    alarm("one", CLIENT, statistic="SampleCount", comparison_operator="GreaterThanOrEqualToThreshold", threshold=1)
    alarm("hosts", "HealthyHostCount", **BOTH, comparison_operator="LessThanThreshold", threshold=1)


def clean_metric_math() -> None:
    average = query("average", "RequestCount", stat="Average")
    samples = query("samples", "RequestCount", stat="SampleCount")
    computed("requests", average, samples, {"id": "sum", "expression": "average * samples", "return_data": True})


def clean_unknown_metric() -> None:
    alarm("own", CLIENT, "Shop/Edge", statistic="Average")


def undecided_statistic_is_an_output() -> None:
    alarm("handshakes", CLIENT, statistic=unknown("statistic"))


def undecided_threshold_is_an_output() -> None:
    alarm("handshakes", CLIENT, statistic="Average", threshold=unknown("threshold"))
