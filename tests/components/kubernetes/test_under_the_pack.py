"""What the components build violates no policy."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.components.stack import REGION

from .programs import IDENTITIES, controller, groups, ingress, whole_path

RULE = "controller-manages-custom-groups"


@pytest.mark.parametrize("identity", IDENTITIES)
@pytest.mark.parametrize("mode", ["automatic", "custom"])
def test_clean_without_configuration(mode: str, identity: str, preview: Callable[..., Any]) -> None:
    result = preview(lambda: whole_path(mode, identity), config=REGION)
    assert len(result.resources) >= 8
    assert result.findings == ()


def test_hybrid_is_clean_where_the_organization_allows_it(preview: Callable[..., Any]) -> None:
    result = preview(lambda: whole_path("hybrid"), config=REGION, policy_config={RULE: {"allowHybrid": True}})
    assert len(result.resources) >= 8
    assert result.findings == ()


def test_hybrid_is_clean_where_an_exception_accepts_it(preview: Callable[..., Any]) -> None:
    def program() -> None:
        settings = groups("hybrid").settings
        installed = controller("hybrid", {"security_groups": settings}).installed
        ingress("hybrid", {"controller": installed, "exceptions": {RULE: "migration, PLAT-7"}})

    (finding,) = preview(program, config=REGION).findings
    assert (finding.policy, finding.level) == (RULE, "advisory")
    assert finding.message.startswith("Excused: migration, PLAT-7\n")


def test_hybrid_is_reported_otherwise(preview: Callable[..., Any]) -> None:
    found = preview(lambda: whole_path("hybrid"), config=REGION).findings
    assert {(finding.policy, finding.level) for finding in found} == {(RULE, "mandatory")}
    assert len(found) == 2
