"""A cluster should have Container Insights.

## What it does
Reports clusters that do not set `containerInsights` to enabled or enhanced. Without the setting, that of the account
decides, which is off unless somebody has turned it on.

## Why it is bad
There are no metrics of tasks then, only of services: that tasks restart, or run out of memory because of one sidecar,
shows in no graph and can raise no alarm.

## Example
```python
import pulumi_aws as aws

aws.ecs.Cluster(
    "shop",  # violates
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

from typing import TYPE_CHECKING

from ...model import Cluster
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
    if not any(setting.name == "containerInsights" and _is_on(setting) for setting in cluster.settings):
        yield Violation(
            cluster,
            "settings",
            f"{cluster.label} does not turn Container Insights on.",
            "There are no metrics of its tasks, and no alarm can tell that they restart.",
            "add containerInsights with the value enabled to settings.",
        )


def _is_on(setting: ClusterSetting) -> bool:
    return (setting.value or "").lower() in ("enabled", "enhanced")
