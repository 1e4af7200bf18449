"""The life of a stack, and the policies over the state that it leaves."""

from pathlib import Path

import pytest

from ..stacks import CLEAN, TWINS
from .harness import Project
from .standin_provider import StandinProvider

DEPLOYED_MISTAKES = ("bridge-with-tls", "health-check-443", "ingress-managed-custom-groups", "tls-listener-12")


def test_clean_stack_is_created_once_and_destroyed(project: Project) -> None:
    created = project.up("clean").check()
    assert created.changes.keys() == {"create"}
    assert not created.violations

    again = project.up("clean").check()
    assert again.changes == {"same": created.changes["create"]}

    destroyed = project.destroy().check()
    assert destroyed.changes == {"delete": created.changes["create"]}


def test_service_goes_before_what_it_needs(project: Project, standin: StandinProvider) -> None:
    project.up("clean").check()
    project.destroy().check()
    order = {urn.rpartition("$")[2].rpartition("::")[0].rpartition(":")[2]: i for i, urn in enumerate(standin.deleted)}
    for needed in ("Listener", "RolePolicyAttachment", "CertificateAuthority", "Key", "TargetGroup"):
        assert order["Service"] < order[needed]


@pytest.mark.parametrize("name", [*CLEAN, *DEPLOYED_MISTAKES])
def test_exported_state_is_judged_as_the_preview_was(project: Project, tmp_path: Path, name: str) -> None:
    project.up(name, policies=False).check()
    analyzed = project.analyze(project.export(tmp_path / "state.json"))
    assert analyzed.findings == TWINS[name].expected, analyzed.output
