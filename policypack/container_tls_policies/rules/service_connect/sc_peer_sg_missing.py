"""Security groups must let Service Connect clients reach the proxies of the servers that they call.

## What it does
Reports Service Connect endpoints in awsvpc mode whose proxy is closed to their clients: no security group of the
server lets them in on the proxy's port, or none of the client's lets them out to it. The proxy's port is the
container port, or `ingressPortOverride`; never the port of `clientAlias`, which exists only inside the client's task.

In a namespace every service may call every other, but few do. Clients are

- services with the endpoint's name and port in the environment of a container, in one variable or in two as in
  `ORDERS_HOST` and `ORDERS_PORT`;
- services without endpoints of their own, where this endpoint is all that there is to call in a namespace of this
  stack. Where the namespace is of elsewhere, one of them is enough, and only if no load balancer uses the port;
- services that the server's groups let in: one of them at least must be let out by its own groups.

Rules in every spelling count, and so does what lets in address ranges, prefix lists or groups of other stacks. What a
load balancer needs is a matter of `sg-lb-to-task-missing`.

## Why it is bad
The names resolve and the proxies run, but the connection between them never opens. The client's proxy answers its own
application with 503 or 504, and nothing tells the server.

## Example
```python
import json
import pulumi_aws as aws


def service(name, group, **connect):
    mappings = [{"name": "http", "containerPort": 8080}]
    task = aws.ecs.TaskDefinition(
        name,
        family=name,
        network_mode="awsvpc",
        memory="512",
        container_definitions=json.dumps([{"name": name, "image": name, "portMappings": mappings}]),
    )
    return aws.ecs.Service(
        name,
        task_definition=task.arn,
        network_configuration={"subnets": ["subnet-0a"], "security_groups": [group.id]},
        service_connect_configuration={"enabled": True, "namespace": "internal", **connect},
    )


everything = [{"protocol": "-1", "from_port": 0, "to_port": 0, "cidr_blocks": ["0.0.0.0/0"]}]
web = aws.ec2.SecurityGroup("web", vpc_id="vpc-0123456789abcdef0", egress=everything)
orders = aws.ec2.SecurityGroup("orders", vpc_id="vpc-0123456789abcdef0", egress=everything)
aws.vpc.SecurityGroupIngressRule(
    "orders-from-web",
    security_group_id=orders.id,
    referenced_security_group_id=web.id,
    ip_protocol="tcp",
    from_port=80,
    to_port=80,
)
service(
    "orders",  # violates
    orders,
    services=[{"port_name": "http", "client_alias": [{"port": 80, "dns_name": "orders"}]}],
)
service("web", web)
```

## Use instead
Open the port on which the server's proxy listens.
```python
aws.vpc.SecurityGroupIngressRule(
    "orders-from-web",
    security_group_id=orders.id,
    referenced_security_group_id=web.id,
    ip_protocol="tcp",
    from_port=8080,
    to_port=8080,
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import Endpoint, peer_gaps
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    on=Endpoint,
    level=Level.MANDATORY,
    severity=Severity.CRITICAL,
    outcome=Outcome.BROKEN,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect-concepts-deploy.html",
        "https://github.com/aws/aws-cdk/issues/26973",
    ),
)
def check(endpoint: Endpoint) -> Iterator[Violation]:
    for gap in peer_gaps(endpoint):
        yield Violation(
            gap.at_fault,
            "networkConfiguration.securityGroups",
            f"{gap.problem}.",
            "The names of the namespace resolve, but no connection to the server's proxy opens: clients get 503 or 504 "
            "from their own proxies.",
            gap.fix,
        )
