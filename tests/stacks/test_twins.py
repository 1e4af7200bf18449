"""Every whole stack, previewed offline: exactly the findings that it is there for."""

import pytest
from container_tls_policies.testing import run_preview

from .twins import TWINS


@pytest.mark.parametrize("name", TWINS)
def test_twin_raises_exactly_what_it_is_there_for(name: str) -> None:
    findings = run_preview(TWINS[name].program).findings
    assert {(finding.policy, finding.urn.rpartition("::")[2]) for finding in findings} == TWINS[name].expected
