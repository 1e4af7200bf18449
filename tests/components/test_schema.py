"""The components as other languages see them."""

import importlib
import importlib.metadata
import inspect
import json
import os
import pkgutil
import re
import runpy
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import container_tls
import grpc
import pulumi
import pytest
from container_tls._plugin import Plugin
from google.protobuf import empty_pb2
from pulumi.runtime.proto import provider_pb2, provider_pb2_grpc

from scripts import schema_changes

from .programs import CLUSTER_ARN, LISTENER, SUBNET_IDS, VPC_ID
from .stack import build

PLUGIN = Path(__file__).parents[2] / "components"
MAIN = runpy.run_path(str(PLUGIN), run_name="plugin")
COMPONENTS = MAIN["components"]()
ECS_SERVICE = "container-tls:index:EcsService"


@pytest.fixture(scope="module")
def provider() -> Plugin:
    made = MAIN["plugin"]()
    assert isinstance(made, Plugin)
    return made


@pytest.fixture(scope="module")
def schema(provider: Plugin) -> dict[str, Any]:
    return dict(json.loads(str(provider.schema)))


def test_components(schema: dict[str, Any]) -> None:
    assert set(schema["resources"]) == {f"container-tls:index:{found.__name__}" for found in COMPONENTS}


def test_every_public_component_is_served() -> None:
    """Those of modules, too, that the package does not import by itself."""
    modules = [found.name for found in pkgutil.walk_packages(container_tls.__path__, "container_tls.")]
    public = {
        found
        for module in map(importlib.import_module, (name for name in modules if "._" not in name))
        for name, found in vars(module).items()
        if inspect.isclass(found) and issubclass(found, pulumi.ComponentResource) and not name.startswith("_")
    }
    assert {f"{found.__module__}.{found.__qualname__}" for found in public - set(COMPONENTS)} == set()


def test_version_is_the_one_of_the_package(schema: dict[str, Any]) -> None:
    assert schema["version"] == tomllib.loads((PLUGIN / "pyproject.toml").read_text("utf-8"))["project"]["version"]


def test_nothing_breaks_other_programs_without_a_new_version(schema: dict[str, Any]) -> None:
    schema_changes.check(json.loads((PLUGIN / "schema.json").read_text("utf-8")), schema)


def test_descriptions_speak_the_schemas_language(schema: dict[str, Any]) -> None:
    """Names of arguments as in the schema, no indentation of Python source; code blocks are Python."""
    found = list(descriptions(schema))
    assert len(found) > 100
    assert [text for text in found if text != inspect.cleandoc(text)] == []
    names = {snake_case(name) for name in property_names(schema) if name != name.lower()}
    prose = [re.sub(r"```(python|text)\n.*?```", "", text, flags=re.DOTALL) for text in found]
    assert [text for text in prose if names & set(re.findall(r"\w+", text))] == []
    assert any("unless networkMode is bridge" in text for text in prose)
    assert any('"vpc_id": "vpc-' in text for text in found)


