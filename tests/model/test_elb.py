"""Load balancers, listeners and target groups: what forwards where, and what TLS they offer."""

from __future__ import annotations

from typing import Any

import pytest
from container_tls_policies.model import (
    UNKNOWN,
    Listener,
    ListenerRule,
    LoadBalancer,
    Record,
    Stack,
    TargetGroup,
    Undecided,
    every,
    those,
)

BALANCER = "aws:lb/loadBalancer:LoadBalancer"
LISTENER = "aws:lb/listener:Listener"
RULE = "aws:lb/listenerRule:ListenerRule"
GROUP = "aws:lb/targetGroup:TargetGroup"
OLD, NEW = "ELBSecurityPolicy-2016-08", "ELBSecurityPolicy-TLS13-1-2-2021-06"
NEWER = "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2031-02"


def record(type_: str, name: str, inputs: dict[str, Any], **dependencies: tuple[str, ...]) -> Record:
    return Record(name, type_, name, read_inputs=lambda: {"name": name, **inputs}, property_dependencies=dependencies)


def group(name: str = "group", **inputs: Any) -> Record:
    return record(GROUP, name, {"arn": f"arn:{name}", **inputs})


def listener(name: str, balancer: Any = "arn:alb", actions: Any = (), **inputs: Any) -> Record:
    return record(LISTENER, name, {"loadBalancerArn": balancer, "defaultActions": actions, **inputs})


def ask(question: Any) -> Any:
    try:
        return question()
    except Undecided:
        return UNKNOWN


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ([], True),
        ([True, True], True),
        ([True, False], False),
        ([UNKNOWN, False], False),
        ([False, UNKNOWN], False),
        ([True, UNKNOWN], UNKNOWN),
    ],
)
def test_every_is_three_valued(answers: list[Any], expected: Any) -> None:
    resource = Stack([group()]).view("group", TargetGroup)

    def answer(value: Any) -> bool:
        if value is UNKNOWN:
            raise Undecided(resource, "port")
        return bool(value)

    assert ask(lambda: every([lambda value=value: answer(value) for value in answers])) is expected  # type: ignore[misc]


@pytest.mark.parametrize(
    ("actions", "depends_on", "expected"),
    [
        ([{"type": "forward", "targetGroupArn": "arn:group"}], None, True),
        ([{"type": "forward", "forward": {"targetGroups": [{"arn": "arn:other"}, {"arn": "arn:group"}]}}], None, True),
        ([{"type": "forward", "targetGroupArn": "arn:other"}], None, False),
        ([{"type": "redirect", "redirect": {"port": "443"}}], None, False),
        ([], None, False),
        ([{"type": "forward", "targetGroupArn": UNKNOWN}], ("group",), True),
        ([{"type": "forward", "targetGroupArn": UNKNOWN}], ("other",), False),
        ([{"type": "forward", "targetGroupArn": UNKNOWN}], ("group", "other"), UNKNOWN),
        ([{"type": "forward", "targetGroupArn": UNKNOWN}], None, UNKNOWN),
        ([{"type": "forward", "forward": UNKNOWN}], ("group",), True),
        ([{"type": "forward", "forward": {"targetGroups": UNKNOWN}}], ("group",), True),
        ([{"type": "forward", "forward": {"targetGroups": [UNKNOWN]}}], ("group",), True),
        ([UNKNOWN], ("group",), True),
        (UNKNOWN, ("group",), True),
        (UNKNOWN, (), False),
        (UNKNOWN, None, UNKNOWN),
    ],
)
@pytest.mark.parametrize(("type_", "key"), [(LISTENER, "defaultActions"), (RULE, "actions")])
def test_has_listener(type_: str, key: str, actions: Any, depends_on: Any, expected: Any) -> None:
    dependencies = {} if depends_on is None else {key: depends_on}
    stack = Stack([group(), group("other"), record(type_, "it", {key: actions}, **dependencies)])
    assert ask(lambda: stack.view("group", TargetGroup).has_listener) is expected


