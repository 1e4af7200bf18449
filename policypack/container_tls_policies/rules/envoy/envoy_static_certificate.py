"""Envoy should get certificates from files by SDS, which takes new ones up.

## What it does
Reports listeners, clusters and `static_resources.secrets` whose own certificate has a `filename` in the configuration
itself. Certificates from environment variables need new tasks by their nature, and are not reported. Whether files of
SDS are watched is the subject of `envoy-sds-unwatched`.

## Why it is bad
Envoy reads such files when it starts and never again. A certificate that is renewed in the file does not reach clients
until the task is replaced; until then they get the old one, also when it has expired.

## Example
```python
import json
import pulumi_aws as aws

context = {
    "@type": "type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext",
    "common_tls_context": {
        "tls_certificates": [
            {
                "certificate_chain": {"filename": "/certificates/server.pem"},
                "private_key": {"filename": "/certificates/server.key"},
            }
        ]
    },
}
bootstrap = {
    "node": {"id": "web", "cluster": "web"},
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
    },
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
Name a secret of SDS in a file. That file names the same certificate and key, and has
`watched_directory: {"path": "/certificates"}` beside them.
```python
context = {
    "@type": "type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext",
    "common_tls_context": {
        "tls_certificate_sds_secret_configs": [
            {
                "name": "server",
                "sds_config": {
                    "path_config_source": {"path": "/certificates/server.json"},
                    "resource_api_version": "V3",
                },
            }
        ]
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
    outcome=Outcome.LATER,
    since="0.1.0",
    references=(
        "https://www.envoyproxy.io/docs/envoy/latest/configuration/security/secret",
        "https://www.envoyproxy.io/docs/envoy/latest/api-v3/extensions/transport_sockets/tls/v3/common.proto",
    ),
)
def check(task: TaskDefinition) -> Iterator[Violation]:
    for bootstrap in bootstraps(task):
        static = [name for name, tls in bootstrap.certificate_contexts if tls.has_certificate_files]
        static += ["static_resources.secrets"] if bootstrap.has_static_secret_files else []
        for name in dict.fromkeys(static):
            yield Violation(
                task,
                "containerDefinitions",
                f"In {bootstrap.display_name} of {task.label}, {name} names the files of a certificate directly.",
                "Envoy reads them at start only, and goes on to show the old certificate when there is a new one.",
                "use tls_certificate_sds_secret_configs with a path_config_source, and watched_directory in that file.",
            )