def descriptions(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        value = dict(enumerate(value))
    if isinstance(value, dict):
        for key, found in value.items():
            if key == "description" and isinstance(found, str):
                yield found
            else:
                yield from descriptions(found)


def property_names(schema: dict[str, Any]) -> Iterator[str]:
    for found in (*schema["resources"].values(), *schema["types"].values()):
        yield from (*found.get("inputProperties", ()), *found.get("properties", ()))


def snake_case(name: str) -> str:
    return re.sub("[A-Z]", lambda found: f"_{found[0].lower()}", name)


def test_names_are_unique_once_sdks_add_args_to_those_of_types(provider: Plugin, schema: dict[str, Any]) -> None:
    types = [token.rpartition(":")[2] for token in schema["types"]]
    components = [found.__name__ for found in COMPONENTS]
    assert len(types) == len(provider.analyzer.type_definitions)
    names = [*types, *components, *(f"{name}Args" for name in (*types, *components))]
    assert [name for name, count in Counter(names).items() if count > 1] == []
    references = set(re.findall(r"#/types/container-tls:index:(\w+)", json.dumps(schema)))
    assert references == set(types)


def test_everything_is_documented(schema: dict[str, Any]) -> None:
    for token, found in {**schema["resources"], **schema["types"]}.items():
        assert found.get("description"), token
        for kind in ("properties", "inputProperties"):
            for name, value in found.get(kind, {}).items():
                assert value.get("description"), f"{token}.{name}"


def test_what_is_optional_states_its_default(schema: dict[str, Any]) -> None:
    for token, found in {**schema["resources"], **schema["types"]}.items():
        inputs = found.get("inputProperties", found.get("properties", {}))
        required = found.get("requiredInputs", found.get("required", []))
        for name in inputs.keys() - set(required):
            assert "Default:" in inputs[name]["description"], f"{token}.{name}"


def test_single_values_that_do_not_decide_on_resources_may_be_outputs(schema: dict[str, Any]) -> None:
    plain = {
        f"{token.split(':')[-1]}.{name}"
        for token, found in {**schema["resources"], **schema["types"]}.items()
        for name, value in found.get("inputProperties", found.get("properties", {})).items()
        if value.get("plain") and value.get("type") not in (None, "array", "object")
    }
    assert plain == {
        "ApplicationLoadBalancer.redirectHttp",
        "ControllerClients.prefixListEntries",
        "ControllerSecurityGroups.redirectHttp",
        "ControllerTargets.nodePorts",
        "EcsService.assignPublicIp",
        "EnvoySidecar.containerName",
        "IngressGroup.name",
        "IstioGateway.redirectHttp",
        "IstioPortException.reason",
        "IstioSidecarIngress.port",
        "IstioTlsOrigination.directHttps",
        "LoadBalancerController.chartVersion",
        "LoadBalancerTarget.appSpeaksTls",
        "SecurityGroupSettings.ipAddressType",
        "SecurityGroupSettings.mode",
        "SecurityGroupSettings.name",
        "SecurityGroupSettings.nodePorts",
        "SecurityGroupSettings.redirectHttp",
        "SecurityGroupSettings.scheme",
        "SidecarIngress.container",
        "SidecarIngress.requiresClientCertificate",
    }


def test_every_registered_output_is_in_the_schema(schema: dict[str, Any]) -> None:
    for component in COMPONENTS:
        declared = schema["resources"][f"container-tls:index:{component.__name__}"].get("properties", {})
        assert set(declared) == {
            re.sub("_(.)", lambda found: found[1].upper(), name) for name in inspect.get_annotations(component)
        }


def service(**changes: Any) -> dict[str, Any]:
    """Arguments of an EcsService, as another language sends them."""
    return {
        "clusterArn": CLUSTER_ARN,
        "vpcId": VPC_ID,
        "subnetIds": SUBNET_IDS,
        "container": {"image": "orders:1", "cpu": 256.0, "memory": 512.0, "port": 8080.0, "appProtocol": "http"},
        "loadBalancer": {
            "listener": {"arn": LISTENER["arn"], "securityGroupId": LISTENER["security_group_id"]},
            "priority": 10.0,
            "pathPatterns": ["/*"],
            "ingressMode": "bypass",
        },
        "serviceConnect": {"server": {"ingressPortOverride": 9000.0}},
        **changes,
    }


def test_construct_as_another_language_does(provider: Plugin) -> None:
    def program() -> None:
        result = provider.construct("orders", ECS_SERVICE, service(), pulumi.ResourceOptions())
        pulumi.export("state", sorted(result.state))

    stack = build(program)
    assert stack.container("orders")["portMappings"][0]["containerPort"] == 8080
    assert '"containerPort": 8080,' in stack["ecs.TaskDefinition orders"].inputs["containerDefinitions"]
    assert stack["ecs.TaskDefinition orders"].inputs["cpu"] == "512"
    assert {"serviceArn", "endpoint"} & set(stack.outputs["state"]) == {"serviceArn"}


def test_enums_and_numbers_may_be_outputs_and_enums_in_maps(provider: Plugin) -> None:
    sidecars = {
        "logs": {
            "containers": {
                "files": {"image": "files:1", "cpu": 64.0, "memory": 64.0, "essential": False},
                "logs": {"image": "logs:1", "cpu": 64.0, "memory": 64.0, "dependsOn": {"files": "COMPLETE"}},
            },
        }
    }

    def program() -> None:
        insights = {"containerInsights": pulumi.Output.from_input("enhanced")}
        cluster = provider.construct(
            "shop", "container-tls:index:ServiceConnectCluster", insights, pulumi.ResourceOptions()
        )
        assert cluster.state["clusterName"]
        servers = {"api": {"securityGroupId": "sg-1", "port": pulumi.Output.from_input(8443.0)}}
        inputs = service(sidecars=sidecars, connectsTo=servers)
        provider.construct("orders", ECS_SERVICE, inputs, pulumi.ResourceOptions())

    stack = build(program)
    assert stack["ecs.Cluster shop"].inputs["settings"] == [{"name": "containerInsights", "value": "enhanced"}]
    definitions = json.loads(stack["ecs.TaskDefinition orders"].inputs["containerDefinitions"])
    (logs,) = [found for found in definitions if found["name"] == "logs"]
    assert logs["dependsOn"] == [{"containerName": "files", "condition": "COMPLETE"}]
    assert stack["vpc.SecurityGroupEgressRule orders-to-api"].inputs["toPort"] == 8443


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (
            {"container": {"image": "orders:1", "cpu": 256.0, "memory": 512.0, "port": 70000.0}},
            "container.port: got 70000. Use a whole number from 1 to 65535.",
        ),
        (
            {"subnetIds": None},
            "subnetIds: there are none for the network interfaces of tasks. Pass 'subnetIds'.",
        ),
        ({"launchType": "fargate"}, "launchType: got 'fargate'. Use one of 'FARGATE', 'EC2'."),
        (
            {"loadBalancer": None, "healthCheckGracePeriodSeconds": 5.0},
            "healthCheckGracePeriodSeconds: there is no load balancer whose health checks could be ignored. "
            "Remove it, or pass loadBalancer or networkLoadBalancer.",
        ),
    ],
    ids=["number", "missing", "enum", "combination"],
)
def test_wrong_argument_as_another_language_sees_it(provider: Plugin, changes: dict[str, Any], message: str) -> None:
    def program() -> None:
        with pytest.raises(pulumi.InputPropertiesError, match=f"^{re.escape(message)}$") as caught:
            provider.construct("orders", ECS_SERVICE, service(**changes), pulumi.ResourceOptions())
        assert caught.value.errors == []

    build(program)


def test_plugin_serves_the_schema(schema: dict[str, Any]) -> None:
    """The folder is started as Pulumi starts a plugin."""
    assert (PLUGIN / "PulumiPlugin.yaml").read_text() == "runtime: python\n"
    command = [sys.executable, str(PLUGIN), "127.0.0.1:1"]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        try:
            assert process.stdout is not None
            port = int(process.stdout.readline())
            with grpc.insecure_channel(f"127.0.0.1:{port}") as channel:
                stub = provider_pb2_grpc.ResourceProviderStub(channel)
                served = json.loads(stub.GetSchema(provider_pb2.GetSchemaRequest(), timeout=30).schema)
                info = stub.GetPluginInfo(empty_pb2.Empty(), timeout=30)
        finally:
            process.kill()
    assert served["name"] == "container-tls"
    assert served["resources"] == schema["resources"]
    assert info.version == importlib.metadata.version("container-tls")
