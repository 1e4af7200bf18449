"""Every path of the reference program under the real engine."""

import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from container_tls_policies.testing import run_preview

from ..stacks import decisive
from .harness import REPOSITORY, STACK, Project
from .standin_provider import StandinProvider

# For each path: pairs of which the first is deleted before the second.
DELETED_BEFORE = {
    "service-connect": [
        ("aws:ecs/service:Service::worker", "aws:ecs/service:Service::web"),
        *(
            ("aws:ecs/service:Service::web", later)
            for later in (
                "aws:lb/listenerRule:ListenerRule::web",
                "aws:lb/listener:Listener::shop-https",
                "aws:acmpca/certificateAuthorityCertificate:CertificateAuthorityCertificate::shop",
                "aws:acmpca/certificateAuthority:CertificateAuthority::shop",
                "aws:iam/rolePolicyAttachment:RolePolicyAttachment::shop-ecs-tls",
                "aws:iam/role:Role::shop-ecs-tls",
                "aws:kms/key:Key::shop",
            )
        ),
    ],
    "passthrough": [
        ("aws:ecs/service:Service::orders", "aws:lb/listener:Listener::orders-tls"),
        ("aws:lb/listener:Listener::orders-tls", "aws:lb/loadBalancer:LoadBalancer::edge"),
        ("aws:ec2/vpcEndpointService:VpcEndpointService::partners", "aws:lb/loadBalancer:LoadBalancer::edge"),
        ("aws:ecs/service:Service::ledger", "aws:autoscaling/group:Group::office"),
        (
            "aws:autoscaling/group:Group::office",
            "aws:iam/rolePolicyAttachment:RolePolicyAttachment::office-instance-join",
        ),
    ],
    "sidecar": [
        ("aws:ecs/service:Service::web", "aws:lb/listener:Listener::web-tls"),
        ("aws:ecs/service:Service::web", "aws:iam/rolePolicyAttachment:RolePolicyAttachment::web-task-envoy-secrets"),
    ],
    "controller": [
        ("kubernetes:networking.k8s.io/v1:Ingress::web", "kubernetes:helm.sh/v3:Release::shop"),
        ("kubernetes:helm.sh/v3:Release::shop", "aws:iam/rolePolicy:RolePolicy::shop"),
        ("kubernetes:networking.k8s.io/v1:Ingress::web", "aws:ec2/securityGroup:SecurityGroup::shop-frontend"),
    ],
    "mesh": [
        (
            "kubernetes:networking.istio.io/v1:ServiceEntry::payments",
            "kubernetes:networking.istio.io/v1:DestinationRule::payments",
        ),
        ("kubernetes:networking.istio.io/v1:Sidecar::web", "kubernetes:core/v1:Namespace::shop"),
    ],
}


@pytest.fixture
def reference(tmp_path: Path, pack: Path, standin: StandinProvider) -> Callable[[str], Project]:
    def create(path: str) -> Project:
        project = Project.create(
            tmp_path / "project",
            program=(REPOSITORY / "__main__.py").read_text(),
            pack=pack,
            debug_providers=standin.debug_providers,
            name="container-tls",
        )
        definition = (REPOSITORY / "Pulumi.yaml").read_text()
        assert "virtualenv: .venv" in definition
        (project.root / "Pulumi.yaml").write_text(definition.replace("virtualenv: .venv", f"virtualenv: {sys.prefix}"))
        shutil.copytree(REPOSITORY / "paths", project.root / "paths")
        with (project.root / f"Pulumi.{STACK}.yaml").open("a") as stack:
            stack.write((REPOSITORY / f"Pulumi.{STACK}.yaml").read_text())
            stack.write(f"  container-tls:path: {path}\n")
        return project

    return create


@pytest.mark.parametrize("path", DELETED_BEFORE)
def test_preview_agrees_with_the_offline_one(reference: Callable[[str], Project], path: str) -> None:
    previewed = reference(path).preview().check()
    offline = run_preview(REPOSITORY, stack=STACK, config={"path": path})
    assert not previewed.findings
    assert not decisive(offline.findings)
    root = 1
    assert previewed.changes == {"create": len(offline.resources) + root}


@pytest.mark.parametrize("path", DELETED_BEFORE)
def test_life_of_the_stack(reference: Callable[[str], Project], standin: StandinProvider, path: str) -> None:
    project = reference(path)
    created = project.up().check()
    assert not created.findings
    again = project.up().check()
    assert again.changes == {"same": created.changes["create"]}
    project.destroy().check()
    order = {"::".join(urn.split("::")[2:]).rpartition("$")[2]: index for index, urn in enumerate(standin.deleted)}
    for first, second in DELETED_BEFORE[path]:
        assert order[first] < order[second], (first, second)
