"""The pack as Pulumi starts it: a process of its own that speaks the analyzer protocol."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import grpc
import pytest
from container_tls_policies.offline.answers import Answers
from container_tls_policies.offline.monitor import Monitor
from container_tls_policies.offline.program import run
from container_tls_policies.rules import catalogue
from container_tls_policies.testing import run_preview
from google.protobuf import empty_pb2
from pulumi.runtime import proto
from pulumi.runtime.proto import analyzer_pb2_grpc

from tests.stacks import TWINS

if TYPE_CHECKING:
    from collections.abc import Iterator

pack = Path(__file__).parents[2] / "policypack"


class Remote:
    """The servicer of the process, called over gRPC."""

    def __init__(self, port: int) -> None:
        self.stub = analyzer_pb2_grpc.AnalyzerStub(grpc.insecure_channel(f"127.0.0.1:{port}"))

    def Remediate(self, request: Any, _context: Any) -> Any:  # noqa: N802
        return self.stub.Remediate(request)

    def Analyze(self, request: Any, _context: Any) -> Any:  # noqa: N802
        return self.stub.Analyze(request)

    def AnalyzeStack(self, request: Any, _context: Any) -> Any:  # noqa: N802
        return self.stub.AnalyzeStack(request)


@pytest.fixture
def remote() -> Iterator[Remote]:
    command = [sys.executable, "-u", str(pack)]
    with subprocess.Popen(command, cwd=pack, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        yield Remote(int(process.stdout.readline()))
        process.kill()


def test_what_the_pack_says_of_itself(remote: Remote) -> None:
    info = remote.stub.GetAnalyzerInfo(empty_pb2.Empty())
    assert info.name == "container-tls"
    names = [policy.name for policy in info.policies]
    assert names == ["settings", *(rule.id for rule in catalogue()), "malformed-input", "undecided"]
    for policy, rule in zip(info.policies[1:], catalogue(), strict=False):
        assert policy.enforcementLevel == proto.EnforcementLevel.Value(rule.level.upper())
        assert policy.severity == proto.PolicySeverity.Value(f"POLICY_SEVERITY_{rule.severity.upper()}")
        assert policy.description and policy.displayName and policy.remediation_steps
        assert policy.url == rule.references[0]
        assert policy.framework.name
        assert rule.family in policy.tags
        assert set(policy.configSchema.properties) == set(rule.options)


@pytest.mark.parametrize("name", ["clean", "bridge-with-tls", "health-check-443", "ingress-managed-custom-groups"])
def test_findings_over_the_wire(remote: Remote, name: str) -> None:
    monitor = Monitor(remote, Answers(), {})  # type: ignore[arg-type]
    run(TWINS[name].program, monitor, project="project", stack="dev", config={})
    monitor.analyze_stack()
    found = {(item.policyName, item.urn) for item in monitor.diagnostics}
    assert found == {(finding.policy, finding.urn) for finding in run_preview(TWINS[name].program).findings}
