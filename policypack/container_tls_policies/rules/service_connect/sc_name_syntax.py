"""Names of a Service Connect endpoint must be in the form that ECS takes.

## What it does
Reports Service Connect endpoints whose `portName`, `discoveryName` or `clientAlias.dnsName` has other characters than
lower-case letters, digits, hyphens and underscores (in `dnsName` also dots), starts with a hyphen, or is longer than 64
characters (`dnsName`: 127).

A `portName` that no port mapping has belongs to `sc-port-name-unresolved`.

## Why it is bad
ECS accepts these names only in that form, since they become the name of a Cloud Map service and entries in the hosts
file of each client. It refuses the service, or the task definition that has the port name.

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
aws.ecs.Service(
    "web",  # violates
    task_definition=task.arn,
    network_configuration={"subnets": ["subnet-0a"], "security_groups": ["sg-0123456789abcdef0"]},
    service_connect_configuration={
        "enabled": True,
        "namespace": "internal",
        "services": [
            {
                "port_name": "http",
                "discovery_name": "Shop.Web",
                "client_alias": [{"port": 80, "dns_name": "web.internal"}],
            }
        ],
    },
)
```

## Use instead
Write names in lower case, with hyphens between their parts.
```python
aws.ecs.Service(
    "web",
    task_definition=task.arn,
    network_configuration={"subnets": ["subnet-0a"], "security_groups": ["sg-0123456789abcdef0"]},
    service_connect_configuration={
        "enabled": True,
        "namespace": "internal",
        "services": [
            {
                "port_name": "http",
                "discovery_name": "shop-web",
                "client_alias": [{"port": 80, "dns_name": "web.internal"}],
            }
        ],
    },
)
```
"""

from __future__ import annotations

import json
import re
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from ...model import Endpoint, every, those
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@rule(
    on=Endpoint,
    level=Level.MANDATORY,
    severity=Severity.HIGH,
    outcome=Outcome.REJECTED,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceConnectService.html",
        "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html",
        "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceConnectClientAlias.html",
    ),
)
def check(endpoint: Endpoint) -> Iterator[Violation]:
    for given in those(_names(endpoint), _is_wrong):
        service, name = endpoint.service, given.name() or ""
        shown = name if len(name) <= 40 else f"{name[:40]}..."
        yield Violation(
            service,
            given.at,
            f"{service.label} has a Service Connect endpoint with the {given.at.rpartition('.')[2]} "
            f"{json.dumps(shown)}, which {_objection(name, dots=given.dots)}.",
            "ECS does not accept the name: creating it fails.",
            f"change {given.where}, to lower-case letters, digits, hyphens and underscores"
            f"{' and dots' if given.dots else ''}, not starting with a hyphen, at most {127 if given.dots else 64} "
            "characters.",
        )


class Name(NamedTuple):
    """One of the names that an endpoint is given."""

    endpoint: Endpoint
    at: str
    name: Callable[[], str | None]
    where: str
    dots: bool = False


def _names(endpoint: Endpoint) -> Iterator[Name]:
    yield Name(
        endpoint,
        endpoint.path_of("portName"),
        lambda: endpoint.port_name,
        "name of the port mapping in the container, and portName (port_name) with it",
    )
    yield Name(
        endpoint,
        endpoint.path_of("discoveryName"),
        lambda: endpoint.discovery_name,
        "discoveryName (discovery_name)",
    )
    for alias in endpoint.client_aliases:
        yield Name(
            endpoint,
            alias.path_of("dnsName"),
            partial(getattr, alias, "dns_name"),
            'clientAlias.dnsName (client_alias["dns_name"])',
            dots=True,
        )


def _is_wrong(given: Name) -> bool:
    return every(
        [
            lambda: _objection(given.name(), dots=given.dots) is not None,
            lambda: not given.at.endswith("portName") or not given.endpoint.lacks_port_mapping,
        ]
    )


def _objection(name: str | None, *, dots: bool = False) -> str | None:
    """What is wrong with a name, as the end of a sentence."""
    longest = 127 if dots else 64
    if not name:
        return None
    if len(name) > longest:
        return f"has {len(name)} characters, more than {longest}"
    if name.startswith("-"):
        return "starts with a hyphen"
    wrong = re.search(r"[^a-z0-9_.-]" if dots else r"[^a-z0-9_-]", name)
    return f"contains {json.dumps(wrong[0])}" if wrong else None
