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

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from google.protobuf.struct_pb2 import Struct

    from .pack import Session


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
    session.has_servicer = True
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
