"""What a program registers at a preview, as the engine would see it, without the engine."""

import asyncio
import contextvars
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pulumi
from google.protobuf import empty_pb2, json_format, struct_pb2
from pulumi.runtime import config as pulumi_config
from pulumi.runtime import mocks, rpc, settings
from pulumi.runtime.proto import engine_pb2, resource_pb2
from pulumi.runtime.stack import run_in_stack

UNKNOWN = "<unknown>"
REGION = {"aws:region": "eu-west-1"}


@dataclass
class Resource:
    """One registration. Other resources are named by their keys, such as `ecs.Service web`."""

    key: str
    inputs: dict[str, Any]
    parent: str | None
    dependencies: set[str]
    property_dependencies: dict[str, set[str]]
    provider: str | None


@dataclass
class Stack:
    """Everything that a program registered, by key."""

    resources: dict[str, Resource] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)
    outputs: dict[str, Any] = field(default_factory=dict)
    registered: dict[str, set[str]] = field(default_factory=dict)
    """Names of the outputs of each component."""

    def __getitem__(self, key: str) -> Resource:
        return self.resources[key]

    def children(self, key: str) -> set[str]:
        """Keys of the resources of a component."""
        return {found.key for found in self.resources.values() if found.parent == key}

    def of_type(self, type_: str) -> list[Resource]:
        """The resources of a type such as `ecs.Service`."""
        return [found for key, found in self.resources.items() if key.startswith(f"{type_} ")]

    def follows(self, later: str, earlier: str) -> bool:
        """Whether `later` depends on `earlier`, directly or through others."""
        seen: set[str] = set()
        todo = [later]
        while todo:
            for key in self.resources[todo.pop()].dependencies - seen:
                seen.add(key)
                todo.append(key)
        return earlier in seen

    def container(self, service: str) -> dict[str, Any]:
        """The container definition of a service; it must be known."""
        text = self[f"ecs.TaskDefinition {service}"].inputs["containerDefinitions"]
        assert text != UNKNOWN
        (definition,) = json.loads(text)
        return dict(definition)


class _Recorder(mocks.MockMonitor):
    def __init__(self, preview: bool) -> None:
        super().__init__(None)  # type: ignore[arg-type]
        self.preview = preview
        self.stack = Stack()

    def make_urn(self, parent: str, type_: str, name: str) -> str:
        if parent and (qualified := parent.split("::")[2]) != "pulumi:pulumi:Stack":
            type_ = f"{qualified}${type_}"
        return "::".join([f"urn:pulumi:{pulumi.get_stack()}", pulumi.get_project(), type_, name])

    def RegisterResource(self, request: Any) -> Any:  # noqa: N802
        urn = self.make_urn(request.parent, request.type, request.name)
        outputs = struct_pb2.Struct()
        outputs.CopyFrom(request.object)
        id_ = ""
        if request.custom and not self.preview:
            id_ = f"{request.name}-id"
            outputs.update({"arn": f"arn:{request.name}", "arnSuffix": f"suffix/{request.name}"})
        if request.type != "pulumi:pulumi:Stack":
            key = _key(urn)
            assert key not in self.stack.resources, f"{key} is registered twice"
            self.stack.resources[key] = Resource(
                key,
                _plain(json_format.MessageToDict(request.object)),
                _key(request.parent) if request.parent and "pulumi:pulumi:Stack" not in request.parent else None,
                {_key(found) for found in request.dependencies},
                {name: {_key(found) for found in value.urns} for name, value in request.propertyDependencies.items()},
                request.provider or None,
            )
        return resource_pb2.RegisterResourceResponse(urn=urn, id=id_, object=outputs)

    def RegisterResourceOutputs(self, request: Any) -> Any:  # noqa: N802
        if "pulumi:pulumi:Stack" in request.urn:
            self.stack.outputs = _plain(json_format.MessageToDict(request.outputs))
        else:
            self.stack.registered[_key(request.urn)] = set(request.outputs)
        return empty_pb2.Empty()


class _Engine(mocks.MockEngine):
    def __init__(self, warnings: list[str]) -> None:
        super().__init__(None)
        self.warnings = warnings

    def Log(self, request: Any) -> Any:  # noqa: N802
        if request.severity == engine_pb2.WARNING:
            self.warnings.append(request.message)
        return empty_pb2.Empty()


def build(
    program: Callable[[], object],
    *,
    preview: bool = True,
    config: Mapping[str, str] = REGION,
    project: str = "shop",
) -> Stack:
    """Runs a program and answers what it registered. At a preview ids and ARNs are unknown, else they are made up."""
    recorder = _Recorder(preview)
    contextvars.copy_context().run(_run, program, recorder, dict(config), project)
    return recorder.stack


def _run(program: Callable[[], object], recorder: _Recorder, config: dict[str, str], project: str) -> None:
    pulumi_config.set_all_config(config)
    settings.configure(
        mocks.MockSettings(
            monitor=recorder,
            monitor_features=set(recorder.GetDeploymentInfo(empty_pb2.Empty()).supportedFeatures),  # type: ignore[no-untyped-call]
            engine=_Engine(recorder.stack.warnings),
            project=project,
            stack="test",
            dry_run=recorder.preview,
            organization="organization",
            callbacks=None,
        )
    )
    settings.set_root_resource(None)  # type: ignore[arg-type]
    settings.SETTINGS.rpc_manager.clear()
    settings.SETTINGS.outputs.clear()
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    loop.set_exception_handler(lambda _loop, _context: None)

    def body() -> None:
        program()

    try:
        loop.run_until_complete(run_in_stack(body))
    finally:
        left = asyncio.all_tasks(loop)
        for task in left:
            task.cancel()
        loop.run_until_complete(asyncio.gather(*left, return_exceptions=True))
        settings.set_root_resource(None)  # type: ignore[arg-type]
        asyncio.set_event_loop(None)
        loop.close()


def _key(urn: str) -> str:
    _, _, types, name = urn.split("::", 3)
    module, type_ = types.split("$")[-1].split(":")[1:]
    module = module.partition("/")[0]
    return f"{type_ if module == 'index' else f'{module}.{type_}'} {name}"


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return UNKNOWN if value == rpc.UNKNOWN else value
