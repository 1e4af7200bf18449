"""The offline preview as a function."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from pulumi.runtime import proto

from ..pack import Session
from ..servicer import analyzer as servicer_of
from . import policy_config as policy_configuration
from . import program as running
from .answers import Answers
from .monitor import Monitor, root_type
from .project import Project

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

LevelName = Literal["mandatory", "advisory"]


@dataclass(frozen=True)
class Finding:
    """One line of the result: a policy's name, the level in force, the resource's URN and the message.

    `summary` is what the policy asks for, `severity` how bad it is not to have it.
    """

    policy: str
    level: LevelName
    urn: str
    message: str
    summary: str = field(compare=False)
    severity: str = field(compare=False)

    @property
    def type(self) -> str:
        """The type token of the resource."""
        return self.urn.split("::")[2].rpartition("$")[2]

    @property
    def resource(self) -> str:
        """The logical name of the resource."""
        return self.urn.split("::", 3)[3]


@dataclass(frozen=True, order=True)
class Remediation:
    """A change that a policy of the level `remediate` made to the inputs of a resource."""

    policy: str
    urn: str


@dataclass(frozen=True)
class Preview:
    """What a preview found: findings in a stable order, the URNs of all resources, warnings where it may differ from
    what the engine would find, and what policies have set right."""

    project: str
    stack: str
    findings: tuple[Finding, ...]
    resources: tuple[str, ...]
    warnings: tuple[str, ...]
    remediations: tuple[Remediation, ...] = ()

    @property
    def violations(self) -> tuple[Finding, ...]:
        """The mandatory findings: those that fail a preview."""
        return tuple(finding for finding in self.findings if finding.level == "mandatory")


def run_preview(
    program: Path | str | Callable[[], None],
    *,
    config: Mapping[str, str] | None = None,
    policy_config: Mapping[str, Any] | None = None,
    answers: Answers | None = None,
    project: str = "project",
    stack: str = "dev",
) -> Preview:
    """Previews a program under the policy pack: no CLI, no plugins, no credentials, no state.

    `program` is a folder with a `Pulumi.yaml`, a Python file, or a function that declares resources. `config` is stack
    configuration, `policy_config` what a `--policy-pack-config` file holds. `project` names the project of a
    function; a folder's comes from its `Pulumi.yaml`. `stack` may carry an organization, as in "acme/dev".

    Raises ProgramError when the program fails, ProjectError when there is none, PolicyConfigError when the policy
    configuration does not make sense.
    """
    stack = stack.rpartition("/")[2]
    if callable(program):
        target: Path | Callable[[], None] = program
        settings = {key if ":" in key else f"{project}:{key}": value for key, value in (config or {}).items()}
    else:
        found = Project.load(Path(program), stack, config or {})
        target, project, settings = found.entry, found.name, dict(found.config)
    analyzer = servicer_of(Session())
    info = analyzer.GetAnalyzerInfo(None, None)
    analyzer.Configure(policy_configuration.resolve(info, policy_config or {}), None)
    monitor = Monitor(analyzer, answers or Answers(), settings)
    running.run(target, monitor, project=project, stack=stack, config=settings)
    monitor.analyze_stack()
    root = next((urn for urn, item in monitor.registrations.items() if item.type == root_type), "")
    return Preview(
        project=project,
        stack=stack,
        findings=tuple(_finding(diagnostic, root) for diagnostic in sorted(monitor.diagnostics, key=_order)),
        resources=tuple(urn for urn in sorted(monitor.registrations) if not _internal(urn)),
        warnings=tuple(sorted(monitor.warnings)),
        remediations=tuple(sorted(Remediation(*found) for found in monitor.remediations)),
    )


def _finding(diagnostic: proto.AnalyzeDiagnostic, root: str) -> Finding:
    level: LevelName = "advisory" if diagnostic.enforcementLevel == proto.ADVISORY else "mandatory"
    message = diagnostic.message.removeprefix(diagnostic.description).lstrip("\n")
    severity = proto.PolicySeverity.Name(diagnostic.severity).removeprefix("POLICY_SEVERITY_").lower()
    return Finding(
        policy=diagnostic.policyName,
        level=level,
        urn=diagnostic.urn or root,
        message=message,
        summary=diagnostic.description,
        severity=severity,
    )


def _order(diagnostic: proto.AnalyzeDiagnostic) -> tuple[bool, str, str, str]:
    return diagnostic.enforcementLevel == proto.ADVISORY, diagnostic.urn, diagnostic.policyName, diagnostic.message


def _internal(urn: str) -> bool:
    type_ = urn.split("::")[2].rpartition("$")[2]
    return type_ == root_type or type_.startswith("pulumi:providers:")
