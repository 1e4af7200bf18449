import json
import runpy
from pathlib import Path

import pulumi
import pytest
import yaml

from .stack import UNKNOWN, Stack, build

ROOT = Path(__file__).parents[2]


def run(**changes: str) -> Stack:
    project = yaml.safe_load((ROOT / "Pulumi.yaml").read_text())
    stack = yaml.safe_load((ROOT / "Pulumi.preview.yaml").read_text())
    defaults = {f"container-tls:{key}": value["default"] for key, value in project["config"].items()}
    given = {f"container-tls:{key}": value for key, value in changes.items()}
    config = {
        key: value if isinstance(value, str) else json.dumps(value)
        for key, value in {**defaults, **stack["config"], **given}.items()
    }
    return build(lambda: runpy.run_path(str(ROOT), run_name="__main__"), config=config, project=project["name"])


def test_service_connect() -> None:
    stack = run()
    components = {key for key, found in stack.resources.items() if found.parent is None}
    assert components == {
        "ApplicationLoadBalancer shop",
        "ServiceConnectCluster shop",
        "ServiceConnectTls shop",
        "EcsService web",
        "EcsService worker",
        "TlsAlarms shop",
    }
    assert stack.outputs == {"url": UNKNOWN, "backendTlsPolicy": "ELBSecurityPolicy-TLS13-1-0-PQ-2025-09"}
    assert stack["lb.TargetGroup web"].inputs["protocol"] == "HTTPS"
    assert stack.container("web")["portMappings"][0]["containerPort"] == 8080
    assert stack.container("worker")["portMappings"] == []
    assert stack.follows("ecs.Service worker", "ecs.Service web")
    assert not stack.warnings


def test_passthrough() -> None:
    stack = run(path="passthrough")
    components = {key for key, found in stack.resources.items() if found.parent is None}
    assert components == {
        "NetworkLoadBalancer edge",
        "iam.Policy certificate",
        "ServiceConnectCluster shop",
        "EcsService orders",
        "ServiceConnectCluster office",
        "ContainerInstances office",
        "EcsService ledger",
        "EndpointService partners",
        "PassthroughAlarms edge",
    }
    assert stack.outputs == {
        "addresses": {"orders": "orders.example.com:443", "ledger": "ledger.example.com:8443"},
        "endpointServiceName": UNKNOWN,
    }
    assert {found.inputs["protocol"] for found in stack.of_type("lb.Listener")} == {"TCP"}
    compile(stack.container("orders")["command"][-1], "server", "exec")
    assert not stack.warnings


def test_path_is_service_connect_by_default() -> None:
    assert run(path="").resources.keys() == run().resources.keys()


def test_unknown_path() -> None:
    with pytest.raises(pulumi.RunError, match=r"container-tls:path is 'mesh'; it must be one of: service-connect"):
        run(path="mesh")
