"""The idle timeout of a Service Connect endpoint should not be shorter than its request timeout.

## What it does
Reports endpoints whose `idleTimeoutSeconds` is above 0 and below `perRequestTimeoutSeconds`. Where one of them is not
set, AWS's default counts: 300 seconds for idle connections, and 15 seconds for a request to a port with an
`appProtocol`. 0 turns a timeout off. A port without an `appProtocol` has no request timeout.

## Why it is bad
The shorter one wins: the proxy closes the connection under a request that is still allowed to take its time, and the
client sees an answer break off that the request timeout seems to permit.

## Example
```python
import pulumi_aws as aws

aws.ecs.Service(
    "reports",  # violates
    task_definition="reports:7",
    network_configuration={"subnets": ["subnet-0a"], "security_groups": ["sg-0123456789abcdef0"]},
    service_connect_configuration={
        "enabled": True,
        "namespace": "internal",
        "services": [
            {
                "port_name": "http",
                "client_alias": [{"port": 80}],
                "timeout": {"per_request_timeout_seconds": 600},
            }
        ],
    },
)
```

## Use instead
Raise the idle timeout together with the other.
```python
aws.ecs.Service(
    "reports",
    task_definition="reports:7",
    network_configuration={"subnets": ["subnet-0a"], "security_groups": ["sg-0123456789abcdef0"]},
    service_connect_configuration={
        "enabled": True,
        "namespace": "internal",
        "services": [
            {
                "port_name": "http",
                "client_alias": [{"port": 80}],
                "timeout": {"per_request_timeout_seconds": 600, "idle_timeout_seconds": 600},
            }
        ],
    },
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import Endpoint, every
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

default_idle = 300
default_request = 15


@rule(
    on=Endpoint,
    level=Level.ADVISORY,
    severity=Severity.MEDIUM,
    outcome=Outcome.BROKEN,
    since="0.1.0",
    references=("https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_TimeoutConfiguration.html",),
)
def check(endpoint: Endpoint) -> Iterator[Violation]:
    timeout = endpoint.timeout
    if timeout is None:
        return

    def idle() -> int:
        return default_idle if timeout.idle_timeout is None else timeout.idle_timeout

    def request() -> int:
        return default_request if timeout.per_request_timeout is None else timeout.per_request_timeout

    if every(
        [
            lambda: timeout.has("perRequestTimeoutSeconds") or endpoint.app_protocol in ("http", "http2", "grpc"),
            lambda: 0 < idle() < request(),
        ]
    ):
        yield Violation(
            endpoint.resource,
            timeout.path_of("idleTimeoutSeconds"),
            f"{endpoint.resource.label} has a Service Connect endpoint whose idle timeout, {idle()} seconds"
            f"{_source(timeout.idle_timeout)}, is shorter than its request timeout, {request()} seconds"
            f"{_source(timeout.per_request_timeout)}.",
            "The proxy closes connections under requests that may still take their time.",
            f"set idleTimeoutSeconds (idle_timeout_seconds) to at least {request()}, or to 0 for no limit, or shorten "
            "perRequestTimeoutSeconds (per_request_timeout_seconds).",
        )


def _source(given: int | None) -> str:
    return " by default" if given is None else ""
