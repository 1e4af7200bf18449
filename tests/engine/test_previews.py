"""First previews of every whole stack, by the engine and offline."""

from collections.abc import Mapping
from typing import Any

import pytest
from container_tls_policies import strictness
from container_tls_policies.facts.tls_policies import tls_policies
from container_tls_policies.strictness import Strictness
from container_tls_policies.testing import run_preview

from ..stacks import TWINS
from ..stacks.service_connect import LISTENER
from .harness import Project, Violation
from .standin_provider import PreviewMode


@pytest.mark.parametrize("mode", PreviewMode)
@pytest.mark.parametrize("name", TWINS)
def test_mistake_and_nothing_else_is_reported_by_the_engine_as_offline(
    twins_projects: Mapping[PreviewMode, Project], mode: PreviewMode, name: str
) -> None:
    run = twins_projects[mode].preview(name)
    assert run.findings == TWINS[name].expected, run.output
    blocked = any(violation.level == "mandatory" for violation in run.violations)
    assert (run.status != 0) == blocked, run.output
    assert offline(name) == run.violations


@pytest.mark.parametrize(
    "policy_config",
    [
        {"all": "advisory"},
        {"all": "disabled", "sc-network-mode": "mandatory"},
        {"sc-network-mode": {"enforcementLevel": "disabled"}},
        {"settings": {"exceptions": [{"rule": "sc-*", "resource": "orders", "reason": "Moves in May"}]}},
        {
            "settings": {
                "exceptions": [
                    {"rule": "*", "resource": "orders", "reason": "Was to move in May", "expires": "2020-05-31"}
                ]
            }
        },
        {"settings": {"exceptions": [{"rule": "sc-netwrok-mode", "resource": "*", "reason": "Misspelt"}]}},
        strictness.policy_config(Strictness.AUDIT),
        strictness.policy_config(Strictness.STRICT, "fips", {"undecided": "advisory"}),
    ],
    ids=["advisory", "one-rule", "disabled", "excused", "excuse-expired", "excuse-misspelt", "audit", "strict"],
)
def test_offline_preview_agrees_under_configuration(project: Project, policy_config: dict[str, Any]) -> None:
    engine = project.preview("bridge-with-tls", policy_config=policy_config)
    assert offline("bridge-with-tls", policy_config) == engine.violations, engine.output


def test_what_is_set_right_is_what_is_created(project: Project) -> None:
    policy_config = {"listener-ssl-policy-unset": "remediate"}
    run = project.preview("listener-policy-unset", policy_config=policy_config).check()
    recommended = tls_policies().recommended.name
    assert run.created["aws:lb/listener:Listener", LISTENER]["sslPolicy"] == recommended
    assert run.violations == offline("listener-policy-unset", policy_config) == set()


def offline(name: str, policy_config: dict[str, Any] | None = None) -> set[Violation]:
    return {
        Violation(policy=finding.policy, level=finding.level, urn=finding.urn, message=finding.message)
        for finding in run_preview(TWINS[name].program, policy_config=policy_config).findings
    }
