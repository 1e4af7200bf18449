"""A cluster should have Container Insights.

## What it does
Reports clusters whose `settings` turn `containerInsights` off. Where a cluster has no such setting, that of the account
decides, which is not known here.

## Why it is bad
There are no metrics of tasks then, only of services: that tasks restart, or run out of memory because of one sidecar,
shows in no graph and can raise no alarm.

## Example
```python
import pulumi_aws as aws

aws.ecs.Cluster(
    "shop",  # violates
    settings=[{"name": "containerInsights", "value": "disabled"}],
)
```

## Use instead
Turn it on.
```python
aws.ecs.Cluster(
    "shop",
    settings=[{"name": "containerInsights", "value": "enabled"}],
)
```
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ...model import Cluster, some
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model import ClusterSetting


@rule(
    on=Cluster,
    level=Level.ADVISORY,
    severity=Severity.LOW,
    outcome=Outcome.BLIND,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/cloudwatch-container-insights.html",
        "https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html",
    ),
)
def check(cluster: Cluster) -> Iterator[Violation]:
    if some([partial(_turns_off, setting) for setting in cluster.settings]):
        yield Violation(
            cluster,
            "settings",
            f"{cluster.label} turns Container Insights off.",
            "There are no metrics of its tasks, and no alarm can tell that they restart.",
            "set the value of containerInsights in settings to enabled.",
        )


def _turns_off(setting: ClusterSetting) -> bool:
    return setting.name == "containerInsights" and setting.value == "disabled"
