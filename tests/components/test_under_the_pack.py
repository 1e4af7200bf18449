"""What the components build violates no policy, in any mode."""

from collections.abc import Callable
from typing import Any

import pulumi
import pytest
from container_tls import ContainerInstances, LaunchType, ServiceConnectCluster, ServiceConnectTls

from tests.unknowns import unknown

from .programs import SUBNET_IDS, VPC_ID, load_balancer, service
from .stack import REGION
from .test_network_load_balancers import network_load_balancer
from .test_network_targets import TLS_APP
from .test_services import MODES

ALIVE = {"container.health_check": {"command": ["CMD-SHELL", "curl -f http://localhost:8080/ || exit 1"]}}


def every_mode(launch_type: LaunchType, image: pulumi.Input[str] = "orders:1") -> None:
    """A service in each mode, behind one load balancer, in one cluster."""
    balancer = load_balancer()
    issuer = ServiceConnectTls("shop", {}).issuer
    namespace_arn = ServiceConnectCluster("shop", {}).namespace_arn
    for priority, (mode, (changes, *_)) in enumerate(MODES.items(), start=1):
        args: dict[str, Any] = {**changes, "launch_type": launch_type, "container.image": image, **ALIVE}
        if "load_balancer" in args:
            args["load_balancer"] = {**args["load_balancer"], "listener": balancer.listener, "priority": priority}
        if "service_connect" in args:
            args["service_connect"] = {**args["service_connect"], "namespace_arn": namespace_arn}
            if "tls" in args["service_connect"]:
                args["service_connect"]["tls"] = issuer
        service(args, name=mode)


@pytest.mark.parametrize("launch_type", LaunchType)
def test_every_mode(launch_type: LaunchType, preview: Callable[..., Any]) -> None:
    result = preview(lambda: every_mode(launch_type), config=REGION)
    assert len(result.resources) > 10 * len(MODES)
    assert result.findings == ()


@pytest.mark.parametrize("launch_type", LaunchType)
def test_an_image_of_the_stack_leaves_nothing_open(launch_type: LaunchType, preview: Callable[..., Any]) -> None:
    """It hides the JSON of the containers; what the components declare decides."""
    assert preview(lambda: every_mode(launch_type, unknown("image")), config=REGION).findings == ()


def test_exceptions_are_told_to_the_pack(preview: Callable[..., Any]) -> None:
    accepted = {
        "ssl_policy": "ELBSecurityPolicy-TLS13-1-0-2021-06",
        "exceptions": {"listener-ssl-policy-weak": "fleet"},
    }
    (finding,) = preview(lambda: load_balancer(accepted), config=REGION).findings
    assert (finding.policy, finding.level) == ("listener-ssl-policy-weak", "advisory")
    assert finding.message.startswith("Excused: fleet\n")


CHECKS: dict[str, dict[str, Any]] = {
    "tcp": {},
    "http": {"protocol": "HTTP", "path": "/health"},
    "https": {"protocol": "HTTPS"},
}
MTLS = {
    "containers": {"envoy": {"image": "envoy:1", "cpu": 128, "memory": 128, "port": 8443}},
    "ingress": {"container": "envoy", "min_tls_version": "1.3", "requires_client_certificate": True},
}


def passthrough() -> None:
    """Services of two clusters, of every network mode and health check, behind one Network Load Balancer."""
    keys = [*CHECKS, "sidecar", "proxy", "proxy-tls", "bypass", "bridge", "bridge-https"]
    edge = network_load_balancer({"listeners": {key: {"port": 1000 + n} for n, key in enumerate(keys)}})
    issuer = ServiceConnectTls("shop", {}).issuer
    namespace_arn = ServiceConnectCluster("shop", {}).namespace_arn
    office = ServiceConnectCluster("office", {})
    machines = ContainerInstances(
        "office",
        {
            "cluster_arn": office.cluster_arn,
            "cluster_name": office.cluster_name,
            "vpc_id": VPC_ID,
            "subnet_ids": SUBNET_IDS,
            "instance_type": "m7i.large",
            "dynamic_ports": {"first": 40000, "last": 40999},
            "load_balancer_security_groups": {"edge": edge.security_group_id},
            "calls": {"tcp": edge.listeners["tcp"]},
        },
    )

    def attach(key: str, changes: dict[str, Any], target: dict[str, Any] | None = None) -> None:
        attached = {"network_load_balancer": {"listener": edge.listeners[key], **(target or {})}}
        service({"container": {**TLS_APP, "health_port": 8080}, **attached, **changes, **ALIVE}, name=key)

    for key, check in CHECKS.items():
        attach(key, {"calls": {"sidecar": edge.listeners["sidecar"]}}, {"health_check": check})
    attach("sidecar", {"sidecars": {"tls": MTLS}, "container": {**TLS_APP, "port": 8080}})
    connect: dict[str, Any] = {"namespace_arn": namespace_arn, "server": {}}
    attach("proxy", {"service_connect": connect}, {"ingress_mode": "through-proxy"})
    attach("proxy-tls", {"service_connect": {**connect, "tls": issuer}}, {"ingress_mode": "through-proxy"})
    override = {**connect, "server": {"ingress_port_override": 9000}, "tls": issuer}
    attach("bypass", {"service_connect": override}, {"ingress_mode": "bypass"})
    bridge = {"launch_type": "EC2", "network_mode": "bridge", "subnet_ids": None, "cluster_arn": machines.cluster_arn}
    attach("bridge", {**bridge, "container": TLS_APP})
    attach("bridge-https", {**bridge, "container": TLS_APP}, {"health_check": {"protocol": "HTTPS"}})


def test_passthrough(preview: Callable[..., Any]) -> None:
    result = preview(passthrough, config=REGION)
    assert len(result.resources) > 100
    assert result.findings == ()
