"""A listener of Envoy that says which client certificates it trusts must say whether clients need one.

## What it does
Reports listeners whose `DownstreamTlsContext` has a validation context, in whatever way, and does not state
`require_client_certificate`. Who states `false` wants client certificates to be optional and is not reported.

## Why it is bad
Mutual TLS seems to be on, and is not: Envoy lets clients without a certificate in. It only logs that this is a
deprecated, insecure default.

## Example
```python
import json
import pulumi_aws as aws

context = {
    "@type": "type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext",
    "common_tls_context": {"validation_context": {"trusted_ca": {"filename": "/etc/envoy/clients.pem"}}},
}
bootstrap = {
    "static_resources": {
        "listeners": [
            {
                "name": "https",
                "address": {"socket_address": {"address": "0.0.0.0", "port_value": 8443}},
                "filter_chains": [
                    {"transport_socket": {"name": "envoy.transport_sockets.tls", "typed_config": context}}
                ],
            }
        ]
    }
}

task = aws.ecs.TaskDefinition(
    "web",  # violates
    family="web",
    network_mode="awsvpc",
    container_definitions=json.dumps(
        [
            {"name": "app", "image": "acme/web:1.4.2"},
            {
                "name": "envoy",
                "image": "envoyproxy/envoy:v1.36.2",
                "command": ["--config-yaml", json.dumps(bootstrap)],
            },
        ]
    ),
)
```

## Use instead
Require a certificate.
```python
context = {
    "@type": "type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext",
    "require_client_certificate": True,
    "common_tls_context": {"validation_context": {"trusted_ca": {"filename": "/etc/envoy/clients.pem"}}},
}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import TaskDefinition, bootstraps
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    on=TaskDefinition,
    level=Level.MANDATORY,
    severity=Severity.CRITICAL,
    outcome=Outcome.INSECURE,
    since="0.1.0",
    references=(
        "https://www.envoyproxy.io/docs/envoy/latest/api-v3/extensions/transport_sockets/tls/v3/tls.proto",
        "https://www.envoyproxy.io/docs/envoy/latest/start/quick-start/securing",
    ),
)
def check(task: TaskDefinition) -> Iterator[Violation]:
    for bootstrap in bootstraps(task):
        for listener in bootstrap.listeners:
            if any(tls.has_validation and tls.requires_client_certificate is None for tls in listener.tls):
                yield Violation(
                    task,
                    "containerDefinitions",
                    f"In {bootstrap.display_name} of {task.label}, {listener.display_name} says which client "
                    "certificates it trusts, and not whether clients need one.",
                    "Envoy lets clients without a certificate in.",
                    "set require_client_certificate of its DownstreamTlsContext to true; false, if certificates are to "
                    "be optional.",
                )
