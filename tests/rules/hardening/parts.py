"""Parts of programs: rules for the Internet, a load balancer."""

from __future__ import annotations

from typing import Any

import pulumi_aws as aws

from tests.rules.security_groups.hop import ANYWHERE


def opened(name: str, group_id: Any, first: Any, last: Any = None, **args: Any) -> None:
    """A standalone rule that lets in everybody, or another range, on TCP ports."""
    peer = {} if "cidr_ipv6" in args else {"cidr_ipv4": ANYWHERE}
    given = {"ip_protocol": "tcp", "from_port": first, "to_port": first if last is None else last, **peer, **args}
    aws.vpc.SecurityGroupIngressRule(name, security_group_id=group_id, **given)


def load_balancer(name: str, **args: Any) -> aws.lb.LoadBalancer:
    """A load balancer, an Application Load Balancer unless the arguments say otherwise."""
    defaults: dict[str, Any] = {"drop_invalid_header_fields": True, "enable_deletion_protection": True}
    return aws.lb.LoadBalancer(name, **(defaults | args))
