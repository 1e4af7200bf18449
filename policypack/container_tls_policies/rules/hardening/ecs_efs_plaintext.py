"""Volumes on EFS should be encrypted in transit.

## What it does
Reports volumes with an `efsVolumeConfiguration` whose `transitEncryption` is not ENABLED.

## Why it is bad
It is off unless it is turned on. What tasks read and write, such as certificates with their private keys, then goes
through the network in plain text.

## Example
```python
import json
import pulumi_aws as aws

task = aws.ecs.TaskDefinition(
    "web",  # violates
    family="web",
    network_mode="awsvpc",
    volumes=[
        {"name": "certificates", "efs_volume_configuration": {"file_system_id": "fs-0123456789abcdef0"}}
    ],
    container_definitions=json.dumps(
        [
            {"name": "web", "image": "acme/web:1.4.2"},
        ]
    ),
)
```

## Use instead
Turn it on.
```python
task = aws.ecs.TaskDefinition(
    "web",
    family="web",
    network_mode="awsvpc",
    volumes=[
        {"name": "certificates",
            "efs_volume_configuration": {"file_system_id": "fs-0123456789abcdef0", "transit_encryption": "ENABLED"}}
    ],
    container_definitions=json.dumps(
        [
            {"name": "web", "image": "acme/web:1.4.2"},
        ]
    ),
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import TaskDefinition, those
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model import Volume


@rule(
    on=TaskDefinition,
    level=Level.ADVISORY,
    severity=Severity.MEDIUM,
    outcome=Outcome.INSECURE,
    since="0.1.0",
    references=("https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specify-efs-config.html",),
)
def check(task: TaskDefinition) -> Iterator[Violation]:
    for volume in those(task.volumes, _is_plain):
        yield Violation(
            task,
            volume.path_of("efsVolumeConfiguration.transitEncryption"),
            f"{volume.path} of {task.label} is on EFS without encryption in transit.",
            "What tasks read and write there goes through the network in plain text.",
            'set transitEncryption (efs_volume_configuration["transit_encryption"]) to ENABLED.',
        )


def _is_plain(volume: Volume) -> bool:
    return volume.efs is not None and volume.efs.transit_encryption != "ENABLED"
