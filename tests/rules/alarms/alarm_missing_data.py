from typing import Any

from tests.unknowns import unknown

from .parts import ALB, GROUP, NLB, alarm, computed, query

SINGLE_RESOURCE = True
CLIENT = "ClientTLSNegotiationErrorCount"


def bad_breaching() -> None:
    alarm(
        "handshakes",  # violates
        CLIENT,
        "AWS/ECS",
        dimensions={"DiscoveryName": "orders"},
        treat_missing_data="breaching",
    )


def bad_only_query() -> None:
    computed(
        "blocked",  # violates
        query("flows", "SecurityGroupBlockedFlowCount_Outbound_TCP", "AWS/NetworkELB"),
        comparison_operator="GreaterThanOrEqualToThreshold",
        treat_missing_data="missing",
    )


def clean_not_breaching() -> None:
    alarm("handshakes", CLIENT)


def clean_ignore() -> None:
    alarm("handshakes", CLIENT, treat_missing_data="ignore")


def clean_too_little_traffic() -> None:
    below: Any = {"comparison_operator": "LessThanThreshold", "treat_missing_data": "breaching"}
    alarm("quiet", "NewConnectionCount", **below)


def clean_always_reported() -> None:
    hosts: Any = {"dimensions": {"LoadBalancer": ALB, "TargetGroup": GROUP}, "statistic": "Minimum"}
    alarm("hosts", "UnHealthyHostCount", **hosts, treat_missing_data=None)
    alarm(
        "resets", "TCP_Target_Reset_Count", "AWS/NetworkELB", dimensions={"LoadBalancer": NLB}, treat_missing_data=None
    )


def clean_metric_math() -> None:
    total = {"id": "sum", "expression": "FILL(errors, 0)", "return_data": True}
    computed("handshakes", query("errors", CLIENT), total)


def clean_unknown_metric() -> None:
    alarm("own", CLIENT, "Shop/Edge", treat_missing_data=None)


def undecided_treatment_is_an_output() -> None:
    alarm("handshakes", CLIENT, treat_missing_data=unknown("treatment"))


def undecided_operator_is_an_output() -> None:
    alarm("handshakes", CLIENT, comparison_operator=unknown("operator"), treat_missing_data=None)
