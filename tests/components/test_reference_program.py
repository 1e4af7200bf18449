import json
import runpy
from pathlib import Path

import pulumi
import pytest
import yaml
from container_tls_policies.testing import run_preview

from .stack import UNKNOWN, Stack, build

ROOT = Path(__file__).parents[2]
PATHS = ["service-connect", "passthrough", "sidecar", "controller", "mesh"]


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


def test_sidecar() -> None:
    stack = run(path="sidecar")
    definitions = json.loads(stack["ecs.TaskDefinition web"].inputs["containerDefinitions"])
    containers = {found["name"]: found for found in definitions}
    assert set(containers) == {"web", "envoy", "envoy-certificates", "envoy-metrics"}
    assert containers["web"]["portMappings"] == []
    assert "127.0.0.1" in containers["web"]["command"]
    assert containers["envoy"]["portMappings"][0]["containerPort"] == 8443
    assert stack["ecs.Service web"].inputs["loadBalancers"][0]["containerName"] == "envoy"
    assert stack.outputs == {"addresses": {"web": "web.example.com:443"}}
    assert not stack.warnings


def test_controller() -> None:
    stack = run(path="controller")
    assert stack.follows("networking.k8s.io.Ingress web", "helm.sh.Release shop")
    values = stack["helm.sh.Release shop"].inputs["values"]
    assert values["enableBackendSecurityGroup"] is False
    annotations = stack["networking.k8s.io.Ingress web"].inputs["metadata"]["annotations"]
    assert annotations["alb.ingress.kubernetes.io/manage-backend-security-group-rules"] == "false"
    assert annotations["alb.ingress.kubernetes.io/backend-protocol"] == "HTTPS"
    rules = [rule.inputs for rule in stack.of_type("vpc.SecurityGroupIngressRule")]
    assert {rule["fromPort"] for rule in rules} == {443, 80, 8443}
    assert not stack.warnings


def test_mesh() -> None:
    stack = run(path="mesh")
    kinds = {found.key.split()[0].rpartition(".")[2] for found in stack.resources.values() if "istio.io" in found.key}
    assert kinds == {"Gateway", "VirtualService", "PeerAuthentication", "Sidecar", "ServiceEntry", "DestinationRule"}
    assert stack.outputs["url"] == "https://shop.example.com"
    assert not stack.warnings


@pytest.mark.parametrize("path", PATHS)
def test_no_path_violates_a_policy(path: str) -> None:
    assert run_preview(ROOT, stack="preview", config={"path": path}).findings == ()


def test_path_is_service_connect_by_default() -> None:
    assert run(path="").resources.keys() == run().resources.keys()


def test_unknown_path() -> None:
    with pytest.raises(pulumi.RunError, match=r"container-tls:path is 'tunnel'; it must be one of: service-connect"):
        run(path="tunnel")
