"""Envoy should tell servers which name it wants.

## What it does
Reports clusters with an `UpstreamTlsContext` whose servers are known by host names, and that have no `sni`, `auto_sni`
or `auto_host_sni`. Servers that are known by IP addresses are not reported, since addresses are no server names.

## Why it is bad
Envoy sends no server name unless it is told which. Servers with several certificates, as behind CDNs and load
balancers, then show their default one or break the handshake off: Envoy answers 503.

## Example
```python
import json
import pulumi_aws as aws

context = {
    "@type": "type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext",
    "common_tls_context": {
        "validation_context": {
            "trusted_ca": {"filename": "/etc/ssl/certs/ca-certificates.crt"},
            "match_typed_subject_alt_names": [{"san_type": "DNS", "matcher": {"exact": "payments.example.com"}}],
        }
    },
}
server = {"address": {"socket_address": {"address": "payments.example.com", "port_value": 443}}}
bootstrap = {
    "static_resources": {
        "clusters": [
            {
                "name": "payments",
                "type": "STRICT_DNS",
                "load_assignment": {"endpoints": [{"lb_endpoints": [{"endpoint": server}]}]},
                "transport_socket": {"name": "envoy.transport_sockets.tls", "typed_config": context},
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
State the name.
```python
context = {
    "@type": "type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext",
    "sni": "payments.example.com",
    "common_tls_context": {
        "validation_context": {
            "trusted_ca": {"filename": "/etc/ssl/certs/ca-certificates.crt"},
            "match_typed_subject_alt_names": [{"san_type": "DNS", "matcher": {"exact": "payments.example.com"}}],
        }
    },
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
    level=Level.ADVISORY,
    severity=Severity.MEDIUM,
    outcome=Outcome.BROKEN,
    since="0.1.0",
    references=(
        "https://www.envoyproxy.io/docs/envoy/latest/api-v3/extensions/transport_sockets/tls/v3/tls.proto",
        "https://www.envoyproxy.io/docs/envoy/latest/start/quick-start/securing",
    ),
)
def check(task: TaskDefinition) -> Iterator[Violation]:
    for bootstrap in bootstraps(task):
        for cluster, tls in bootstrap.tls_clusters:
            if cluster.has_host_names and not tls.sends_server_name and not cluster.does_automatically("auto_sni"):
                yield Violation(
                    task,
                    "containerDefinitions",
                    f"In {bootstrap.display_name} of {task.label}, {cluster.display_name} speaks TLS and sends no "
                    "server name.",
                    "Servers with several certificates show another one or break the handshake off, and Envoy answers "
                    "503.",
                    "set sni of its UpstreamTlsContext to the server's host name.",
                )
