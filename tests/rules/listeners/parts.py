"""Parts of programs: load balancers, listeners and certificates, all innocent by default."""

from __future__ import annotations

from typing import Any

import pulumi_aws as aws

from tests.rules.ecs.parts import BALANCER, NOT_FOUND, VPC, forward, listener

NLB = BALANCER.replace("/app/", "/net/")
LISTENER = BALANCER.replace(":loadbalancer/", ":listener/") + "/0123456789abcdef"
CONDITIONS: Any = [{"path_pattern": {"values": ["/shop/*"]}}]
PLAIN: Any = {"port": 80, "protocol": "HTTP", "ssl_policy": None, "certificate_arn": None}
"""Arguments of `listener` that make it one without TLS."""


def load_balancer(name: str = "alb", **args: Any) -> aws.lb.LoadBalancer:
    """An Application Load Balancer."""
    defaults: dict[str, Any] = {"subnets": ["subnet-0a", "subnet-0b"], "security_groups": ["sg-0123456789abcdef0"]}
    return aws.lb.LoadBalancer(name, **(defaults | args))


def network_load_balancer(name: str = "nlb", **args: Any) -> aws.lb.LoadBalancer:
    """A Network Load Balancer."""
    return load_balancer(name, **({"load_balancer_type": "network"} | args))


def tcp_group(name: str = "shop", **args: Any) -> aws.lb.TargetGroup:
    """A target group of a Network Load Balancer that TLS is passed through to."""
    defaults: dict[str, Any] = {"port": 8443, "protocol": "TCP", "target_type": "ip", "vpc_id": VPC}
    return aws.lb.TargetGroup(name, **(defaults | {"health_check": {"protocol": "TCP"}} | args))


def tcp_listener(name: str, action: Any = None, *, balancer: Any = NLB, **args: Any) -> Any:
    """A listener of a Network Load Balancer that passes TLS through."""
    plain = {"protocol": "TCP", "ssl_policy": None, "certificate_arn": None}
    return listener(name, action or forward(tcp_group(name)), balancer=balancer, **(plain | args))


def rule(name: str, listener_arn: Any, action: Any = NOT_FOUND, *, module: Any = aws.lb, **args: Any) -> Any:
    """A rule of a listener."""
    return module.ListenerRule(
        name, **{"listener_arn": listener_arn, "actions": [action], "conditions": CONDITIONS} | args
    )


def certificate(name: str = "shop", domain_name: Any = "shop.example.com", **args: Any) -> aws.acm.Certificate:
    """A certificate that ACM issues after validation by DNS."""
    return aws.acm.Certificate(name, domain_name=domain_name, **({"validation_method": "DNS"} | args))
