"""Endpoints of one Service Connect namespace must have names of their own.

## What it does
Reports Service Connect endpoints whose discovery name, or whose client alias (`dnsName` with `port`), another endpoint
of the same namespace has already. The discovery name is `discoveryName`, or the `portName` where that is missing: two
services of one task definition therefore need explicit ones.

Services are compared where the namespace of both is a resource of this stack, an ARN, or the same name in one Region.
Namespaces shared with other stacks may have more endpoints, of which nothing is known here.

## Why it is bad
The discovery name becomes a service in Cloud Map, and the alias an entry in the hosts file of every task in the
namespace. Both have to be unique there: ECS creates the first service and refuses the second.

## Example
```python
import json
import pulumi_aws as aws

task = aws.ecs.TaskDefinition(
    "web",
    family="web",
    network_mode="awsvpc",
    memory="512",
    container_definitions=json.dumps(
        [{"name": "web", "image": "web", "portMappings": [{"name": "http", "containerPort": 8080}]}]
    ),
)
network = {"subnets": ["subnet-0a"], "security_groups": ["sg-0123456789abcdef0"]}
aws.ecs.Service(
    "blue",
    task_definition=task.arn,
    network_configuration=network,
    service_connect_configuration={
        "enabled": True,
        "namespace": "internal",
        "services": [{"port_name": "http", "client_alias": [{"port": 80, "dns_name": "blue"}]}],
    },
)
aws.ecs.Service(
    "green",  # violates
    task_definition=task.arn,
    network_configuration=network,
    service_connect_configuration={
        "enabled": True,
        "namespace": "internal",
        "services": [{"port_name": "http", "client_alias": [{"port": 80, "dns_name": "green"}]}],
    },
)
```

## Use instead
Give each endpoint its own discovery name.
```python
aws.ecs.Service(
    "green",
    task_definition=task.arn,
    network_configuration=network,
    service_connect_configuration={
        "enabled": True,
        "namespace": "internal",
        "services": [
            {
                "port_name": "http",
                "discovery_name": "green",
                "client_alias": [{"port": 80, "dns_name": "green"}],
            }
        ],
    },
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import Endpoint, first_of_alias, first_of_discovery, those
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model import ClientAlias


@rule(
    on=Endpoint,
    level=Level.MANDATORY,
    severity=Severity.HIGH,
    outcome=Outcome.REJECTED,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect-concepts-deploy.html",
        "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceConnectService.html",
    ),
)
def check(endpoint: Endpoint) -> Iterator[Violation]:
    service = endpoint.service

    def is_taken(named: Endpoint | ClientAlias) -> bool:
        return _first(endpoint, named) not in (None, endpoint)

    for named in those(_named(endpoint), is_taken):
        first = _first(endpoint, named)
        owner = "another endpoint of it" if first is None or first.service is service else first.service.label
        if isinstance(named, Endpoint):
            yield Violation(
                service,
                endpoint.path_of("discoveryName" if endpoint.discovery_name else "portName"),
                f'{service.label} has a Service Connect endpoint with the discovery name "{endpoint.discovery}", which '
                f"{owner} has in the same namespace.",
                "Discovery names are unique in a namespace: ECS refuses the second service.",
                "set discoveryName (discovery_name) of one of them to a name of its own.",
            )
        else:
            yield Violation(
                service,
                named.path_of("dnsName"),
                f"{service.label} has a Service Connect endpoint with the client alias {named.address}, which "
                f"{owner} has in the same namespace.",
                "Client aliases are unique in a namespace: ECS refuses the second service.",
                'set clientAlias.dnsName (client_alias["dns_name"]) or its port to another value.',
            )


def _named(endpoint: Endpoint) -> Iterator[Endpoint | ClientAlias]:
    """What of it has a name."""
    yield endpoint
    yield from endpoint.client_aliases


def _first(endpoint: Endpoint, named: Endpoint | ClientAlias) -> Endpoint | None:
    return first_of_discovery(endpoint) if isinstance(named, Endpoint) else first_of_alias(endpoint, named)
