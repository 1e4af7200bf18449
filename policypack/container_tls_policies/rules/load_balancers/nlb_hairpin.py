"""A service should not call itself through a Network Load Balancer that preserves client addresses.

## What it does
Reports target groups of internal Network Load Balancers that preserve client addresses, where a service whose tasks may
be the targets is told of the load balancer: its task definition depends on it, or on a DNS record that points to it.
With `instance` targets that is any service of the cluster in bridge or host mode, with `ip` targets the service itself.

Client addresses are preserved by default for `instance` targets, and for `ip` targets only with `preserveClientIp`.

## Why it is bad
A packet that comes back to the host that sent it has that host as source and as destination, and is dropped. Calls
time out whenever the load balancer chooses a target on the caller's own instance: one in as many as there are.

## Example
```python
import pulumi
import pulumi_aws as aws

balancer = aws.lb.LoadBalancer(
    "orders",
    load_balancer_type="network",
    internal=True,
    subnets=["subnet-0a", "subnet-0b"],
    security_groups=["sg-0123456789abcdef0"],
)
group = aws.lb.TargetGroup(
    "orders",  # violates
    port=8443,
    protocol="TCP",
    target_type="instance",
    vpc_id="vpc-0123456789abcdef0",
    health_check={"protocol": "TCP"},
)
listener = aws.lb.Listener(
    "tcp",
    load_balancer_arn=balancer.arn,
    port=443,
    protocol="TCP",
    default_actions=[{"type": "forward", "target_group_arn": group.arn}],
)
container = {
    "name": "orders",
    "image": "orders",
    "portMappings": [{"containerPort": 8443}],
    "environment": [{"name": "ORDERS", "value": balancer.dns_name}],
}
task = aws.ecs.TaskDefinition(
    "orders",
    family="orders",
    network_mode="bridge",
    container_definitions=pulumi.Output.json_dumps([container]),
)
aws.ecs.Service(
    "orders",
    task_definition=task.arn,
    load_balancers=[{"target_group_arn": group.arn, "container_name": "orders", "container_port": 8443}],
)
```

## Use instead
A service reaches itself on localhost. Where it cannot know that the other end is its own, let targets see the load
balancer's addresses: `preserve_client_ip="false"`, or `ip` targets.
```python
container = {
    "name": "orders",
    "image": "orders",
    "portMappings": [{"containerPort": 8443}],
    "environment": [{"name": "ORDERS", "value": "localhost"}],
}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import TargetGroup, backends_where, callers_through, every, is_internal, share_cluster, those
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model import Attachment, Service


@rule(
    on=TargetGroup,
    level=Level.ADVISORY,
    severity=Severity.HIGH,
    outcome=Outcome.BROKEN,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-troubleshooting.html",
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/edit-target-group-attributes.html",
    ),
)
def check(group: TargetGroup) -> Iterator[Violation]:
    def calls_itself(entry: Attachment) -> bool:
        return every(
            [
                lambda: bool(callers_through(group)),
                lambda: not group.is_for_application_load_balancer,
                lambda: group.preserves_client_ip,
                lambda: is_internal(group),
                lambda: bool(_callers_beside(group, entry.service)),
            ]
        )

    for backend in backends_where(group, calls_itself):
        caller = _callers_beside(group, backend.service)[0]
        yield Violation(
            group,
            "preserveClientIp",
            f"{group.label} preserves client addresses, and {caller.label}, which is told of the load balancer, may "
            "run where its targets do.",
            "What the load balancer sends back to the caller's own address is dropped: such calls time out.",
            'set preserveClientIp (preserve_client_ip) to "false", or targetType (target_type) to "ip" with tasks in '
            "awsvpc mode.",
        )


def _callers_beside(group: TargetGroup, service: Service) -> tuple[Service, ...]:
    """The callers through a target group that may run where the tasks of a service do."""

    def is_beside(caller: Service) -> bool:
        if group.target_type == "ip":
            return caller is service
        return every([lambda: caller.network_mode in ("bridge", "host"), lambda: share_cluster(caller, service)])

    return those(callers_through(group), is_beside)
