import pytest

from ..stack import UNKNOWN, build
from .manifests import find
from .programs import LABELS, gateway, mutual_tls


def test_namespace() -> None:
    stack = build(mutual_tls)
    assert stack.children("IstioMutualTls shop") == {"security.istio.io.PeerAuthentication shop"}
    assert find(stack, "PeerAuthentication", "default") == {"mtls": {"mode": "STRICT"}}
    assert stack["security.istio.io.PeerAuthentication shop"].inputs["metadata"] == {
        "name": "default",
        "namespace": "shop",
    }


def test_workload() -> None:
    stack = build(lambda: mutual_tls({"workload_labels": LABELS}))
    assert find(stack, "PeerAuthentication", "shop") == {
        "mtls": {"mode": "STRICT"},
        "selector": {"matchLabels": LABELS},
    }


@pytest.mark.parametrize("mode", ["PERMISSIVE", "DISABLE"])
def test_exception(mode: str) -> None:
    exceptions = {"9000": {"mode": mode, "reason": "scanners, PLAT-212"}}
    stack = build(lambda: mutual_tls({"workload_labels": LABELS, "port_exceptions": exceptions}))
    assert find(stack, "PeerAuthentication", "shop") == {
        "mtls": {"mode": "STRICT"},
        "selector": {"matchLabels": LABELS},
        "portLevelMtls": {"9000": {"mode": mode}},
    }
    found = stack["security.istio.io.PeerAuthentication shop"].inputs
    assert found["metadata"]["annotations"] == {"container-tls.reason/port-9000": "scanners, PLAT-212"}
    assert stack["IstioMutualTls shop"].inputs == {"wholeNamespace": False, "portExceptions": {"9000": mode}}


def test_a_port_may_be_a_number() -> None:
    exceptions = {9000: {"mode": "PERMISSIVE", "reason": "scanners, PLAT-212"}}
    stack = build(lambda: mutual_tls({"workload_labels": LABELS, "port_exceptions": exceptions}))
    assert find(stack, "PeerAuthentication", "shop")["portLevelMtls"] == {"9000": {"mode": "PERMISSIVE"}}


def test_unknown_values_are_accepted() -> None:
    def program() -> None:
        unknown = gateway().istio_gateway.id
        mutual_tls({"namespace": unknown, "workload_labels": {"app": unknown}})

    assert find(build(program), "PeerAuthentication", "shop")["selector"] == {"matchLabels": {"app": UNKNOWN}}
