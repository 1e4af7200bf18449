"""The option `allowHybrid` of controller-manages-custom-groups."""

from __future__ import annotations

from typing import Any

import pytest
from container_tls_policies.testing import Finding, Preview, run_preview

from tests.unknowns import unknown

from .controller_manages_custom_groups import configuration, controller, ingress

RULE = "controller-manages-custom-groups"


def preview(*charts: Any, allow: bool = True, gateway: bool = False, **release: Any) -> Preview:
    def program() -> None:
        for index, values in enumerate(charts):
            controller(f"controller-{index}", values() if callable(values) else values, **release)
        if gateway:
            configuration("shop", securityGroups=["sg-0123456789abcdef0"], manageBackendSecurityGroupRules=True)
        else:
            ingress("shop")

    return run_preview(program, policy_config={RULE: {"enforcementLevel": "mandatory", "allowHybrid": allow}})


def said(found: Preview) -> list[Finding]:
    """What this rule says, and what cannot be decided."""
    return [finding for finding in found.findings if finding.policy in (RULE, "undecided")]


def policies(found: Preview) -> list[str]:
    return [finding.policy for finding in said(found)]


@pytest.mark.parametrize("gateway", [False, True])
@pytest.mark.parametrize(
    "values",
    [
        {},
        None,
        {"enableBackendSecurityGroup": True},
        {"enableBackendSecurityGroup": "false"},
        {"backendSecurityGroup": "sg-0b"},
    ],
)
def test_accepted_where_the_backend_group_is_enabled(values: Any, gateway: bool) -> None:
    assert policies(preview(values, gateway=gateway)) == []


def test_not_accepted_without_the_option() -> None:
    found = preview({"enableBackendSecurityGroup": True}, allow=False)
    assert policies(found) == [RULE]
    assert "option allowHybrid" in said(found)[0].message


@pytest.mark.parametrize("charts", [(), ({"enableBackendSecurityGroup": False},)])
def test_not_accepted_where_the_stack_does_not_show_it(charts: tuple[Any, ...]) -> None:
    found = preview(*charts)
    assert policies(found) == [RULE]
    assert "the stack does not show that the controller's backend group is enabled" in said(found)[0].message


def test_another_chart_shows_nothing() -> None:
    assert policies(preview({"enableBackendSecurityGroup": True}, chart="ingress-nginx")) == [RULE]


@pytest.mark.parametrize("chart", ["./charts/aws-load-balancer-controller/", "aws-load-balancer-controller-1.14.0.tgz"])
def test_chart_from_elsewhere(chart: str) -> None:
    assert policies(preview({}, chart=chart)) == []


def test_undecided_when_the_value_is_unknown() -> None:
    assert policies(preview(lambda: {"enableBackendSecurityGroup": unknown("enabled")})) == ["undecided"]


def test_undecided_when_controllers_differ() -> None:
    found = preview({}, {"enableBackendSecurityGroup": False})
    assert policies(found) == ["undecided"]
    assert "Helm chart controller-0 and Helm chart controller-1 differ" in said(found)[0].message


def test_message_never_repeats_a_value() -> None:
    found = preview({"token": "hunter2"}, allow=False)
    assert "hunter2" not in said(found)[0].message
    assert "sg-0123456789abcdef0" not in said(found)[0].message
