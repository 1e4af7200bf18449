"""Service Connect clients should be created after the servers that they call.

## What it does
Reports services that call a Service Connect server of this stack and do not depend on it, be it by way of other
resources. Clients are

- services with the server's name and port in the environment of a container, in one variable or in two as in
  `ORDERS_HOST` and `ORDERS_PORT`;
- services without endpoints of their own, where it is the only server of the namespace in this stack.

Nothing is said where the server depends on the client: two services that call each other cannot both come first.

## Why it is bad
ECS tells a task at its start which endpoints there are, and never again. A client that starts before the server exists
does not resolve its name until somebody deploys the client anew. Without a dependency Pulumi creates both at once, so
that it depends on luck, and the first deployment of a new environment is where it shows.

## Example
```python
import json
import pulumi
import pulumi_aws as aws


def task(name, **container):
    containers = [{"name": name, "image": name, "portMappings": [{"name": "http", "containerPort": 8080}], **container}]
    return aws.ecs.TaskDefinition(
        name,
        family=name,
        network_mode="awsvpc",
        memory="512",
        container_definitions=json.dumps(containers),
    ).arn


network = {"subnets": ["subnet-0a"], "security_groups": ["sg-0123456789abcdef0"]}
orders = aws.ecs.Service(
    "orders",
    task_definition=task("orders"),
    network_configuration=network,
    service_connect_configuration={
        "enabled": True,
        "namespace": "internal",
        "services": [{"port_name": "http", "client_alias": [{"port": 80, "dns_name": "orders"}]}],
    },
)
calls = task("web", environment=[{"name": "ORDERS", "value": "http://orders/v1"}])
aws.ecs.Service(
    "web",  # violates
    task_definition=calls,
    network_configuration=network,
    service_connect_configuration={"enabled": True, "namespace": "internal"},
)
```

## Use instead
Let the client depend on the server. When an endpoint is added later, deploy its clients anew.
```python
aws.ecs.Service(
    "web",
    task_definition=calls,
    network_configuration=network,
    service_connect_configuration={"enabled": True, "namespace": "internal"},
    opts=pulumi.ResourceOptions(depends_on=[orders]),
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import Service, likely_callers, waits_for
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    on=Service,
    level=Level.ADVISORY,
    severity=Severity.MEDIUM,
    outcome=Outcome.BROKEN,
    since="0.1.0",
    references=("https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect-concepts-deploy.html",),
)
def check(server: Service) -> Iterator[Violation]:
    for client in likely_callers(server):
        if not waits_for(client, server) and not waits_for(server, client):
            yield Violation(
                client,
                "serviceConnectConfiguration",
                f"{client.label} calls {server.label} through Service Connect, but does not depend on it.",
                "Tasks that start before the server exists do not resolve its name until they are deployed anew.",
                f"name {server.label} in dependsOn (depends_on) of the client's resource options.",
            )
