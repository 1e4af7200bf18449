"""Levels, options, exceptions and what could not be decided."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import pulumi
import pulumi_aws as aws
import pytest
from container_tls_policies.pack import Session
from container_tls_policies.testing import Finding, PolicyConfigError, run_preview

from tests.unknowns import unknown

CONTAINERS = json.dumps([{"name": "web", "image": "web"}])


def bridge(tags: dict[str, str] | None = None, mode: Any = "bridge", parent: pulumi.Resource | None = None) -> None:
    opts = pulumi.ResourceOptions(parent=parent)
    task = aws.ecs.TaskDefinition(
        "web", family="web", network_mode=mode, memory="512", container_definitions=CONTAINERS, opts=opts
    )
    aws.ecs.Service(
        "web", task_definition=task.arn, service_connect_configuration={"enabled": True}, tags=tags, opts=opts
    )


def findings(program: Any = bridge, **policy_config: Any) -> list[Finding]:
    """What the rule in question says, and the policies beside the rules."""
    about = ("sc-network-mode", "settings", "undecided")
    return [found for found in run_preview(program, policy_config=policy_config).findings if found.policy in about]


def exception(**changes: Any) -> dict[str, Any]:
    entry = {"rule": "sc-network-mode", "resource": "web", "reason": "old hosts", **changes}
    return {"exceptions": [{key: value for key, value in entry.items() if value is not None}]}


def test_default_level() -> None:
    (finding,) = findings()
    assert (finding.policy, finding.level, finding.severity) == ("sc-network-mode", "mandatory", "critical")


def test_all_comes_first_then_policy_by_policy() -> None:
    assert findings(all="disabled") == []
    (finding,) = findings(all="disabled", **{"sc-network-mode": "advisory"})
    assert finding.level == "advisory"


@pytest.mark.parametrize("resource", ["web", "w?b", "aws:ecs/service:Service", "*::aws:ecs/service:Service::web"])
def test_exception_by_config(resource: str) -> None:
    (finding,) = findings(settings=exception(resource=resource))
    assert finding.level == "advisory"
    assert finding.message.startswith("Excused: old hosts\n")


def test_exception_does_not_block_when_everything_is_mandatory() -> None:
    (finding,) = findings(all="mandatory", settings=exception())
    assert finding.level == "advisory"


def test_exception_holds_when_everything_else_is_disabled() -> None:
    (finding,) = findings(all="disabled", **{"sc-network-mode": "mandatory", "settings": exception()})
    assert finding.level == "advisory"


@pytest.mark.parametrize(("days", "level"), [(-1, "mandatory"), (0, "advisory"), (1, "advisory")])
def test_expiry(days: int, level: str) -> None:
    day = (date.today() + timedelta(days=days)).isoformat()
    (finding,) = findings(settings=exception(expires=day))
    assert finding.level == level
    assert ("The exception has ended" in finding.message) == (level == "mandatory")


def test_exception_for_something_else() -> None:
    (finding,) = findings(settings=exception(resource="api"))
    assert finding.level == "mandatory"


def test_exception_in_a_tag() -> None:
    (finding,) = findings(lambda: bridge({"container-tls.except/sc-network-mode": "old hosts expires=2999-12-31"}))
    assert finding.level == "advisory"
    assert finding.message.startswith("Excused: old hosts (until 2999-12-31)\n")


@pytest.mark.parametrize("value", ["", "expires=2999-12-31", "old hosts expires=soon", "old hosts expires=2001-01-01"])
def test_tag_that_excuses_nothing(value: str) -> None:
    (finding,) = findings(lambda: bridge({"container-tls.except/sc-network-mode": value}))
    assert finding.level == "mandatory"


def test_exception_as_argument_of_a_component() -> None:
    def program() -> None:
        component = pulumi.ComponentResource("my:index:Shop", "shop", {"exceptions": {"sc-network-mode": "old hosts"}})
        bridge(parent=component)

    (finding,) = findings(program)
    assert finding.level == "advisory"


def test_message_names_the_component() -> None:
    def program() -> None:
        bridge(parent=pulumi.ComponentResource("my:index:Shop", "shop"))

    (finding,) = findings(program)
    assert "It belongs to component Shop shop." in finding.message


@pytest.mark.parametrize(
    ("config", "complaint"),
    [
        ({"sc-netwerk-mode": "disabled"}, "sc-netwerk-mode: no such policy; did you mean sc-network-mode?"),
        ({"sc-network-mode": "off"}, "sc-network-mode: 'off' is not an enforcement level"),
        ({"all": {"level": "advisory"}}, "all: "),
        ({"settings": exception(reason=None)}, "settings.exceptions.0: 'reason' is a required property"),
        ({"settings": exception(until="x")}, "settings.exceptions.0: "),
        ({"settings": {"exception": []}}, "settings: "),
        ({"sc-network-mode": {"enforcementLevel": "mandatory", "modes": []}}, "sc-network-mode: "),
    ],
)
def test_configuration_that_makes_no_sense(config: dict[str, Any], complaint: str) -> None:
    with pytest.raises(PolicyConfigError) as raised:
        findings(**config)
    assert str(raised.value).startswith(complaint)


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (
            {"rule": "sc-netwerk-mode"},
            "exceptions[0].rule: no rule is named sc-netwerk-mode; did you mean sc-network-mode?",
        ),
        ({"expires": "2026-02-30"}, "exceptions[0].expires is not a date"),
    ],
)
def test_exception_that_makes_no_sense(change: dict[str, Any], complaint: str) -> None:
    found = {finding.policy: finding for finding in findings(settings=exception(**change))}
    assert found["settings"].level == "mandatory"
    assert complaint in found["settings"].message
    assert found["sc-network-mode"].level == "mandatory"


def undecided() -> None:
    bridge(mode=unknown("mode"))


def test_undecided_is_one_advisory_note_per_resource() -> None:
    (finding,) = findings(undecided)
    assert (finding.policy, finding.level) == ("undecided", "advisory")
    assert "networkMode of task definition web is not known until the update (" in finding.message
    assert "sc-network-mode)" in finding.message


def test_undecided_can_be_mandatory_or_silent() -> None:
    (finding,) = findings(undecided, undecided="mandatory")
    assert finding.level == "mandatory"
    assert findings(undecided, undecided="disabled") == []


def test_names_that_the_pulumi_cli_passes_on() -> None:
    session = Session()
    session.configure(
        {"all": {}, "sc-netwerk-mode": {}, "settings": {"exception": []}, "sc-network-mode": {"modes": []}}
    )
    assert session.strangers == (
        "The configuration names sc-netwerk-mode, and there is no such policy; did you mean sc-network-mode?",
        "The configuration of sc-network-mode has no property modes",
        "The configuration of settings has no property exception; did you mean exceptions?",
    )
