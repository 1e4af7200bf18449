"""The rules as a Pulumi policy pack: one policy per rule, one reading of the stack for all of them.

The SDK deserializes every resource again for every policy. Here its servicer keeps what the engine sends, builds
the model once, and lets the SDK run the policies over an empty request: levels, configuration and diagnostics stay
the SDK's own. Where the SDK's servicer has another shape than the one known here, the policies read what the SDK
hands them instead: slower, with the same findings.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import pulumi_policy
from google.protobuf import json_format
from pulumi.runtime import proto
from pulumi_policy import policy as sdk
from pulumi_policy.deserialize import serialize_properties

from .evaluation import Evaluation, Note, malformed_input
from .model import Record, Stack, from_plain, from_struct
from .rule import Outcome
from .rules import catalogue
from .settings import Settings, strangers
from .settings import schema as settings_schema

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from google.protobuf.struct_pb2 import Struct

    from .rule import Rule

name: Final = "container-tls"
everything: Final = "all"
"""What configuration calls all policies together; the CLI passes it on like the name of a policy."""
settings_policy: Final = "settings"
undecided_policy: Final = "undecided"

_framework: Final = "AWS Well-Architected Framework"
_pillars: Final = {
    True: (
        "Security pillar: protecting data in transit",
        "https://docs.aws.amazon.com/wellarchitected/latest/security-pillar/protecting-data-in-transit.html",
    ),
    False: (
        "Reliability pillar",
        "https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/welcome.html",
    ),
}


class Remark(NamedTuple):
    """What a policy has to say that must not block, whatever its level: excused findings, rules that failed."""

    policy: str
    summary: str
    severity: pulumi_policy.Severity
    note: Note


class Session:
    """What the pack knows of the run that it is part of."""

    def __init__(self) -> None:
        self.rules = catalogue()
        self.inputs: dict[str, Any] = {}
        self.settings = Settings()
        self.strangers: tuple[str, ...] = ()
        self.evaluation: Evaluation | None = None
        self.remarks: list[Remark] = []

    def configure(self, config: Mapping[str, Mapping[str, Any]]) -> None:
        """Takes the properties configured for each policy. The Pulumi CLI passes on names that no policy has."""
        options = {rule.id: rule.options for rule in self.rules}
        known = {everything: {}, settings_policy: settings_schema, **options, malformed_input: {}, undecided_policy: {}}
        self.settings = Settings.read(config.get(settings_policy, {}), [*options, malformed_input])
        self.strangers = strangers(config, known)

    def begin(self, records: Iterable[Record]) -> None:
        """Starts over with a stack."""
        self.evaluation = Evaluation(Stack(records), self.settings)
        self.remarks = []

    def policies(self) -> list[pulumi_policy.Policy]:
        """One policy per rule, between the one that holds the shared settings and those that gather what the rules
        could not read or decide."""
        rules = map(self._rule_policy, self.rules)
        return [self._settings_policy(), *rules, self._malformed_policy(), self._undecided_policy()]

    def _current(self, args: pulumi_policy.StackValidationArgs) -> Evaluation:
        if self.evaluation is None:
            self.begin(_records_of_sdk(args.resources, self.inputs))
        assert self.evaluation is not None
        return self.evaluation

    def _rule_policy(self, rule: Rule) -> pulumi_policy.Policy:
        severity = pulumi_policy.Severity(rule.severity)

        def validate(args: pulumi_policy.StackValidationArgs, report: pulumi_policy.ReportViolation) -> None:
            verdict = self._current(args).run(rule, args.get_config())
            for note in verdict.violations:
                report(note.message, note.on.urn if note.on else None)
            remarks = (*verdict.excused, *verdict.failures)
            self.remarks += [Remark(rule.id, rule.summary, severity, note) for note in remarks]

        pillar, reference = _pillars[rule.outcome is Outcome.INSECURE]
        return pulumi_policy.StackValidationPolicy(
            name=rule.id,
            display_name=rule.summary.rstrip("."),
            description=rule.summary,
            validate=validate,
            enforcement_level=pulumi_policy.EnforcementLevel(rule.level),
            severity=severity,
            config_schema=_config_schema(rule.options),
            framework=pulumi_policy.PolicyComplianceFramework(_framework, "", reference, pillar),
            tags=["aws", rule.family, rule.outcome],
            remediation_steps=rule.section("Use instead"),
            url=rule.references[0],
        )

    def _settings_policy(self) -> pulumi_policy.Policy:
        def validate(args: pulumi_policy.StackValidationArgs, report: pulumi_policy.ReportViolation) -> None:
            if self.evaluation is None:
                self.configure({settings_policy: args.get_config()})
            for problem in (*self.strangers, *self.settings.problems):
                report(f"{problem}. It has no effect.", None)

        return pulumi_policy.StackValidationPolicy(
            name=settings_policy,
            display_name="Settings of the pack",
            description="The configuration that all rules share must make sense.",
            validate=validate,
            enforcement_level=pulumi_policy.EnforcementLevel.MANDATORY,
            severity=pulumi_policy.Severity.MEDIUM,
            config_schema=_config_schema(settings_schema),
            tags=["configuration"],
        )

    def _malformed_policy(self) -> pulumi_policy.Policy:
        severity = pulumi_policy.Severity.HIGH
        summary = "Properties must have the form that the provider expects."

        def validate(args: pulumi_policy.StackValidationArgs, report: pulumi_policy.ReportViolation) -> None:
            verdict = self._current(args).malformed()
            for note in verdict.violations:
                report(note.message, note.on.urn if note.on else None)
            remarks = (*verdict.excused, *verdict.failures)
            self.remarks += [Remark(malformed_input, summary, severity, note) for note in remarks]

        return pulumi_policy.StackValidationPolicy(
            name=malformed_input,
            display_name="Malformed input",
            description=summary,
            validate=validate,
            enforcement_level=pulumi_policy.EnforcementLevel.MANDATORY,
            severity=severity,
            tags=["aws", Outcome.REJECTED],
        )

    def _undecided_policy(self) -> pulumi_policy.Policy:
        def validate(args: pulumi_policy.StackValidationArgs, report: pulumi_policy.ReportViolation) -> None:
            for note in self._current(args).undecided():
                report(note.message, note.on.urn if note.on else None)

        return pulumi_policy.StackValidationPolicy(
            name=undecided_policy,
            display_name="Undecided at preview",
            description="Every rule should be decidable from what is known at preview.",
            validate=validate,
            enforcement_level=pulumi_policy.EnforcementLevel.ADVISORY,
            severity=pulumi_policy.Severity.LOW,
            tags=["preview"],
        )


class Servicer(sdk._PolicyAnalyzerServicer):
    """The SDK's servicer with one reading of the stack for all policies."""

    session: Session

    def Configure(self, request: proto.ConfigureAnalyzerRequest, _context: Any) -> Any:  # noqa: N802
        self.session.configure(
            {name: json_format.MessageToDict(given.properties) for name, given in request.policyConfig.items()}
        )
        return super().Configure(request, _context)  # type: ignore[no-untyped-call]

    def Analyze(self, request: proto.AnalyzeRequest, _context: Any) -> Any:  # noqa: N802
        self.session.inputs[request.urn] = request.properties
        return super().Analyze(request, _context)  # type: ignore[no-untyped-call]

    def AnalyzeStack(self, request: proto.AnalyzeStackRequest, _context: Any) -> Any:  # noqa: N802
        self.session.begin(records(request.resources, self.session.inputs))
        response = super().AnalyzeStack(proto.AnalyzeStackRequest(), _context)  # type: ignore[no-untyped-call]
        for policy, summary, severity, note in self.session.remarks:
            level = pulumi_policy.EnforcementLevel.ADVISORY
            report = self._create_report_violation(response, policy, summary, level, severity)
            report(note.message, note.on.urn if note.on else None)
        return response


