"""A client should call a load balancer by a name that is on its certificate, not by the one that AWS gave it.

## What it does
Reports task definitions with a container whose environment has a URL for TLS (`https`, `wss`, `grpcs` and the like)
with the DNS name of a load balancer, as in `https://shop-1234567890.eu-west-1.elb.amazonaws.com`; or that name beside
such a scheme or port 443, as in `SHOP_HOST` with `SHOP_SCHEME` or `SHOP_PORT`.

## Why it is bad
No public certificate can have a name under `elb.amazonaws.com`, so that a client that verifies fails. What is done
about it in practice is to turn verification off, and then TLS protects from nobody who can answer in the load
balancer's place.

## Example
```python
import json
import pulumi_aws as aws

container = {
    "name": "web",
    "image": "web",
    "environment": [{"name": "ORDERS_URL", "value": "https://orders-0123456789.eu-west-1.elb.amazonaws.com/v1"}],
}
aws.ecs.TaskDefinition(
    "web",  # violates
    family="web",
    network_mode="awsvpc",
    container_definitions=json.dumps([container]),
)
```

## Use instead
A name of your own, in public or private DNS, that leads to the load balancer and is on its certificate.
```python
container = {
    "name": "web",
    "image": "web",
    "environment": [{"name": "ORDERS_URL", "value": "https://orders.example.com/v1"}],
}
```
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...model import TaskDefinition, may_tell_of_load_balancer, those
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model import Container

_scheme = re.compile(r"https|wss|grpcs|tls|ssl|rediss|amqps|mqtts|ldaps", re.IGNORECASE)
_host = re.compile(r"[^\s/]*\.(elb\.[a-z0-9-]+|[a-z0-9-]+\.elb)\.amazonaws\.com", re.IGNORECASE)
_url = re.compile(rf"\b({_scheme.pattern})://{_host.pattern}", re.IGNORECASE)


@rule(
    on=TaskDefinition,
    level=Level.ADVISORY,
    severity=Severity.MEDIUM,
    outcome=Outcome.BROKEN,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html",
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/https-listener-certificates.html",
    ),
)
def check(task: TaskDefinition) -> Iterator[Violation]:
    if not may_tell_of_load_balancer(task):
        return
    for container in those(task.containers, lambda container: bool(container.environment)):
        for name in _variables_for_tls(container):
            yield Violation(
                task,
                "containerDefinitions",
                f"container {container.name} of {task.label} has in its environment variable {name} the DNS name of a "
                "load balancer, to call it with TLS.",
                "No public certificate has a name under elb.amazonaws.com: clients that verify it fail.",
                "use a name of your own that leads to the load balancer and is on its certificate.",
            )


def _variables_for_tls(container: Container) -> Iterator[str]:
    """The names of environment variables with the address of a load balancer, or its host, to call it with TLS."""
    yield from (name for name, value in container.variables if _url.search(value))
    for found in container.split_addresses:
        is_tls = _scheme.fullmatch(found.scheme or "") or found.port == "443"
        if is_tls and _host.match(found.host):
            yield found.variable
