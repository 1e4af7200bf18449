"""Services of one Service Connect namespace, with their security groups."""

from __future__ import annotations

import json
from typing import Any

import pulumi_aws as aws

from tests.rules.security_groups.hop import let_in, open_group

HTTP = {"name": "http", "containerPort": 8080}
NAMESPACE = "internal"
ACCESS_LOG: Any = {"format": "JSON"}
LOG: Any = {
    "log_driver": "awslogs",
    "options": {"awslogs-group": "/ecs/web", "awslogs-region": "us-east-1", "awslogs-stream-prefix": "proxy"},
}


def own_namespace() -> Any:
    """A namespace of the program itself, with nobody else in it."""
    return aws.servicediscovery.HttpNamespace("mesh", name="mesh").arn


def endpoint(port_name: Any = "http", **args: Any) -> Any:
    """One Service Connect endpoint, called "orders:80" by clients."""
    return {"port_name": port_name, "client_alias": [{"port": 80, "dns_name": "orders"}], **args}


def member(
    name: str,
    groups: Any,
    *endpoints: Any,
    calls: Any = (),
    variables: Any = None,
    mappings: Any = (HTTP,),
    mode: Any = "awsvpc",
    connect: Any = None,
    namespace: Any = NAMESPACE,
    entries: Any = None,
    **args: Any,
) -> aws.ecs.Service:
    """A service of the namespace, without endpoints a client only. `calls` are values in its environment."""
    given = {f"URL_{index}": value for index, value in enumerate(calls)} | (variables or {})
    environment = [{"name": key, "value": value} for key, value in given.items()]
    containers = [{"name": "web", "image": "web", "portMappings": [*mappings], "environment": environment}]
    task = aws.ecs.TaskDefinition(
        f"{name}-task", family=name, network_mode=mode, container_definitions=json.dumps(containers)
    )
    if mode == "awsvpc":
        args["network_configuration"] = {"subnets": ["subnet-0a"], "security_groups": groups}
    connect = connect or {"enabled": True, "namespace": namespace, "services": [*endpoints] or None}
    return aws.ecs.Service(
        name,
        task_definition=task.arn,
        load_balancers=entries,
        service_connect_configuration=connect,
        **args,
    )


def pair(port: Any = 8080, *endpoints: Any, server: str = "orders") -> None:
    """A server, and a client that it lets in on a port."""
    web, orders, namespace = open_group("web-group"), open_group("orders-group"), own_namespace()
    let_in("orders-from-web", orders.id, web.id, port)
    member(server, [orders.id], *(endpoints or (endpoint(),)), namespace=namespace)
    member("web", [web.id], namespace=namespace)
