"""A resource monitor that hands what a program registers to a policy pack, as the engine would."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pulumi
from google.protobuf import empty_pb2, json_format, struct_pb2
from pulumi.runtime import mocks, proto, rpc
from pulumi.runtime.proto import provider_pb2, resource_pb2

from .answers import Answers, checked
from .documents import with_texts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..servicer import Servicer

root_type = "pulumi:pulumi:Stack"
resource_signature = "5cf8f73096256a8f31e491e813e4eb8e"


@dataclass
class Registration:
    """What the engine would keep of one resource."""

    urn: str
    type: str
    name: str
    inputs: struct_pb2.Struct
    outputs: struct_pb2.Struct
    options: proto.AnalyzerResourceOptions
    provider: proto.AnalyzerProviderResource | None
    dependencies: list[str] = field(default_factory=list)
    property_dependencies: dict[str, list[str]] = field(default_factory=dict)


class _Unused(mocks.Mocks):
    """The SDK asks for mocks; the monitor below answers everything itself."""

    def new_resource(self, args: mocks.MockResourceArgs) -> tuple[str | None, dict[Any, Any]]:
        raise NotImplementedError

    def call(self, args: mocks.MockCallArgs) -> tuple[dict[Any, Any], list[tuple[str, str]] | None]:
        raise NotImplementedError


class Monitor(mocks.MockMonitor):
    """The engine's part of a first preview.

    Registrations arrive as the SDK would send them to the engine: with unknowns, secrets, dependencies. Each goes to
    the pack at once; the stack as a whole goes when the program has ended.
    """

    def __init__(self, analyzer: Servicer, answers: Answers, config: Mapping[str, str]) -> None:
        super().__init__(_Unused())
        self._analyzer = analyzer
        self._answers = answers
        self._config = config
        self._lock = threading.RLock()
        self.registrations: dict[str, Registration] = {}
        self.diagnostics: list[proto.AnalyzeDiagnostic] = []
        self.remediations: list[tuple[str, str]] = []
        self.warnings: dict[str, None] = {}

    def make_urn(self, parent: str, type_: str, name: str) -> str:
        if parent and (qualified := parent.split("::")[2]) != root_type:
            type_ = f"{qualified}${type_}"
        return "::".join([f"urn:pulumi:{pulumi.get_stack()}", pulumi.get_project(), type_, name])

    def RegisterResource(self, request: Any) -> Any:  # noqa: N802
        with self._lock:
            urn = self.make_urn(request.parent, request.type, request.name)
            is_provider = request.type.startswith("pulumi:providers:")
            provider = self._provider_of(request) if request.custom and not is_provider else None
            configured = provider is None or not rpc.struct_contains_unknowns(provider.properties)
            inputs = request.object
            if request.transforms:
                self._warn("transforms of resources are not run offline")
            if request.remote:
                self._warn(f"what is inside {request.type} is not seen offline: it is a component of another package")
            if provider is not None and configured:
                plain = json_format.MessageToDict(inputs)
                if (complete := checked(request.type, urn, with_texts(request.type, plain))) is not plain:
                    inputs = json_format.ParseDict(complete, struct_pb2.Struct())
            options = _options(request)
            inputs = self._remediated(
                proto.AnalyzeRequest(
                    type=request.type,
                    urn=urn,
                    name=request.name,
                    properties=_as_sent(inputs),
                    options=options,
                    provider=provider,
                ),
                inputs,
            )
            registration = Registration(
                urn=urn,
                type=request.type,
                name=request.name,
                inputs=inputs,
                # A component's outputs are what it registers; a provider of unknown configuration previews nothing.
                outputs=inputs if request.custom and configured else struct_pb2.Struct(),
                options=options,
                provider=provider,
                dependencies=list(request.dependencies),
                property_dependencies={key: list(found.urns) for key, found in request.propertyDependencies.items()},
            )
            self._analyze(registration)
            return resource_pb2.RegisterResourceResponse(urn=urn, id="", object=registration.outputs)

    def RegisterResourceOutputs(self, request: Any) -> Any:  # noqa: N802
        with self._lock:
            if registration := self.registrations.get(request.urn):
                registration.outputs = request.outputs
        return empty_pb2.Empty()

    def ReadResource(self, request: Any) -> Any:  # noqa: N802
        urn = self.make_urn(request.parent, request.type, request.name)
        properties = request.properties
        if request.type == "pulumi:pulumi:StackReference":
            name = json_format.MessageToDict(properties).get("name", request.name)
            outputs = self._answers.stack_references.get(name, rpc.UNKNOWN)
            properties = json_format.ParseDict(
                {"name": name, "outputs": outputs, "secretOutputNames": []}, struct_pb2.Struct()
            )
        return resource_pb2.ReadResourceResponse(urn=urn, properties=properties)

    def RegisterStackTransform(self, request: Any) -> Any:  # noqa: N802
        self._warn("transforms of the stack are not run offline")
        return empty_pb2.Empty()

    def Invoke(self, request: Any) -> Any:  # noqa: N802
        arguments = json_format.MessageToDict(request.args)
        if request.tok == "pulumi:pulumi:getResource":
            outputs = json_format.MessageToDict(self.registrations[arguments["urn"]].outputs)
            result: dict[str, Any] = {"urn": arguments["urn"], "id": "", "state": outputs}
        else:
            if not self._answers.has(request.tok):
                self._warn(f"the result of {request.tok} is not known offline; give it as an answer")
            result = self._answers.call(request.tok, arguments)
        return resource_pb2.ResourceInvokeResponse(**{"return": json_format.ParseDict(result, struct_pb2.Struct())})

    def Call(self, request: Any) -> Any:  # noqa: N802
        self._warn(f"the result of {request.tok} is not known offline")
        return provider_pb2.CallResponse()

    def analyze_stack(self) -> None:
        """Hands the whole stack to the pack. To be called once, when the program has ended."""
        resources = [
            proto.AnalyzerResource(
                type=item.type,
                urn=item.urn,
                name=item.name,
                properties=_as_sent(item.outputs),
                options=item.options,
                provider=item.provider,
                parent=item.options.parent,
                dependencies=item.dependencies,
                propertyDependencies={
                    key: proto.AnalyzerPropertyDependencies(urns=urns)
                    for key, urns in item.property_dependencies.items()
                },
            )
            for item in self.registrations.values()
        ]
        request = proto.AnalyzeStackRequest(resources=resources)
        self.diagnostics += self._analyzer.AnalyzeStack(request, None).diagnostics

    def _remediated(self, request: proto.AnalyzeRequest, inputs: struct_pb2.Struct) -> struct_pb2.Struct:
        """The inputs after the pack has set right what it may."""
        for remediation in self._analyzer.Remediate(request, None).remediations:
            self.remediations.append((remediation.policyName, request.urn))
            inputs = remediation.properties
        return inputs

    def _warn(self, message: str) -> None:
        self.warnings[message] = None

    def _analyze(self, registration: Registration) -> None:
        self.registrations[registration.urn] = registration
        request = proto.AnalyzeRequest(
            type=registration.type,
            urn=registration.urn,
            name=registration.name,
            properties=_as_sent(registration.inputs),
            options=registration.options,
            provider=registration.provider,
        )
        for diagnostic in self._analyzer.Analyze(request, None).diagnostics:
            diagnostic.urn = registration.urn
            self.diagnostics.append(diagnostic)

    def _provider_of(self, request: Any) -> proto.AnalyzerProviderResource:
        urn = request.provider.rpartition("::")[0] if request.provider else self._default_provider(request)
        found = self.registrations[urn]
        return proto.AnalyzerProviderResource(type=found.type, properties=found.inputs, urn=urn, name=found.name)

    def _default_provider(self, request: Any) -> str:
        package = request.type.partition(":")[0]
        name = f"default_{request.version.replace('.', '_')}" if request.version else "default"
        urn = self.make_urn("", f"pulumi:providers:{package}", name)
        if urn not in self.registrations:
            prefix = f"{package}:"
            config = {key.removeprefix(prefix): value for key, value in self._config.items() if key.startswith(prefix)}
            inputs = json_format.ParseDict({"version": request.version, **config}, struct_pb2.Struct())
            self._analyze(
                Registration(
                    urn=urn,
                    type=f"pulumi:providers:{package}",
                    name=name,
                    inputs=inputs,
                    outputs=inputs,
                    options=proto.AnalyzerResourceOptions(),
                    provider=None,
                )
            )
        return urn


def _options(request: Any) -> proto.AnalyzerResourceOptions:
    return proto.AnalyzerResourceOptions(
        protect=request.protect,
        ignoreChanges=list(request.ignoreChanges),
        deleteBeforeReplace=request.deleteBeforeReplace,
        deleteBeforeReplaceDefined=request.deleteBeforeReplaceDefined,
        additionalSecretOutputs=list(request.additionalSecretOutputs),
        customTimeouts=proto.AnalyzerResourceOptions.CustomTimeouts(),
        parent=request.parent,
    )


def _as_sent(properties: struct_pb2.Struct) -> struct_pb2.Struct:
    """Properties as they arrive at an analyzer: without internal keys, and with a reference to a resource as its id,
    or as its URN if it is a component."""

    def lower(value: Any) -> Any:
        if isinstance(value, list):
            return [lower(item) for item in value]
        if not isinstance(value, dict):
            return value
        if value.get(rpc._special_sig_key) == resource_signature:
            return (value["id"] or rpc.UNKNOWN) if "id" in value else value["urn"]
        return {key: lower(item) for key, item in value.items()}

    plain = json_format.MessageToDict(properties)
    sent = {key: lower(value) for key, value in plain.items() if not key.startswith("__")}
    return properties if sent == plain else json_format.ParseDict(sent, struct_pb2.Struct())
