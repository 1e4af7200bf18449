"""Parts of programs: what only Service Connect needs."""

from __future__ import annotations

from typing import Any

from tests.rules.ecs.parts import forward, listener, target_group

TWO = ({"name": "http", "containerPort": 8080}, {"name": "admin", "containerPort": 9090})


def tcp_group(name: str = "web", **args: Any) -> Any:
    """A target group of a Network Load Balancer, checked over TCP, with its listener."""
    group = target_group(name, **({"protocol": "TCP", "health_check": {"protocol": "TCP"}} | args))
    listener(name, forward(group), protocol="TCP", ssl_policy=None, certificate_arn=None)
    return group
