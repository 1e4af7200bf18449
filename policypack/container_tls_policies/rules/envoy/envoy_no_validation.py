"""Envoy must verify the servers to which it speaks TLS.

## What it does
Reports clusters with an `UpstreamTlsContext` that names neither authorities (`trusted_ca`, `system_root_certs`, a
provider of certificates) nor the certificates themselves (`verify_certificate_hash`, `verify_certificate_spki`), or
that accepts whatever it gets by `trust_chain_verification: ACCEPT_UNTRUSTED`.

Not reported are authorities that come by SDS, and servers on 127.0.0.1, which are in the same task. The configuration
is read where the task definition has it as JSON or YAML: as `--config-yaml`, in an environment variable, and in either
also as base64, or as a here-document without variables of the shell. Whose certificate it is, is the subject of
`envoy-no-san-match`.

## Why it is bad
Without a validation context Envoy accepts any certificate, also one that an attacker made a minute ago. The connection
is encrypted, and whoever sits between reads and changes everything. Nothing shows it: no error, no log, no metric.

## Example
```python
import json
import pulumi_aws as aws

context = {
    "@type": "type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext",
    "sni": "payments.example.com",
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
Say which authorities are trusted, and whose certificate it must be.
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
    level=Level.MANDATORY,
    severity=Severity.CRITICAL,
    outcome=Outcome.INSECURE,
    since="0.1.0",
    references=(
        "https://www.envoyproxy.io/docs/envoy/latest/start/quick-start/securing",
        "https://www.envoyproxy.io/docs/envoy/latest/api-v3/extensions/transport_sockets/tls/v3/common.proto",
    ),
)
def check(task: TaskDefinition) -> Iterator[Violation]:
    for bootstrap in bootstraps(task):
        for cluster, tls in bootstrap.tls_clusters:
            if not tls.verifies:
                yield Violation(
                    task,
                    "containerDefinitions",
                    f"In {bootstrap.display_name} of {task.label}, {cluster.display_name} speaks TLS to servers that "
                    "it does not verify.",
                    "Envoy accepts any certificate: whoever is between it and the server reads and changes the "
                    "traffic.",
                    "set common_tls_context.validation_context of its UpstreamTlsContext, with trusted_ca and "
                    "match_typed_subject_alt_names.",
                )