@pytest.mark.parametrize(
    ("type_", "expected"),
    [
        ("aws-native:elasticloadbalancingv2:Listener", True),
        ("aws:cloudformation/stack:Stack", True),
        ("pulumi-python:dynamic:Resource", True),
        ("aws:ecs/service:Service", False),
        ("aws:cloudwatch/metricAlarm:MetricAlarm", False),
    ],
)
def test_may_have_foreign_listener(type_: str, expected: bool) -> None:
    stack = Stack([group(), record(type_, "it", {}, anything=("group",))])
    assert stack.view("group", TargetGroup).may_have_foreign_listener is expected


@pytest.mark.parametrize(
    ("protocol", "policy", "expected"),
    [
        ("HTTPS", NEW, True),
        ("TLS", NEW, True),
        ("HTTPS", NEWER, True),
        ("HTTPS", OLD, False),
        ("HTTPS", None, False),
        ("HTTPS", "ELBSecurityPolicy-Own", False),
        ("HTTP", NEW, False),
        ("HTTP", UNKNOWN, False),
        ("HTTPS", UNKNOWN, UNKNOWN),
        (UNKNOWN, NEW, UNKNOWN),
    ],
)
def test_listener_offers_tls13(protocol: Any, policy: Any, expected: Any) -> None:
    stack = Stack([listener("https", protocol=protocol, sslPolicy=policy)])
    assert ask(lambda: stack.view("https", Listener).offers_tls13) is expected


@pytest.mark.parametrize(
    ("policy", "expected"), [(None, OLD), ("", OLD), (NEW, NEW), ("ELBSecurityPolicy-Own", None), (NEWER, UNKNOWN)]
)
def test_effective_policy(policy: Any, expected: Any) -> None:
    view = Stack([listener("https", protocol="HTTPS", sslPolicy=policy)]).view("https", Listener)
    found = ask(lambda: view.effective_policy and view.effective_policy.name)
    assert found is expected or (isinstance(expected, str) and found == expected)


@pytest.mark.parametrize(
    ("policies", "expected"),
    [
        ((OLD, NEW), True),
        ((UNKNOWN, NEW), True),
        ((OLD, None), False),
        ((OLD, UNKNOWN), UNKNOWN),
        ((), False),
    ],
)
def test_load_balancer_offers_tls13_if_any_listener_does(policies: tuple[Any, ...], expected: Any) -> None:
    balancers = [record(BALANCER, name, {"arn": f"arn:{name}"}) for name in ("alb", "other")]
    listeners = [listener(f"l{i}", protocol="HTTPS", sslPolicy=policy) for i, policy in enumerate(policies)]
    elsewhere = listener("elsewhere", "arn:other", protocol="HTTPS", sslPolicy=NEW)
    stack = Stack([*balancers, *listeners, elsewhere])
    assert ask(lambda: stack.view("alb", LoadBalancer).offers_tls13) is expected


@pytest.mark.parametrize(
    ("inputs", "port", "protocol"),
    [
        ({"protocol": "HTTPS"}, None, "HTTP"),
        ({"protocol": "HTTPS", "healthCheck": {}}, None, "HTTP"),
        ({"protocol": "TCP"}, None, "TCP"),
        ({"protocol": "TCP", "healthCheck": {"port": "8443"}}, 8443, "HTTP"),
        ({"protocol": "HTTPS", "healthCheck": {"protocol": "HTTPS", "port": 8443}}, 8443, "HTTPS"),
        ({"protocol": "HTTPS", "healthCheck": {"protocol": "https", "port": "traffic-port"}}, None, "HTTPS"),
        ({"targetType": "lambda"}, None, None),
    ],
)
def test_health_check(inputs: dict[str, Any], port: int | None, protocol: str | None) -> None:
    view = Stack([group(**inputs)]).view("group", TargetGroup)
    assert (view.health_check_port, view.health_check_protocol) == (port, protocol)


