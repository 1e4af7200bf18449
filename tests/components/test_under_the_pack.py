"""What the components build violates no policy, in any mode."""

from collections.abc import Callable
from typing import Any

import pytest
from container_tls import LaunchType, ServiceConnectCluster, ServiceConnectTls

from .programs import load_balancer, service
from .stack import REGION
from .test_services import MODES


def every_mode(launch_type: LaunchType) -> None:
    """A service in each mode, behind one load balancer, in one cluster."""
    balancer = load_balancer()
    issuer = ServiceConnectTls("shop", {}).issuer
    namespace_arn = ServiceConnectCluster("shop", {}).namespace_arn
    for priority, (mode, (changes, *_)) in enumerate(MODES.items(), start=1):
        args: dict[str, Any] = {**changes, "launch_type": launch_type}
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


def test_exceptions_are_told_to_the_pack(preview: Callable[..., Any]) -> None:
    accepted = {
        "ssl_policy": "ELBSecurityPolicy-TLS13-1-0-2021-06",
        "exceptions": {"listener-ssl-policy-weak": "fleet"},
    }
    (finding,) = preview(lambda: load_balancer(accepted), config=REGION).findings
    assert (finding.policy, finding.level) == ("listener-ssl-policy-weak", "advisory")
    assert finding.message.startswith("Excused: fleet\n")
