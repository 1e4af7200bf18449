"""The port of an application behind Envoy's TLS should not be in any port mapping.

## What it does
Reports tasks in awsvpc mode in which a listener of Envoy takes TLS and passes it on to a port of the same task, and
`portMappings` of a container has that port, too.

Envoy's own ports belong there, and so does a port for health checks on which the application serves nothing else.

## Why it is bad
A port mapping is how load balancers, Service Connect and people learn where to connect. What connects there goes past
Envoy: without TLS, and without a client certificate. Let the application listen on 127.0.0.1 as well, for in this mode
every port that it opens is on the task's network interface, mapped or not.

## Example
```python
import json
import pulumi_aws as aws

context = {
    "@type": "type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext",
    "common_tls_context": {},
}
proxy = {"@type": "type.googleapis.com/envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy", "cluster": "app"}
socket = {"name": "envoy.transport_sockets.tls", "typed_config": context}
server = {"address": {"socket_address": {"address": "127.0.0.1", "port_value": 8080}}}
bootstrap = {
    "static_resources": {
        "listeners": [
            {"filter_chains": [{"filters": [{"name": "tcp", "typed_config": proxy}], "transport_socket": socket}]}
        ],
        "clusters": [{"name": "app", "load_assignment": {"endpoints": [{"lb_endpoints": [{"endpoint": server}]}]}}],
    }
}
application = {"name": "app", "image": "acme/web:1.4.2", "portMappings": [{"containerPort": 8080}]}

task = aws.ecs.TaskDefinition(
    "web",  # violates
    family="web",
    network_mode="awsvpc",
    container_definitions=json.dumps(
        [
            application,
            {
                "name": "envoy",
                "image": "envoyproxy/envoy:v1.36.2",
                "command": ["--config-yaml", json.dumps(bootstrap)],
                "portMappings": [{"containerPort": 8443}],
            },
        ]
    ),
)
```

## Use instead
Map Envoy's port only.
```python
application = {"name": "app", "image": "acme/web:1.4.2"}
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
    severity=Severity.HIGH,
    outcome=Outcome.INSECURE,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-networking-awsvpc.html",
        "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html",
    ),
)
def check(task: TaskDefinition) -> Iterator[Violation]:
    behind = {port: bootstrap for bootstrap in bootstraps(task) for port in bootstrap.application_ports}
    for container in task.containers:
        mapped = {port for mapping in container.port_mappings for port in behind if port in mapping.container_ports}
        if mapped and task.network_mode == "awsvpc":
            yield Violation(
                task,
                "containerDefinitions",
                f'The container "{container.name}" of {task.label} maps port {_listed(mapped)}, to which '
                f"{behind[min(mapped)].display_name} passes on what arrives as TLS.",
                "What connects to that port goes past Envoy, without TLS.",
                "remove the port from portMappings, and let the application listen on 127.0.0.1.",
            )


def _listed(ports: set[int]) -> str:
    return " and ".join(map(str, sorted(ports)))
