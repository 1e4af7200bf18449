"""The option `quota` of controller-groups-too-many and controller-rule-quota."""

from __future__ import annotations

from typing import Any

import pytest
from container_tls_policies.testing import run_preview

from .parts import ingress

GROUPS = ", ".join(f"group-{number}" for number in range(6))
CLIENTS = ", ".join(f"10.{number}.0.0/16" for number in range(61))


def said(rule: str, quota: int | None) -> list[str]:
    def program() -> None:
        ingress("groups", security_groups=GROUPS)
        ingress("clients", inbound_cidrs=CLIENTS)

    config: dict[str, Any] = {} if quota is None else {rule: {"quota": quota}}
    return [x.message.split("\n")[0] for x in run_preview(program, policy_config=config).findings if x.policy == rule]


@pytest.mark.parametrize(
    ("rule", "quota", "end"),
    [
        ("controller-groups-too-many", None, ": 6, and AWS allows 5 on a load balancer."),
        ("controller-groups-too-many", 3, ": 6, and AWS allows 3 on a load balancer."),
        ("controller-rule-quota", None, ": 61 rules at least, and AWS allows 60 in a security group."),
        ("controller-rule-quota", 50, ": 61 rules at least, and AWS allows 50 in a security group."),
    ],
)
def test_more_than_the_quota(rule: str, quota: int | None, end: str) -> None:
    (message,) = said(rule, quota)
    assert message.endswith(end)


@pytest.mark.parametrize(("rule", "quota"), [("controller-groups-too-many", 6), ("controller-rule-quota", 61)])
def test_higher_quota(rule: str, quota: int) -> None:
    assert said(rule, quota) == []
