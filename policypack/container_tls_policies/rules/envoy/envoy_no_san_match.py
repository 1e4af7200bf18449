"""Envoy must check whose certificate a server shows, not only who issued it.

## What it does
Reports clusters with an `UpstreamTlsContext` that trusts the public authorities (`system_root_certs`, or the bundle of
the operating system) and has no `match_typed_subject_alt_names`, neither pins certificates nor turns on
`auto_san_validation`.

Not reported are authorities in other files: a private one may issue to this server alone. `envoy-no-validation` is
about clusters without any authority.

## Why it is bad
Envoy compares names only if it is told to, unlike browsers and HTTP libraries. With the public authorities alone it
accepts the certificate of any site in the world, and one for a domain of one's own costs nothing.

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
State the name that must be in the certificate.
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
            automatic = cluster.does_automatically("auto_san_validation")
            if tls.trusts_public_authorities and not tls.matches_names and not automatic:
                yield Violation(
                    task,
                    "containerDefinitions",
                    f"In {bootstrap.display_name} of {task.label}, {cluster.display_name} trusts the public "
                    "authorities and does not check the name in the server's certificate.",
                    "Envoy accepts a certificate of any site, so that whoever has one can pass for the server.",
                    "set match_typed_subject_alt_names in the validation_context of its UpstreamTlsContext.",
                )
