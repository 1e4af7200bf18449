"""A client should call a load balancer by a name that is on its certificate, not by the one that AWS gave it.

## What it does
Reports task definitions with a container whose environment has a URL for TLS (`https`, `wss`, `grpcs` and the like)
with the DNS name of a load balancer, as in `https://shop-1234567890.eu-west-1.elb.amazonaws.com`.

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


_url = re.compile(
    r"\b(https|wss|grpcs|tls|ssl|rediss|amqps|mqtts|ldaps)://[^\s/]*\.(elb\.[a-z0-9-]+|[a-z0-9-]+\.elb)\.amazonaws\.com",
    re.IGNORECASE,
)


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
        for name, value in container.variables:
            if _url.search(value):
                yield Violation(
                    task,
                    "containerDefinitions",
                    f"container {container.name} of {task.label} has in its environment variable {name} a URL for "
                    "TLS with the DNS name of a load balancer.",
                    "No public certificate has a name under elb.amazonaws.com: clients that verify it fail.",
                    "use a name of your own that leads to the load balancer and is on its certificate.",
                )
