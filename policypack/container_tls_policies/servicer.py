"""The SDK's servicer, told to read the stack once for all policies.

It keeps what the engine sends, builds the model once, and lets the SDK run the policies over an empty request: levels,
configuration and diagnostics stay the SDK's own. It builds on names that the SDK calls private; `pack.start` goes
without it where they have changed.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import pulumi_policy
from google.protobuf import json_format
from pulumi.runtime import proto
from pulumi_policy import policy as sdk

from .model import Record, from_struct
from .pack import name
from .remediation import remediated

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from .pack import Session


class Servicer(sdk._PolicyAnalyzerServicer):
    """The SDK's servicer with one reading of the stack for all policies."""

    session: Session

    def Configure(self, request: proto.ConfigureAnalyzerRequest, _context: Any) -> Any:  # noqa: N802
        self.session.configure(
            {name: json_format.MessageToDict(given.properties) for name, given in request.policyConfig.items()},
            {name for name, given in request.policyConfig.items() if given.enforcementLevel == proto.REMEDIATE},
        )
        return super().Configure(request, _context)  # type: ignore[no-untyped-call]

    def Remediate(self, request: proto.AnalyzeRequest, _context: Any) -> Any:  # noqa: N802
        session, rules = self.session, self.session.remediating
        around = list(_ancestors(request.options.parent, session.requests)) if rules else []
        found = list(remediated(request, around, rules, session.settings, session.options))
        version = self.GetAnalyzerInfo(None, None).version if found else ""
        return proto.RemediateResponse(
            remediations=[
                proto.Remediation(
                    policyName=rule.id,
                    policyPackName=name,
                    policyPackVersion=version,
                    description=rule.summary,
                    properties=properties,
                )
                for rule, properties in found
            ]
        )

    def Analyze(self, request: proto.AnalyzeRequest, _context: Any) -> Any:  # noqa: N802
        """Keeps a resource for later. No policy of the pack is about resources one by one: the SDK's own method would
        ask each of them that, for every resource."""
        self.session.requests[request.urn] = request
        return proto.AnalyzeResponse()

    def AnalyzeStack(self, request: proto.AnalyzeStackRequest, _context: Any) -> Any:  # noqa: N802
        self.session.begin(records(request.resources, self.session.requests))
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
    session.has_servicer = True
    return SessionServicer


def analyzer(session: Session) -> Servicer:
    """The servicer in this process, for whoever plays the engine."""
    return servicer_for(session)(name, "0.0.1", session.policies(), pulumi_policy.EnforcementLevel.ADVISORY)


def _ancestors(urn: str, requests: Mapping[str, proto.AnalyzeRequest]) -> Iterator[Record]:
    """The components around a resource, from the innermost outwards."""
    while request := requests.get(urn):
        urn = request.options.parent
        yield Record(request.urn, request.type, request.name, parent=urn or None, read_inputs=_inputs(request))


def _inputs(request: proto.AnalyzeRequest | proto.AnalyzerResource) -> Callable[[], dict[str, Any]]:
    return partial(from_struct, request.properties)


def records(resources: Iterable[proto.AnalyzerResource], requests: Mapping[str, proto.AnalyzeRequest]) -> list[Record]:
    """The resources of a request for the model; `requests` are the earlier ones, by URN, which hold the inputs."""
    return [
        Record(
            urn=resource.urn,
            type=resource.type,
            name=resource.name,
            parent=resource.parent or None,
            provider=resource.provider.urn or None,
            dependencies=tuple(resource.dependencies),
            property_dependencies={key: tuple(found.urns) for key, found in resource.propertyDependencies.items()},
            ignore_changes=tuple(resource.options.ignoreChanges),
            is_deleted_first=resource.options.deleteBeforeReplace,
            read_inputs=_inputs(requests.get(resource.urn, resource)),
            read_outputs=partial(from_struct, resource.properties),
        )
        for resource in resources
    ]
