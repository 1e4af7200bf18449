"""The level `remediate`: what a rule is certain of is set right before the resource exists."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pulumi
import pulumi_aws as aws
import pytest
from container_tls_policies.model.values import secret_signature, type_signature
from container_tls_policies.pack import Session
from container_tls_policies.remediation import remediated
from container_tls_policies.rules import catalogue
from container_tls_policies.settings import Settings
from container_tls_policies.testing import run_preview
from google.protobuf import json_format, struct_pb2
from pulumi.runtime import proto

from tests.recorded import recorded
from tests.rules.test_cases import programs_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from container_tls_policies.rule import Rule

LISTENER = "aws:lb/listener:Listener"
RECOMMENDED = "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09"


def listener(**args: Any) -> None:
    aws.lb.Listener(
        "https",
        load_balancer_arn="arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/shared/0123456789abcdef",
        port=443,
        protocol="HTTPS",
        certificate_arn="arn:aws:acm:us-east-1:123456789012:certificate/shared",
        default_actions=[
            {"type": "fixed-response", "fixed_response": {"content_type": "text/plain", "status_code": "404"}}
        ],
        **args,
    )


def on(*rules: str, **config: Any) -> dict[str, Any]:
    return {**dict.fromkeys(rules, "remediate"), **config}


def remediable() -> list[Any]:
    """The cases in which a rule that can set things right finds something."""
    found = []
    for rule in catalogue():
        for name, program in programs_of(rule, "bad") if rule.remediates else ():
            session = Session()
            records = recorded(program)
            if any(list(remediated(request, (), [rule], session.settings, {})) for request in records.resources):
                found.append(pytest.param(rule, program, id=f"{rule.id}: {name}"))
    return found


@pytest.mark.parametrize(("rule", "program"), remediable())
def test_a_remediated_stack_is_clean_on_the_same_preview(rule: Rule, program: Callable[[], None]) -> None:
    changed = run_preview(program, policy_config=on(rule.id))
    assert {item.policy for item in changed.remediations} == {rule.id}
    assert {finding.urn for finding in changed.findings if finding.policy == rule.id}.isdisjoint(
        item.urn for item in changed.remediations
    )
    before = {(finding.policy, finding.urn) for finding in run_preview(program).findings}
    assert {(finding.policy, finding.urn) for finding in changed.findings} <= before


def test_the_guide_names_the_rules_that_can() -> None:
    guide = (Path(__file__).parents[2] / "docs/guides/roll-out.md").read_text("utf-8")
    table = guide.partition("| rule | what it sets |\n")[2].partition("\n\n")[0]
    named = {name for row in table.splitlines() for name in re.findall(r"`([a-z0-9-]+)`", row.split("|")[1])}
    assert named == {case.values[0].id for case in remediable()}


def test_only_where_it_is_asked_for() -> None:
    assert run_preview(lambda: listener()).remediations == ()
    assert run_preview(lambda: listener(), policy_config={"all": "mandatory"}).remediations == ()


def test_an_exception_keeps_the_resource_as_it_is() -> None:
    excuse = {"rule": "listener-ssl-policy-unset", "resource": "https", "reason": "scanner fleet"}
    config = on("listener-ssl-policy-unset", settings={"exceptions": [excuse]})
    assert run_preview(lambda: listener(), policy_config=config).remediations == ()


class Front(pulumi.ComponentResource):
    def __init__(self) -> None:
        super().__init__("shop:index:Front", "front", {"exceptions": {"listener-ssl-policy-unset": "scanner fleet"}})
        listener(opts=pulumi.ResourceOptions(parent=self))


def test_an_exception_of_the_component_around_it_does_too() -> None:
    def program() -> None:
        Front()

    result = run_preview(program, policy_config=on("listener-ssl-policy-unset"))
    assert result.remediations == ()
    assert [finding.message.splitlines()[0] for finding in result.findings] == ["Excused: scanner fleet"]


def test_it_does_too_where_several_rules_set_things_right() -> None:
    def program() -> None:
        Front()

    rules = [rule.id for rule in catalogue() if rule.remediates]
    assert run_preview(program, policy_config=on(*rules)).remediations == ()


def test_the_profile_decides_what_is_set() -> None:
    config = on("listener-ssl-policy-unset", settings={"profile": "fips"})
    result = run_preview(lambda: listener(), policy_config=config)
    assert len(result.remediations) == 1
    assert not result.findings


def request(**properties: Any) -> proto.AnalyzeRequest:
    urn = f"urn:pulumi:dev::project::{LISTENER}::https"
    return proto.AnalyzeRequest(
        type=LISTENER, urn=urn, name="https", properties=json_format.ParseDict(properties, struct_pb2.Struct())
    )


def test_secrets_beside_it_stay_secret() -> None:
    secret = {type_signature: secret_signature, "value": "hunter2"}
    given = request(protocol="HTTPS", port=443, certificateArn=secret, tags={"a": secret})
    rules = [rule for rule in catalogue() if rule.id == "listener-ssl-policy-unset"]
    ((_, changed),) = remediated(given, (), rules, Settings(), {})
    plain = json_format.MessageToDict(changed)
    assert plain["sslPolicy"] == RECOMMENDED
    assert plain["certificateArn"] == secret
    assert plain["tags"] == {"a": secret}
    assert "sslPolicy" not in given.properties.fields


def test_what_is_unknown_is_left_alone() -> None:
    unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"
    rules = [rule for rule in catalogue() if rule.id.startswith("listener-ssl-policy")]
    assert list(remediated(request(protocol="HTTPS", sslPolicy=unknown), (), rules, Settings(), {})) == []
