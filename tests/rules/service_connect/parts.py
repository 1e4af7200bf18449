"""Parts of programs: what only Service Connect needs."""

from __future__ import annotations

import json
from typing import Any

import pulumi_aws as aws

from tests.rules.ecs.parts import forward, listener, target_group

TWO = ({"name": "http", "containerPort": 8080}, {"name": "admin", "containerPort": 9090})


CLIENT: Any = {"enabled": True, "namespace": "internal"}
"""Service Connect without an endpoint."""
OFF: Any = {"enabled": False}


def sized(name: str, *containers: Any, **args: Any) -> aws.ecs.TaskDefinition:
    """A task definition of containers that have a size each."""
    found = json.dumps([{"name": f"c{index}", "image": "web", **size} for index, size in enumerate(containers)])
    defaults = {"network_mode": "awsvpc", "container_definitions": found}
    return aws.ecs.TaskDefinition(name, family=name, **(defaults | args))


def tcp_group(name: str = "web", **args: Any) -> Any:
    """A target group of a Network Load Balancer, checked over TCP, with its listener."""
    group = target_group(name, **({"protocol": "TCP", "health_check": {"protocol": "TCP"}} | args))
    listener(name, forward(group), protocol="TCP", ssl_policy=None, certificate_arn=None)
    return group
