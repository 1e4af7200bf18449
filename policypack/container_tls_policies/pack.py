"""The rules as a Pulumi policy pack: one policy per rule, one reading of the stack for all of them.

The SDK deserializes every resource again for every policy; `servicer` spares that. Where the SDK has another shape
than the one known there, the policies read what the SDK hands them: slower, with the same findings.
"""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import pulumi_policy
from pulumi_policy import policy as sdk
from pulumi_policy.deserialize import serialize_properties

from .evaluation import Evaluation, Note, malformed_input
from .model import Record, from_plain
from .rule import Outcome
from .rules import catalogue
from .settings import Settings, strangers
from .settings import schema as settings_schema

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

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
        self.options: Mapping[str, Mapping[str, Any]] = {}
        self.settings = Settings()
        self.strangers: tuple[str, ...] = ()
        self.requests: dict[str, Any] = {}
        self.remediating: tuple[Rule, ...] = ()
        self.evaluation: Evaluation | None = None
        self.remarks: list[Remark] = []
        self.has_servicer = False

    def configure(self, config: Mapping[str, Mapping[str, Any]], remediating: Collection[str] = ()) -> None:
        """Takes the properties configured for each policy, and which have the level `remediate`. The Pulumi CLI passes
        on names that no policy has."""
        self.remediating = tuple(rule for rule in self.rules if rule.id in remediating)
        self.options = config
        options = {rule.id: rule.options for rule in self.rules}
        known = {everything: {}, settings_policy: settings_schema, **options, malformed_input: {}, undecided_policy: {}}
        self.settings = Settings.read(config.get(settings_policy, {}), [*options, malformed_input])
        self.strangers = strangers(config, known)

    def begin(self, records: Iterable[Record]) -> None:
        """Starts over with a stack."""
        self.evaluation = Evaluation(records, self.settings)
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

    def _remark(self, remark: Remark) -> None:
        """Keeps a remark for the servicer; without one, the CLI shows what the pack prints."""
        self.remarks.append(remark)
        if not self.has_servicer:
            where = f" ({remark.note.on.label})" if remark.note.on else ""
            print(f"{remark.policy}{where}: {remark.note.message}", file=sys.stderr)

    def _rule_policy(self, rule: Rule) -> pulumi_policy.Policy:
        severity = pulumi_policy.Severity(rule.severity)

        def validate(args: pulumi_policy.StackValidationArgs, report: pulumi_policy.ReportViolation) -> None:
            verdict = self._current(args).run(rule, args.get_config())
            for note in verdict.violations:
                report(note.message, note.on.urn if note.on else None)
            for note in (*verdict.excused, *verdict.failures):
                self._remark(Remark(rule.id, rule.summary, severity, note))

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
            for note in (*verdict.excused, *verdict.failures):
                self._remark(Remark(malformed_input, summary, severity, note))

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


def _records_of_sdk(
    resources: Iterable[pulumi_policy.PolicyResource], inputs: Mapping[str, dict[str, Any]]
) -> list[Record]:
    return [
        Record(
            urn=resource.urn,
            type=resource.resource_type,
            name=resource.name,
            parent=resource.parent.urn if resource.parent else None,
            provider=resource.provider.urn if resource.provider else None,
            dependencies=tuple(other.urn for other in resource.dependencies),
            property_dependencies={
                key: tuple(other.urn for other in found) for key, found in resource.property_dependencies.items()
            },
            ignore_changes=tuple(resource.opts.ignore_changes),
            is_deleted_first=bool(resource.opts.delete_before_replace),
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


def servicer_is_known() -> bool:
    """Whether the SDK has the shape that `servicer` builds on."""
    servicer = getattr(sdk, "_PolicyAnalyzerServicer", None)
    made_by_name = "_PolicyAnalyzerServicer" in pulumi_policy.PolicyPack.__init__.__code__.co_names
    methods = ("Analyze", "AnalyzeStack", "Configure", "_create_report_violation")
    return made_by_name and all(hasattr(servicer, method) for method in methods)


def start() -> None:
    """Serves the pack to the Pulumi engine. Does not return."""
    session = Session()
    policies = session.policies()
    if servicer_is_known():
        from .servicer import servicer_for

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
