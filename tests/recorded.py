"""What a program makes the engine send to a policy pack."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from container_tls_policies.offline.answers import Answers
from container_tls_policies.offline.monitor import Monitor
from container_tls_policies.offline.program import run
from container_tls_policies.servicer import records
from pulumi.runtime import proto

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from container_tls_policies.model import Record


@dataclass
class Requests:
    """The calls of one preview, in place of a servicer that answers them."""

    resources: list[proto.AnalyzeRequest] = field(default_factory=list)
    stack: proto.AnalyzeStackRequest = field(default_factory=proto.AnalyzeStackRequest)

    def Remediate(self, _request: proto.AnalyzeRequest, _context: Any) -> proto.RemediateResponse:  # noqa: N802
        return proto.RemediateResponse()

    def Analyze(self, request: proto.AnalyzeRequest, _context: Any) -> proto.AnalyzeResponse:  # noqa: N802
        self.resources.append(request)
        return proto.AnalyzeResponse()

    def AnalyzeStack(self, request: proto.AnalyzeStackRequest, _context: Any) -> proto.AnalyzeResponse:  # noqa: N802
        self.stack = request
        return proto.AnalyzeResponse()


def recorded(program: Callable[[], None], config: Mapping[str, str] | None = None) -> Requests:
    """The calls for a program."""
    requests = Requests()
    monitor = Monitor(requests, Answers(), config or {})  # type: ignore[arg-type]
    run(program, monitor, project="project", stack="dev", config=config or {})
    monitor.analyze_stack()
    return requests


def records_of(program: Callable[[], None]) -> list[Record]:
    """The resources of a program as the pack gives them to the model."""
    requests = recorded(program)
    return records(requests.stack.resources, {request.urn: request for request in requests.resources})


def places(value: Any, before: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The path to every value inside, as keys and positions."""
    inside = list(value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ())
    return [place for key, item in inside for place in [(*before, key), *places(item, (*before, key))]]


def put(values: Any, place: tuple[Any, ...], value: Any) -> None:
    """Exchanges the value at a place."""
    for key in place[:-1]:
        values = values[key]
    values[place[-1]] = value
