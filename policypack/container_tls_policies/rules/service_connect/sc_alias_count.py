"""A Service Connect endpoint must not have two client aliases.

## What it does
Reports elements of `services` in a Service Connect configuration with more than one `clientAlias`. None at all belongs
to `sc-alias-missing`.

## Why it is bad
`clientAlias` is a list, but ECS takes one element: with two, the provider or ECS refuses the service. A second name for
the same port needs a second endpoint, on a port mapping with a name of its own.

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
        "services": [
            {
                "port_name": "http",
                "client_alias": [{"port": 80, "dns_name": "web"}, {"port": 8080, "dns_name": "web"}],
            }
        ],
    },
)
```

## Use instead
Keep the alias that clients use.
```python
aws.ecs.Service(
    "web",
    task_definition="web:7",
    network_configuration={"subnets": ["subnet-0a"], "security_groups": ["sg-0123456789abcdef0"]},
    service_connect_configuration={
        "enabled": True,
        "namespace": "internal",
        "services": [
            {
                "port_name": "http",
                "client_alias": [{"port": 80, "dns_name": "web"}],
            }
        ],
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
    references=("https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceConnectService.html",),
)
def check(endpoint: Endpoint) -> Iterator[Violation]:
    count = len(endpoint.client_aliases)
    if count > 1:
        service = endpoint.service
        yield Violation(
            service,
            endpoint.path_of("clientAlias"),
            f"{service.label} has {count} client aliases on {endpoint.display_name}.",
            "ECS takes one: the service is refused.",
            "leave one element in clientAlias (client_alias).",
        )
