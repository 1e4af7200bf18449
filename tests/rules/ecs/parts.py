"""Parts of programs: a service, its task definition, and the load balancer's side, all innocent by default."""

from __future__ import annotations

import json
from typing import Any

import pulumi
import pulumi_aws as aws

VPC = "vpc-0123456789abcdef0"
BALANCER = "arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/shared/0123456789abcdef"
GROUP = "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/shared/0123456789abcdef"
CERTIFICATE = "arn:aws:acm:us-east-1:123456789012:certificate/shared"
AUTHORITY = "arn:aws:acm-pca:us-east-1:123456789012:certificate-authority/shared"
ROLE = "arn:aws:iam::123456789012:role/shared"
MODERN = "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09"
NETWORK: Any = {"subnets": ["subnet-0a"], "security_groups": ["sg-0123456789abcdef0"]}
NOT_FOUND: Any = {"type": "fixed-response", "fixed_response": {"content_type": "text/plain", "status_code": "404"}}
REDIRECT: Any = {"type": "redirect", "redirect": {"port": "443", "protocol": "HTTPS", "status_code": "HTTP_301"}}


def target_group(name: str = "web", *, module: Any = aws.lb, **args: Any) -> Any:
    """A target group of an Application Load Balancer that speaks TLS to its targets."""
    defaults = {"port": 8080, "protocol": "HTTPS", "target_type": "ip", "vpc_id": VPC}
    return module.TargetGroup(name, **({**defaults, "health_check": {"protocol": "HTTPS"}} | args))


def forward(*groups: Any) -> Any:
    """The action that forwards to one target group, or to several by weight."""
    if len(groups) == 1:
        return {"type": "forward", "target_group_arn": groups[0].arn}
    return {"type": "forward", "forward": {"target_groups": [{"arn": group.arn, "weight": 1} for group in groups]}}


def listener(name: str, action: Any, *, balancer: Any = BALANCER, module: Any = aws.lb, **args: Any) -> Any:
    """An HTTPS listener with a modern policy."""
    defaults = {"port": 443, "protocol": "HTTPS", "ssl_policy": MODERN, "certificate_arn": CERTIFICATE}
    return module.Listener(name, load_balancer_arn=balancer, default_actions=[action], **(defaults | args))


def task(name: str, *mappings: Any, mode: Any = "awsvpc") -> aws.ecs.TaskDefinition:
    """A task definition with one container, "web"; its port 8080 is called "http" unless mappings are given."""
    ports = mappings or ({"name": "http", "containerPort": 8080},)
    containers = json.dumps([{"name": "web", "image": "web", "portMappings": ports}])
    return aws.ecs.TaskDefinition(name, family=name, network_mode=mode, container_definitions=containers)


def entry(arn: Any, port: Any = 8080, container: Any = "web", **args: Any) -> Any:
    """One element of `loadBalancers`."""
    return {"target_group_arn": arn, "container_name": container, "container_port": port, **args}


def endpoint(port_name: Any = "http", *, tls: Any = True, **args: Any) -> Any:
    """One Service Connect endpoint, with TLS by default."""
    found = {"port_name": port_name, "client_alias": [{"port": 80}], **args}
    if tls:
        given = {"issuer_cert_authority": {"aws_pca_authority_arn": AUTHORITY}, "role_arn": ROLE}
        found["tls"] = given if tls is True else tls
    return found


def service(name: str, task_definition: Any, entries: Any = None, *endpoints: Any, **args: Any) -> aws.ecs.Service:
    """A service in awsvpc mode; with Service Connect if it has endpoints."""
    given: dict[str, Any] = {"network_configuration": NETWORK}
    if endpoints:
        given["service_connect_configuration"] = {"enabled": True, "namespace": "internal", "services": [*endpoints]}
    return aws.ecs.Service(name, task_definition=task_definition, load_balancers=entries, **(given | args))


def one_of(*resources: Any) -> pulumi.Output[Any]:
    """The ARN of one of several resources; which, no preview tells."""
    return pulumi.Output.all(*(resource.arn for resource in resources)).apply(lambda arns: arns[0])
