"""Parts of programs: a load balancer."""

from __future__ import annotations

from typing import Any

import pulumi_aws as aws


def load_balancer(name: str, **args: Any) -> aws.lb.LoadBalancer:
    """A load balancer, an Application Load Balancer unless the arguments say otherwise."""
    defaults: dict[str, Any] = {"drop_invalid_header_fields": True, "enable_deletion_protection": True}
    return aws.lb.LoadBalancer(name, **(defaults | args))
