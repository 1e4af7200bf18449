"""First previews of every whole stack, by the engine and offline."""

import pytest
from container_tls_policies.testing import run_preview

from ..stacks import TWINS
from .conftest import EnginePreview
from .harness import Violation
from .standin_provider import PreviewMode

every_twin = pytest.mark.parametrize("name", TWINS)
every_mode = pytest.mark.parametrize("mode", PreviewMode)


@every_mode
@every_twin
def test_engine_reports_the_mistake_and_nothing_else(
    engine_preview: EnginePreview, mode: PreviewMode, name: str
) -> None:
    run = engine_preview(mode, name)
    assert run.findings == TWINS[name].expected, run.output
    blocked = any(violation.level == "mandatory" for violation in run.violations)
    assert (run.status != 0) == blocked, run.output


@every_mode
@every_twin
def test_offline_preview_agrees_with_the_engine(engine_preview: EnginePreview, mode: PreviewMode, name: str) -> None:
    offline = {
        Violation(policy=finding.policy, level=finding.level, urn=finding.urn, message=finding.message)
        for finding in run_preview(TWINS[name].program).findings
    }
    assert offline == engine_preview(mode, name).violations
