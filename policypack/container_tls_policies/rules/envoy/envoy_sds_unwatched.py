"""Files of certificates that Envoy gets by SDS should be watched.

## What it does
Reports secrets for Envoy's SDS in environment variables, from where a container writes them to a file, that name files
and have no `watched_directory`. What containers write otherwise is not known here.

## Why it is bad
Envoy looks at a secret's files again only when something moves in the directory that `watched_directory` names. Without
it, certificates that are overwritten are not taken up, and clients get the old one until the task is replaced.

## Example
```python
import json
import pulumi_aws as aws

certificate = {
    "certificate_chain": {"filename": "/certificates/current/server.pem"},
    "private_key": {"filename": "/certificates/current/server.key"},
}
secret = {
    "@type": "type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.Secret",
    "name": "server",
    "tls_certificate": certificate,
}
aws.ecs.TaskDefinition(
    "web",  # violates
    family="web",
    network_mode="awsvpc",
    container_definitions=json.dumps(
        [
            {"name": "envoy", "image": "envoyproxy/envoy:v1.36.2"},
            {
                "name": "certificates",
                "image": "acme/certificates:1.0.3",
                "environment": [{"name": "SDS", "value": json.dumps({"resources": [secret]})}],
            },
        ]
    ),
)
```

## Use instead
Name the directory in which a link is moved to the new files.
```python
certificate = {
    "certificate_chain": {"filename": "/certificates/current/server.pem"},
    "private_key": {"filename": "/certificates/current/server.key"},
    "watched_directory": {"path": "/certificates"},
}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import TaskDefinition, watched_files
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
    for container, secret, is_watched in watched_files(task):
        if not is_watched:
            yield Violation(
                task,
                "containerDefinitions",
                f'The secret {secret} for Envoy, in the environment of the container "{container.name}" of '
                f"{task.label}, names files and no watched_directory.",
                "Envoy does not take up what is written to these files later, and goes on to show the old certificate.",
                "add watched_directory beside the files, and move a link in that directory to new files.",
            )