@pytest.mark.parametrize(
    ("health_check", "expected"),
    [
        ({"protocol": "HTTP"}, True),
        ({"protocol": UNKNOWN}, True),
        ({"interval": 10}, False),
        ({"protocol": "HTTP", "__defaults": ["interval"]}, True),
        ({"protocol": "HTTP", "__defaults": ["interval", "protocol"]}, False),
        ({"protocol": "HTTP", "__defaults": UNKNOWN}, UNKNOWN),
    ],
)
def test_protocol_of_health_checks_filled_in_by_the_provider(health_check: Any, expected: Any) -> None:
    found = Stack([group(healthCheck=health_check)]).view("group", TargetGroup).health_check
    assert found is not None
    assert ask(lambda: found.states_protocol) is expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (None, None),
        ("", None),
        ("group-0a1b2c3", None),
        ("group-abcdefa", None),
        ("Group-x7k9", None),
        ("project-dev-group-2f6a", None),
        ("group", "group"),
        ("group-prod", "group-prod"),
        ("group-v2", "group-v2"),
        ("other-0a1b2c3", "other-0a1b2c3"),
        (UNKNOWN, UNKNOWN),
    ],
)
def test_fixed_name(name: Any, expected: Any) -> None:
    named = Record("group", GROUP, "group", read_inputs=lambda: {"name": name})
    found = Stack([named]).view("group", TargetGroup)
    assert ask(lambda: found.fixed_name) is expected


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ([], ()),
        ([True, False, True], (0, 2)),
        ([False, UNKNOWN, True], (2,)),
        ([False, UNKNOWN], UNKNOWN),
        ([False], ()),
    ],
)
def test_those_is_undecided_only_without_any(answers: list[Any], expected: Any) -> None:
    resource = Stack([group()]).view("group", TargetGroup)

    def question(index: int) -> bool:
        if answers[index] is UNKNOWN:
            raise Undecided(resource, "port")
        return bool(answers[index])

    found = ask(lambda: those(range(len(answers)), question))
    assert found is expected or found == expected


ALB_ARN = "arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/shared/0a"


@pytest.mark.parametrize(
    ("balancer", "type_", "expected"),
    [
        (ALB_ARN, None, "application"),
        (ALB_ARN.replace("/app/", "/net/"), None, "network"),
        (ALB_ARN.replace("/app/", "/gwy/"), None, "gateway"),
        ("arn:elsewhere", None, None),
        (None, None, None),
        ("arn:own", None, "application"),
        ("arn:own", "network", "network"),
        ("arn:own", UNKNOWN, UNKNOWN),
        (UNKNOWN, None, UNKNOWN),
    ],
)
def test_load_balancer_type(balancer: Any, type_: Any, expected: Any) -> None:
    own = record(BALANCER, "own", {"arn": "arn:own", "loadBalancerType": type_})
    view = Stack([own, listener("it", balancer)]).view("it", Listener)
    found = ask(lambda: view.load_balancer_type)
    assert found is expected or (isinstance(expected, str) and found == expected)


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        ([("a", "arn:alb", 443)], "a"),
        ([("a", "arn:alb", 443), ("b", "arn:alb", 443)], "a"),
        ([("z", "arn:alb", 443)], None),
        ([("a", "arn:alb", 8443), ("b", "arn:nlb", 443)], None),
        ([("a", None, 443)], None),
        ([("a", "arn:alb", UNKNOWN)], None),
        ([("a", UNKNOWN, 443)], None),
    ],
)
def test_twin_is_the_first_one(others: list[Any], expected: str | None) -> None:
    records = [listener(name, balancer, port=port) for name, balancer, port in others]
    found = Stack([*records, listener("it", port=443)]).view("it", Listener).twin
    assert (found.urn if found else None) == expected


