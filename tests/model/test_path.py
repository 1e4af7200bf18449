"""The path: which load balancers are in front of a target group."""

from __future__ import annotations

from typing import Any

import pytest
from container_tls_policies.model import UNKNOWN, Record, Stack, TargetGroup, Undecided
from container_tls_policies.model.path import load_balancer_of, load_balancers_of

from .test_elb import BALANCER, RULE, group, listener, record

ELSEWHERE = "arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/shared/0123"
ALB = record(BALANCER, "alb", {"arn": "arn:alb"})
OTHER = record(BALANCER, "other", {"arn": "arn:other"})
FORWARD = [{"type": "forward", "targetGroupArn": "arn:group"}]
UNCERTAIN = [{"type": "forward", "targetGroupArn": UNKNOWN}]


def rule(of: Any, **dependencies: tuple[str, ...]) -> Record:
    return record(RULE, "rule", {"listenerArn": of, "actions": FORWARD}, **dependencies)


def with_arn(found: Record) -> Record:
    inputs = {**found.inputs, "arn": f"arn:{found.name}"}
    return Record(found.urn, found.type, found.name, read_inputs=lambda: inputs)


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        ([listener("https", actions=FORWARD)], ["alb"]),
        ([listener("https", "arn:shared", FORWARD)], []),
        ([listener("https")], None),
        ([listener("https", actions=UNCERTAIN)], UNKNOWN),
        ([listener("a", actions=UNCERTAIN), listener("b", actions=FORWARD)], ["alb"]),
        ([with_arn(listener("https")), rule("arn:https")], ["alb"]),
        ([rule("arn:elsewhere")], None),
        ([listener("a"), listener("b"), rule(UNKNOWN, listenerArn=("a", "b"))], ["alb"]),
        ([listener("a"), listener("b", "arn:other"), rule(UNKNOWN, listenerArn=("a", "b"))], UNKNOWN),
    ],
)
def test_load_balancer_of(records: list[Record], expected: Any) -> None:
    stack = Stack([group(), ALB, OTHER, *records])
    try:
        reference = load_balancer_of(stack.view("group", TargetGroup))
    except Undecided:
        assert expected is UNKNOWN
    else:
        assert (reference and [candidate.name for candidate in reference.candidates]) == expected


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        ([listener("https")], ()),
        ([listener("a", actions=FORWARD), listener("b", actions=FORWARD)], ("load balancer alb",)),
        (
            [listener("a", actions=FORWARD), listener("b", "arn:other", FORWARD)],
            ("load balancer alb", "load balancer other"),
        ),
        ([listener("a", actions=FORWARD), listener("b", ELSEWHERE, FORWARD)], ("load balancer alb", ELSEWHERE)),
        (
            [listener("a", ELSEWHERE, FORWARD), rule(f"{ELSEWHERE}/45".replace("loadbalancer", "listener"))],
            (ELSEWHERE,),
        ),
        ([listener("a", ELSEWHERE, FORWARD), rule("arn:elsewhere")], (ELSEWHERE,)),
        ([listener("a", actions=FORWARD), listener("b", UNKNOWN, FORWARD)], UNKNOWN),
        ([listener("a", actions=FORWARD), listener("b", "arn:other", UNCERTAIN)], UNKNOWN),
        ([listener("a", actions=FORWARD), listener("b", actions=UNCERTAIN)], ("load balancer alb",)),
        ([listener("a", actions=UNCERTAIN), listener("b", actions=FORWARD)], ("load balancer alb",)),
        ([listener("a", UNKNOWN, FORWARD)], ()),
    ],
)
def test_load_balancers_of(records: list[Record], expected: Any) -> None:
    stack = Stack([group(), ALB, OTHER, *records])
    try:
        found = load_balancers_of(stack.view("group", TargetGroup))
    except Undecided:
        assert expected is UNKNOWN
    else:
        assert found == expected
