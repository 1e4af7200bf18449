"""Access logs of Service Connect should leave out query parameters.

## What it does
Reports services that turn Service Connect on with an `accessLogConfiguration` whose `includeQueryParameters` is
`ENABLED`. The default is `DISABLED`.

## Why it is bad
Query parameters carry tokens, signatures of presigned URLs, session identifiers and personal data. TLS protects them on
the way; in a log they are plain text for everyone who may read it, for as long as it is kept.

## Example
```python
import pulumi_aws as aws

log = {
    "log_driver": "awslogs",
    "options": {"awslogs-group": "/ecs/web", "awslogs-region": "us-east-1", "awslogs-stream-prefix": "proxy"},
}
aws.ecs.Service(
    "web",  # violates
    task_definition="web:7",
    network_configuration={"subnets": ["subnet-0a"], "security_groups": ["sg-0123456789abcdef0"]},
    service_connect_configuration={
        "enabled": True,
        "namespace": "internal",
        "log_configuration": log,
        "access_log_configuration": {"format": "JSON", "include_query_parameters": "ENABLED"},
    },
)
```

## Use instead
The default.
```python
aws.ecs.Service(
    "web",
    task_definition="web:7",
    network_configuration={"subnets": ["subnet-0a"], "security_groups": ["sg-0123456789abcdef0"]},
    service_connect_configuration={
        "enabled": True,
        "namespace": "internal",
        "log_configuration": log,
        "access_log_configuration": {"format": "JSON"},
    },
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import Service
from ...rule import Level, Outcome, Remedy, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    on=Service,
    level=Level.ADVISORY,
    severity=Severity.MEDIUM,
    outcome=Outcome.INSECURE,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceConnectAccessLogConfiguration.html",
    ),
)
def check(service: Service) -> Iterator[Violation]:
    connect = service.service_connect
    if connect is None or not connect.enabled:
        return
    log = connect.access_log
    if log is not None and log.include_query_parameters == "ENABLED":
        yield Violation(
            service,
            log.path_of("includeQueryParameters"),
            f"{service.label} has query parameters written to the access logs of Service Connect.",
            "Tokens and personal data in query parameters become readable for everyone who may read the log.",
            'set includeQueryParameters (include_query_parameters) to "DISABLED", or leave it out.',
            Remedy(("serviceConnectConfiguration", "accessLogConfiguration", "includeQueryParameters"), "DISABLED"),
        )
