"""The pack's servicer against the SDK's: one reading of the stack must see what many would."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pulumi_policy
import pytest
from container_tls_policies import pack
from container_tls_policies.offline.answers import Answers
from container_tls_policies.offline.monitor import Monitor
from container_tls_policies.offline.policy_config import resolve
from container_tls_policies.offline.program import run
from container_tls_policies.rule import Level, Outcome, Rule, Severity
from container_tls_policies.servicer import analyzer
from container_tls_policies.testing import run_preview
from pulumi_policy import policy as sdk

from tests.stacks import TWINS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from container_tls_policies.model import Service
    from container_tls_policies.rule import Violation


def diagnostics(analyzer: Any, program: Callable[[], None]) -> set[tuple[str, str, str, int]]:
    monitor = Monitor(analyzer, Answers(), {})
    run(program, monitor, project="project", stack="dev", config={})
    monitor.analyze_stack()
    return {(item.policyName, item.urn, item.message, item.enforcementLevel) for item in monitor.diagnostics}


def shared() -> Any:
    return analyzer(pack.Session())


def fallback() -> Any:
    session = pack.Session()
    policies = [pack.collector(session), *session.policies()]
    return sdk._PolicyAnalyzerServicer("test", "0.0.1", policies, pulumi_policy.EnforcementLevel.ADVISORY)


@pytest.mark.parametrize("name", TWINS)
def test_both_ways_find_the_same(name: str) -> None:
    assert diagnostics(shared(), TWINS[name].program) == diagnostics(fallback(), TWINS[name].program)


def test_the_installed_sdk_has_the_known_shape() -> None:
    assert pack.servicer_is_known()


@pytest.mark.parametrize("name", ["_PolicyAnalyzerServicer", "PolicyPack"])
def test_another_shape_is_noticed(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    class Changed:
        def __init__(self) -> None:
            pass

    module = sdk if name.startswith("_") else pulumi_policy
    monkeypatch.setattr(module, name, Changed)
    assert not pack.servicer_is_known()


@pytest.mark.parametrize("gone", [True, False])
def test_the_pack_starts_either_way(monkeypatch: pytest.MonkeyPatch, gone: bool) -> None:
    started: dict[str, Any] = {}

    class Pack:
        def __init__(self, **arguments: Any) -> None:
            made = getattr(sdk, "_PolicyAnalyzerServicer", None)
            started.update(arguments, servicer=made)

    monkeypatch.setattr(sdk, "_PolicyAnalyzerServicer", sdk._PolicyAnalyzerServicer)
    if gone:
        monkeypatch.delattr(sdk, "_PolicyAnalyzerServicer")
    else:
        monkeypatch.setattr(pack, "servicer_is_known", lambda: True)
    monkeypatch.setattr(pulumi_policy, "PolicyPack", Pack)
    pack.start()
    assert (started["policies"][0].name == "inputs") == gone
    assert (started["servicer"] is None) == gone


def test_without_the_servicer_remarks_are_printed(capsys: pytest.CaptureFixture[str]) -> None:
    servicer = fallback()
    excuse = {"exceptions": [{"rule": "sc-network-mode", "resource": "orders", "reason": "old hosts"}]}
    servicer.Configure(resolve(servicer.GetAnalyzerInfo(None, None), {"settings": excuse}), None)
    assert diagnostics(servicer, TWINS["bridge-with-tls"].program) == set()
    assert capsys.readouterr().err.startswith("sc-network-mode (service orders): Excused: old hosts\n")


def test_a_rule_that_fails_is_an_advisory_note(monkeypatch: pytest.MonkeyPatch) -> None:
    def check(service: Service) -> Iterator[Violation]:
        raise KeyError("hunter2")
        yield

    from container_tls_policies.model import Service as Subject
    from container_tls_policies.rules import catalogue

    broken = Rule(
        "broken-rule",
        "test",
        "A rule with a defect.",
        Subject,
        Level.MANDATORY,
        Severity.HIGH,
        Outcome.BROKEN,
        "0",
        ("https://example.com",),
        check,
    )
    monkeypatch.setattr(pack, "catalogue", lambda: (broken, *catalogue()))
    found = {finding.policy: finding for finding in run_preview(TWINS["bridge-with-tls"].program).findings}
    assert found["broken-rule"].level == "advisory"
    assert "Rule broken-rule could not be run on this resource: KeyError" in found["broken-rule"].message
    assert "hunter2" not in found["broken-rule"].message
    assert found["sc-network-mode"].level == "mandatory"