def servicer_for(session: Session) -> type[Servicer]:
    """The servicer class that serves this session; the SDK makes the instance."""

    class SessionServicer(Servicer):
        pass

    SessionServicer.session = session
    return SessionServicer


def analyzer(session: Session) -> Servicer:
    """The servicer in this process, for whoever plays the engine."""
    return servicer_for(session)(name, "0.0.1", session.policies(), pulumi_policy.EnforcementLevel.ADVISORY)


def records(resources: Iterable[proto.AnalyzerResource], inputs: Mapping[str, Struct]) -> list[Record]:
    """The resources of a request for the model; `inputs` are those of the earlier requests, by URN."""
    return [
        Record(
            urn=resource.urn,
            type=resource.type,
            name=resource.name,
            parent=resource.parent or None,
            dependencies=tuple(resource.dependencies),
            property_dependencies={key: tuple(found.urns) for key, found in resource.propertyDependencies.items()},
            ignore_changes=tuple(resource.options.ignoreChanges),
            read_inputs=partial(from_struct, inputs.get(resource.urn, resource.properties)),
            read_outputs=partial(from_struct, resource.properties),
        )
        for resource in resources
    ]


def _records_of_sdk(
    resources: Iterable[pulumi_policy.PolicyResource], inputs: Mapping[str, dict[str, Any]]
) -> list[Record]:
    return [
        Record(
            urn=resource.urn,
            type=resource.resource_type,
            name=resource.name,
            parent=resource.parent.urn if resource.parent else None,
            dependencies=tuple(other.urn for other in resource.dependencies),
            property_dependencies={
                key: tuple(other.urn for other in found) for key, found in resource.property_dependencies.items()
            },
            ignore_changes=tuple(resource.opts.ignore_changes),
            read_inputs=partial(_inputs_of, inputs, resource.urn),
            read_outputs=partial(_unproxied, resource.props),
        )
        for resource in resources
    ]


