"""Envoy must have a node id and a node cluster where it gets secrets by SDS.

## What it does
Reports configurations in which something has an `sds_config` and `node.id` or `node.cluster` is missing. Both may also
be arguments of Envoy, `--service-node` and `--service-cluster`, or stand in a file that `--config-path` names.

## Why it is bad
Envoy exits at start, also where the secrets come from a file and no server is asked. The task stops, and ECS starts the
next one without end.

## Example
```python
import json
import pulumi_aws as aws

context = {
    "@type": "type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext",
    "common_tls_context": {
        "tls_certificate_sds_secret_configs": [
            {"name": "server", "sds_config": {"path_config_source": {"path": "/certificates/server.json"}}}
        ]
    },
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
Name the node.
```python
task = aws.ecs.TaskDefinition(
    "web",
    family="web",
    network_mode="awsvpc",
    container_definitions=json.dumps(
        [
            {"name": "app", "image": "acme/web:1.4.2"},
            {
                "name": "envoy",
                "image": "envoyproxy/envoy:v1.36.2",
                "command": ["--config-yaml", json.dumps({"node": {"id": "web", "cluster": "web"}, **bootstrap})],
            },
        ]
    ),
)
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
    severity=Severity.HIGH,
    outcome=Outcome.UNHEALTHY,
    since="0.1.0",
    references=("https://www.envoyproxy.io/docs/envoy/latest/configuration/security/secret",),
)
def check(task: TaskDefinition) -> Iterator[Violation]:
    for bootstrap in bootstraps(task):
        if bootstrap.fetches_secrets and not bootstrap.names_node and not bootstrap.may_name_node_elsewhere:
            yield Violation(
                task,
                "containerDefinitions",
                f"{bootstrap.display_name} of {task.label} gets secrets by SDS, but has no node.id or no node.cluster.",
                "Envoy exits at start, and ECS replaces the task without end.",
                "set node.id and node.cluster in the configuration.",
            )
