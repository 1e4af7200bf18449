"""Sessions of ECS Exec should be encrypted with a key of one's own and logged.

## What it does
Reports clusters with an `executeCommandConfiguration` that has no `kmsKeyId`, whose `logging` is NONE, or whose
`logConfiguration` names a log group or a bucket without turning on its encryption. Clusters without such a
configuration are reported where a service of this stack sets `enableExecuteCommand`.

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

from functools import partial
from typing import TYPE_CHECKING

from ...model import Cluster, Service, every, some, those
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ...model import ExecuteCommandConfiguration, Reference, Stack


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
    missing = those(_questions(cluster, command), lambda question: question[1]())
    if missing:
        yield Violation(
            cluster,
            "configuration.executeCommandConfiguration",
            f"{cluster.label} has {' and '.join(what for what, _ in missing)} for sessions of ECS Exec.",
            "Nobody knows afterwards what was done in a session, or only AWS has a say in who can read it.",
            "set kmsKeyId (kms_key_id), a logging other than NONE, and the encryption of what logConfiguration "
            "(log_configuration) names, in configuration.executeCommandConfiguration (execute_command_configuration).",
        )


def _questions(
    cluster: Cluster, command: ExecuteCommandConfiguration | None
) -> Iterator[tuple[str, Callable[[], bool]]]:
    """What it may lack, each with the question whether it does."""
    if command is None:
        yield "no KMS key", partial(_is_used, cluster)
        return
    yield "no KMS key", lambda: not command.has("kmsKeyId")
    yield "no log", lambda: command.logging == "NONE"
    logs = command.logs if command.logging == "OVERRIDE" else None
    if logs:
        yield "a log group without encryption", lambda: bool(logs.log_group_name) and not logs.encrypts_log_group
        yield "a bucket without encryption", lambda: bool(logs.bucket_name) and not logs.encrypts_bucket


def _is_used(cluster: Cluster) -> bool:
    """Whether a service of the cluster lets ECS Exec in."""

    def uses(service: Service, reference: Reference[Cluster]) -> bool:
        return every([lambda: service.enables_execute_command, lambda: cluster.is_meant_by(reference)])

    stack = cluster.stack
    if not stack.leaves_out(Service) and not stack.remember("ECS Exec", partial(_some_service_may_use_it, stack)):
        return False
    found = stack.referrers(cluster, Service, "cluster")
    return some([partial(uses, service, reference) for service, reference in found])


def _some_service_may_use_it(stack: Stack) -> bool:
    return any(service.raw("enableExecuteCommand") is not None for service in stack.all(Service))
