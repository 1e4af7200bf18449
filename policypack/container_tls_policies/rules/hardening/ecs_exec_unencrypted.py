"""Sessions of ECS Exec should be encrypted with a key of one's own and logged.

## What it does
Reports clusters with an `executeCommandConfiguration` that has no `kmsKeyId`, or whose `logging` is NONE. Clusters
without such a configuration are not reported: nobody may use ECS Exec there.

## Why it is bad
What is typed and shown in a session, such as a private key that somebody looks at, has the encryption of the connection
only, and without a log nobody knows afterwards who did what.

## Example
```python
import pulumi_aws as aws

aws.ecs.Cluster(
    "shop",  # violates
    configuration={"execute_command_configuration": {"logging": "NONE"}},
)
```

## Use instead
Name a key, and let sessions go to the logs of the containers.
```python
aws.ecs.Cluster(
    "shop",
    configuration={"execute_command_configuration": {
            "kms_key_id": "arn:aws:kms:us-east-1:123456789012:key/a1b2c3d4-5678-90ab-cdef-111122223333",
            "logging": "DEFAULT",
        }},
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import Cluster
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    on=Cluster,
    level=Level.ADVISORY,
    severity=Severity.LOW,
    outcome=Outcome.INSECURE,
    since="0.1.0",
    references=("https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html",),
)
def check(cluster: Cluster) -> Iterator[Violation]:
    configuration = cluster.configuration
    command = configuration.execute_command if configuration else None
    if command is None:
        return
    missing = [] if command.has("kmsKeyId") else ["no KMS key"]
    missing += ["no log"] if command.logging == "NONE" else []
    if missing:
        yield Violation(
            cluster,
            "configuration.executeCommandConfiguration",
            f"{cluster.label} has {' and '.join(missing)} for sessions of ECS Exec.",
            "Nobody knows afterwards what was done in a session, or only AWS has a say in who can read it.",
            "set kmsKeyId (kms_key_id) and a logging other than NONE in configuration.executeCommandConfiguration "
            "(execute_command_configuration).",
        )