@pytest.mark.parametrize(
    ("balancer", "port", "expected"),
    [
        ("arn:alb", 443, "a"),
        ("arn:alb", 8443, None),
        ("arn:alb", UNKNOWN, UNKNOWN),
        (UNKNOWN, 443, UNKNOWN),
        (UNKNOWN, 8443, None),
        (UNKNOWN, UNKNOWN, None),
    ],
)
def test_twin_of_what_is_not_known(balancer: Any, port: Any, expected: Any) -> None:
    stack = Stack([listener("a", port=443), listener("it", balancer, port=port)])
    found = ask(lambda: stack.view("it", Listener).twin)
    assert found is UNKNOWN if expected is UNKNOWN else (found.urn if found else None) == expected


def test_beside_on() -> None:
    stack = Stack([listener("http", port=80), listener("https", port=443), listener("other", "arn:nlb", port=8443)])
    view = stack.view("http", Listener)
    found = [view.beside_on(port) for port in (80, 443, 8443, None)]
    assert [one.urn if one else None for one in found] == ["http", "https", None, None]


@pytest.mark.parametrize(
    ("actions", "depends_on", "expected"),
    [
        ([{"targetGroupArn": "arn:group"}], (), ["group"]),
        ([{"targetGroupArn": "arn:other"}], (), []),
        ([{"forward": {"targetGroups": [{"arn": UNKNOWN}, {"arn": UNKNOWN}]}}], ("group", "other"), ["group"]),
        ([{"targetGroupArn": UNKNOWN}], ("group", "other"), UNKNOWN),
        ([{"targetGroupArn": UNKNOWN}], ("group", "same"), ["group", "same"]),
        ([{"targetGroupArn": UNKNOWN}, {"targetGroupArn": "arn:group"}], None, ["group"]),
        ([{"targetGroupArn": UNKNOWN}], None, UNKNOWN),
    ],
)
def test_target_groups_where(actions: Any, depends_on: Any, expected: Any) -> None:
    groups = [group("group", port=1), group("other", port=2), group("same", port=1)]
    dependencies = {} if depends_on is None else {"actions": depends_on}
    stack = Stack([*groups, record(RULE, "it", {"actions": actions}, **dependencies)])
    found = ask(lambda: stack.view("it", ListenerRule).target_groups_where(lambda one: one.port == 1))
    assert found is UNKNOWN if expected is UNKNOWN else [one.urn for one in found] == expected


@pytest.mark.parametrize(
    ("inputs", "expected"),
    [
        ({"protocol": "TCP"}, True),
        ({"protocol": "TCP", "targetType": "ip"}, False),
        ({"protocol": "UDP", "targetType": "ip"}, True),
        ({"protocol": "TCP", "preserveClientIp": "false"}, False),
        ({"protocol": "TCP", "targetType": "ip", "preserveClientIp": "true"}, True),
        ({"protocol": UNKNOWN}, True),
        ({"protocol": "TCP", "targetType": UNKNOWN}, UNKNOWN),
    ],
)
def test_preserves_client_ip(inputs: dict[str, Any], expected: Any) -> None:
    view = Stack([group(**inputs)]).view("group", TargetGroup)
    assert ask(lambda: view.preserves_client_ip) is expected


@pytest.mark.parametrize(
    ("subnets", "expected"),
    [
        (["a", "b"], False),
        (["a", "c"], True),
        (["a", "elsewhere"], False),
        (["a", "d"], UNKNOWN),
        (["a", "e"], False),
    ],
)
def test_has_two_subnets_in_one_zone(subnets: list[str], expected: Any) -> None:
    zones = {"a": "eu-west-1a", "b": "eu-west-1b", "c": "eu-west-1a", "d": UNKNOWN, "e": None}
    own = [
        record("aws:ec2/subnet:Subnet", name, {"id": name, "availabilityZone": zone}) for name, zone in zones.items()
    ]
    stack = Stack([*own, record(BALANCER, "alb", {"subnets": subnets})])
    assert ask(lambda: stack.view("alb", LoadBalancer).has_two_subnets_in_one_zone) is expected
