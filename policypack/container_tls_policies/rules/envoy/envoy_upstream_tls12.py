"""Envoy should offer TLS 1.3 to servers.

## What it does
Reports clusters with an `UpstreamTlsContext` that does not state `tls_maximum_protocol_version`. Whoever states TLS 1.2
has a reason and is not reported.

## Why it is bad
As a client Envoy goes up to TLS 1.2 unless it is told more, even where the server offers 1.3. A server that takes TLS
1.3 only refuses the handshake, and Envoy answers 503.

## Example
```python
import json
import pulumi_aws as aws

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
Offer TLS 1.3.
```python
context = {
    "@type": "type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext",
    "sni": "payments.example.com",
    "common_tls_context": {
        "tls_params": {"tls_maximum_protocol_version": "TLSv1_3"},
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
    severity=Severity.LOW,
    outcome=Outcome.INSECURE,
    since="0.1.0",
    references=("https://www.envoyproxy.io/docs/envoy/latest/api-v3/extensions/transport_sockets/tls/v3/common.proto",),
)
def check(task: TaskDefinition) -> Iterator[Violation]:
    for bootstrap in bootstraps(task):
        for cluster, tls in bootstrap.tls_clusters:
            if not tls.states_highest_version:
                yield Violation(
                    task,
                    "containerDefinitions",
                    f"In {bootstrap.display_name} of {task.label}, {cluster.display_name} does not say up to which "
                    "version of TLS it goes.",
                    "As a client Envoy then offers TLS 1.2 at most, and servers that take TLS 1.3 only refuse it.",
                    "set common_tls_context.tls_params.tls_maximum_protocol_version of its UpstreamTlsContext to "
                    "TLSv1_3.",
                )
