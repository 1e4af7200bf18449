"""The reference program under the real engine."""

import sys
from pathlib import Path

import pytest
from container_tls_policies.testing import run_preview

from .harness import REPOSITORY, STACK, Project
from .standin_provider import StandinProvider


@pytest.fixture
def reference(tmp_path: Path, pack: Path, standin: StandinProvider) -> Project:
    program = (REPOSITORY / "__main__.py").read_text()
    project = Project.create(
        tmp_path / "project",
        program=program,
        pack=pack,
        debug_providers=standin.debug_providers,
        name="container-tls",
    )
    definition = (REPOSITORY / "Pulumi.yaml").read_text()
    assert "virtualenv: .venv" in definition
    (project.root / "Pulumi.yaml").write_text(definition.replace("virtualenv: .venv", f"virtualenv: {sys.prefix}"))
    with (project.root / f"Pulumi.{STACK}.yaml").open("a") as stack:
        stack.write((REPOSITORY / f"Pulumi.{STACK}.yaml").read_text())
    return project


def test_preview_agrees_with_the_offline_one(reference: Project) -> None:
    previewed = reference.preview().check()
    offline = run_preview(REPOSITORY, stack=STACK)
    assert not previewed.violations
    assert not offline.findings
    root = 1
    assert previewed.changes == {"create": len(offline.resources) + root}


def test_life_of_the_stack(reference: Project, standin: StandinProvider) -> None:
    created = reference.up().check()
    assert not created.violations
    again = reference.up().check()
    assert again.changes == {"same": created.changes["create"]}
    reference.destroy().check()
    order = {"::".join(urn.split("::")[2:]).rpartition("$")[2]: index for index, urn in enumerate(standin.deleted)}
    web = order["aws:ecs/service:Service::web"]
    assert order["aws:ecs/service:Service::worker"] < web
    for needed in (
        "aws:lb/listenerRule:ListenerRule::web",
        "aws:lb/listener:Listener::shop-https",
        "aws:acmpca/certificateAuthorityCertificate:CertificateAuthorityCertificate::shop",
        "aws:acmpca/certificateAuthority:CertificateAuthority::shop",
        "aws:iam/rolePolicyAttachment:RolePolicyAttachment::shop-ecs-tls",
        "aws:iam/role:Role::shop-ecs-tls",
        "aws:kms/key:Key::shop",
    ):
        assert web < order[needed], needed
