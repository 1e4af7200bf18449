"""The components as other languages see them."""

import importlib.metadata
import inspect
import json
import os
import re
import runpy
import subprocess
import sys
from pathlib import Path
from typing import Any

import grpc
import pulumi
import pytest
from google.protobuf import empty_pb2
from pulumi.provider.experimental.component import ComponentProvider
from pulumi.runtime.proto import provider_pb2, provider_pb2_grpc

from .programs import CLUSTER_ARN, LISTENER, SUBNET_IDS, VPC_ID
from .stack import build

PLUGIN = Path(__file__).parents[2] / "components"
COMPONENTS = runpy.run_path(str(PLUGIN), run_name="plugin")["components"]()


@pytest.fixture(scope="module")
def provider() -> ComponentProvider:
    return ComponentProvider(COMPONENTS, "container-tls", version="0.1.0")


@pytest.fixture(scope="module")
def schema(provider: ComponentProvider) -> dict[str, Any]:
    return dict(json.loads(str(provider.schema)))


def test_components(schema: dict[str, Any]) -> None:
    assert set(schema["resources"]) == {f"container-tls:index:{found.__name__}" for found in COMPONENTS}


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


def test_required_inputs(schema: dict[str, Any]) -> None:
    required = {
        token.split(":")[-1]: set(found.get("requiredInputs", ())) for token, found in schema["resources"].items()
    }
    assert required == {
        "ApplicationLoadBalancer": {"vpcId", "subnetIds", "certificateArn", "clientCidrs"},
        "ContainerInstances": {"clusterArn", "clusterName", "vpcId", "subnetIds", "instanceType"},
        "EcsService": {"clusterArn", "vpcId", "container"},
        "EndpointService": {"loadBalancerArn", "allowedPrincipals"},
        "NetworkLoadBalancer": {"vpcId", "subnetIds", "listeners"},
        "PassthroughAlarms": {"loadBalancerArnSuffix", "targetGroupArnSuffixes"},
        "PeeringRoutes": {"peeringConnectionId", "clientCidrs", "routeTableIds"},
        "ServiceConnectCluster": set(),
        "ServiceConnectTls": set(),
        "TlsAlarms": set(),
    }


def test_single_values_that_do_not_decide_on_resources_may_be_outputs(schema: dict[str, Any]) -> None:
    plain = {
        f"{token.split(':')[-1]}.{name}"
        for token, found in {**schema["resources"], **schema["types"]}.items()
        for name, value in found.get("inputProperties", found.get("properties", {})).items()
        if value.get("plain") and value.get("type") not in (None, "array", "object")
    }
    assert plain == {
        "ApplicationLoadBalancer.redirectHttp",
        "EcsService.assignPublicIp",
        "LoadBalancerTargetArgs.appSpeaksTls",
        "SidecarIngressArgs.container",
        "SidecarIngressArgs.requiresClientCertificate",
    }


def test_every_registered_output_is_in_the_schema(schema: dict[str, Any]) -> None:
    for component in COMPONENTS:
        declared = schema["resources"][f"container-tls:index:{component.__name__}"].get("properties", {})
        assert set(declared) == {
            re.sub("_(.)", lambda found: found[1].upper(), name) for name in inspect.get_annotations(component)
        }


def test_construct_as_another_language_does(provider: ComponentProvider) -> None:
    inputs = {
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
    }

    def program() -> None:
        result = provider.construct("orders", "container-tls:index:EcsService", inputs, pulumi.ResourceOptions())
        pulumi.export("state", sorted(result.state))

    stack = build(program)
    assert stack.container("orders")["portMappings"][0]["containerPort"] == 8080
    assert '"containerPort": 8080,' in stack["ecs.TaskDefinition orders"].inputs["containerDefinitions"]
    assert stack["ecs.TaskDefinition orders"].inputs["cpu"] == "512"
    assert {"serviceArn", "endpoint"} & set(stack.outputs["state"]) == {"serviceArn"}


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
