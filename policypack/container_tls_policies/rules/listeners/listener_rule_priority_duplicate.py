"""Two rules of a listener must not have the same priority.

## What it does
Reports a listener rule whose `priority` another rule of the same listener in this stack has. The listener may be of
this stack or named by its ARN. A rule without `priority` gets the next one that is free.

## Why it is bad
AWS refuses the second rule with PriorityInUse. Where rules are made in a loop, or by modules that each begin at 1, it
shows only when both meet on one listener.

## Example
```python
import pulumi_aws as aws

listener = "arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/shared/0123456789abcdef/0123456789abcdef"
group = "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/shared/0123456789abcdef"
aws.lb.ListenerRule(
    "billing",
    listener_arn=listener,
    priority=1,
    conditions=[{"host_header": {"values": ["billing.example.com"]}}],
    actions=[{"type": "forward", "target_group_arn": group}],
)
aws.lb.ListenerRule(
    "orders",  # violates
    listener_arn=listener,
    priority=1,
    conditions=[{"host_header": {"values": ["orders.example.com"]}}],
    actions=[{"type": "forward", "target_group_arn": group}],
)
```

## Use instead
A priority of its own for each rule.
```python
aws.lb.ListenerRule(
    "orders",
    listener_arn=listener,
    priority=2,
    conditions=[{"host_header": {"values": ["orders.example.com"]}}],
    actions=[{"type": "forward", "target_group_arn": group}],
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import ListenerRule
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    on=ListenerRule,
    level=Level.MANDATORY,
    severity=Severity.HIGH,
    outcome=Outcome.REJECTED,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-rules.html",
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateRule.html",
    ),
)
def check(listener_rule: ListenerRule) -> Iterator[Violation]:
    if other := listener_rule.twin:
        yield Violation(
            listener_rule,
            "priority",
            f"{listener_rule.label} has the priority {listener_rule.priority}, and so has {other.label} of the same "
            "listener.",
            "AWS refuses the second of them with PriorityInUse.",
            "give each rule of a listener a priority of its own.",
        )
