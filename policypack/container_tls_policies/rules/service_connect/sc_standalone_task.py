"""Tasks outside of services do not resolve the names of Service Connect.

## What it does
Reports targets of EventBridge rules, and schedules, that run a task definition with a container whose environment has
the name and port of a Service Connect endpoint of this stack. Off by default: the name may exist in the VPC's DNS too.

## Why it is bad
Only tasks of services get the proxy and the names. A task that EventBridge, a pipeline or a person runs by itself finds
neither: its calls fail when the schedule comes round, long after the deployment.

## Example
```python
import json
import pulumi_aws as aws

aws.ecs.Service(
    "orders",
    task_definition="orders:7",
    network_configuration={"subnets": ["subnet-0a"], "security_groups": ["sg-0123456789abcdef0"]},
    service_connect_configuration={
        "enabled": True,
        "namespace": "internal",
        "services": [{"port_name": "http", "client_alias": [{"port": 80, "dns_name": "orders"}]}],
    },
)
orders = "http://orders"
containers = [{"name": "report", "image": "report", "environment": [{"name": "ORDERS", "value": orders}]}]
report = aws.ecs.TaskDefinition(
    "report",
    family="report",
    network_mode="awsvpc",
    container_definitions=json.dumps(containers),
)
aws.scheduler.Schedule(
    "nightly",  # violates
    schedule_expression="cron(0 3 * * ? *)",
    flexible_time_window={"mode": "OFF"},
    target={
        "arn": "arn:aws:ecs:us-east-1:123456789012:cluster/shop",
        "role_arn": "arn:aws:iam::123456789012:role/scheduler",
        "ecs_parameters": {"task_definition_arn": report.arn},
    },
)
```

## Use instead
A name that the VPC's DNS resolves, such as a load balancer's; or a service that waits for work.
```python
orders = "https://orders.example.com"
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import TaskRunner, endpoints_named_in
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    on=TaskRunner,
    level=Level.DISABLED,
    severity=Severity.MEDIUM,
    outcome=Outcome.BROKEN,
    since="0.1.0",
    references=("https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect-concepts-deploy.html",),
)
def check(runner: TaskRunner) -> Iterator[Violation]:
    parameters = runner.ecs_parameters
    if parameters is None:
        return
    reference = parameters.task_definition
    if names := reference.agree(endpoints_named_in):
        tasks = " or ".join(task.label for task in reference.candidates)
        yield Violation(
            runner,
            parameters.path_of("taskDefinitionArn"),
            f"{runner.label} runs {tasks} outside of a service, with the Service Connect name {names[0]} in the "
            "environment of a container.",
            "Only tasks of services get the names of Service Connect and the proxy: the calls fail.",
            "use a name that the VPC's DNS resolves, or run the task in a service.",
        )