def _inputs_of(inputs: Mapping[str, dict[str, Any]], urn: str) -> dict[str, Any]:
    return inputs.get(urn, {})


def _unproxied(value: Any) -> Any:
    """A value of the SDK's checking proxies as plain values."""
    return from_plain(serialize_properties(value))


def _config_schema(options: Mapping[str, Mapping[str, Any]]) -> pulumi_policy.PolicyConfigSchema | None:
    return pulumi_policy.PolicyConfigSchema({key: dict(value) for key, value in options.items()}) if options else None


def shares_deserialization() -> bool:
    """Whether the SDK has the shape that `Servicer` builds on."""
    made_by_name = "_PolicyAnalyzerServicer" in pulumi_policy.PolicyPack.__init__.__code__.co_names
    return made_by_name and all(
        hasattr(sdk._PolicyAnalyzerServicer, method)
        for method in ("Analyze", "AnalyzeStack", "Configure", "_create_report_violation")
    )


def start() -> None:
    """Serves the pack to the Pulumi engine. Does not return."""
    session = Session()
    policies = session.policies()
    if shares_deserialization():
        sdk._PolicyAnalyzerServicer = servicer_for(session)  # type: ignore[misc]
    else:
        policies.insert(0, collector(session))
    pulumi_policy.PolicyPack(
        name=name,
        policies=policies,
        enforcement_level=pulumi_policy.EnforcementLevel.ADVISORY,
        display_name="Container TLS",
        description="Blocks a preview whose traffic to containers on AWS would break or lose its TLS.",
        provider="aws",
        tags=["ecs", "eks", "load-balancing", "service-connect", "tls"],
    )


def collector(session: Session) -> pulumi_policy.Policy:
    def validate(args: pulumi_policy.ResourceValidationArgs, _report: pulumi_policy.ReportViolation) -> None:
        session.inputs[args.urn] = _unproxied(args.props)

    return pulumi_policy.ResourceValidationPolicy(
        name="inputs",
        description="Reads what the program asked for; reports nothing.",
        validate=validate,
        enforcement_level=pulumi_policy.EnforcementLevel.ADVISORY,
    )
