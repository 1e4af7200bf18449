"""Every whole stack, previewed offline: exactly the findings that it is there for."""

import pytest
from container_tls_policies.testing import run_preview

from .twins import CLEAN, TWINS, decisive


@pytest.mark.parametrize("name", TWINS)
def test_twin_raises_exactly_what_it_is_there_for(name: str) -> None:
    findings = run_preview(TWINS[name].program).findings
    assert decisive(findings) == TWINS[name].expected


@pytest.mark.parametrize("name", CLEAN)
def test_clean_stacks_need_no_advice(name: str) -> None:
    assert run_preview(CLEAN[name].program).findings == ()
