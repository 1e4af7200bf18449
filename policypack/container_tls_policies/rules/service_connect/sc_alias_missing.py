"""A Service Connect endpoint must have a client alias.

## What it does
Reports elements of `services` in a Service Connect configuration without any `clientAlias`. A service that is only a
client has no such elements, and needs no alias.

## Why it is bad
The alias says on which port clients reach the endpoint; nothing stands in for it. The provider calls the property
optional, but ECS answers "clientAliases must have 1 element" and refuses the service.

## Example
```python
import pulumi_aws as aws

aws.ecs.Service(
    "web",  # violates
    task_definition="web:7",
    network_configuration={"subnets": ["subnet-0a"], "security_groups": ["sg-0123456789abcdef0"]},
    service_connect_configuration={
        "enabled": True,
        "namespace": "internal",
        "services": [{"port_name": "http", "discovery_name": "web"}],
    },
)
```

## Use instead
Name the port, and a name if `<discovery name>.<namespace>` is not the one that clients call.
```python
aws.ecs.Service(
    "web",
    task_definition="web:7",
    network_configuration={"subnets": ["subnet-0a"], "security_groups": ["sg-0123456789abcdef0"]},
    service_connect_configuration={
        "enabled": True,
        "namespace": "internal",
        "services": [{"port_name": "http", "discovery_name": "web", "client_alias": [{"port": 80}]}],
    },
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import Endpoint
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    on=Endpoint,
    level=Level.MANDATORY,
    severity=Severity.HIGH,
    outcome=Outcome.REJECTED,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceConnectService.html",
        "https://github.com/hashicorp/terraform-provider-aws/issues/44027",
    ),
)
def check(endpoint: Endpoint) -> Iterator[Violation]:
    if not endpoint.client_aliases:
        service = endpoint.service
        yield Violation(
            service,
            endpoint.path_of("clientAlias"),
            f"{service.label} has no client alias on {endpoint.display_name}.",
            "ECS refuses the service: each endpoint has to say on which port clients reach it.",
            "add clientAlias (client_alias) with one element that has a port.",
        )
