"""Service Connect should name a DNS namespace by its ARN.

## What it does
Reports services whose Service Connect configuration names a private or public DNS namespace of this stack by its name.
An HTTP namespace, and a name that no namespace of this stack has, are not reported: the namespace of another account
must be named by its ARN too, but the name does not say whose it is.

## Why it is bad
Service Connect takes namespaces of any type, but a name is also how one asks ECS for a new HTTP namespace. Where ECS
does not find the DNS namespace, because it is not there yet, it makes an HTTP namespace of the same name: two
namespaces with one name, and services that do not see each other.

## Example
```python
import pulumi_aws as aws

namespace = aws.servicediscovery.PrivateDnsNamespace("shop", name="shop.internal", vpc="vpc-0123456789abcdef0")
aws.ecs.Service(
    "web",  # violates
    task_definition="web:7",
    network_configuration={"subnets": ["subnet-0a"], "security_groups": ["sg-0123456789abcdef0"]},
    service_connect_configuration={"enabled": True, "namespace": "shop.internal"},
)
```

## Use instead
The ARN, which also lets the service depend on the namespace.
```python
aws.ecs.Service(
    "web",
    task_definition="web:7",
    network_configuration={"subnets": ["subnet-0a"], "security_groups": ["sg-0123456789abcdef0"]},
    service_connect_configuration={"enabled": True, "namespace": namespace.arn},
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import Service
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    on=Service,
    level=Level.ADVISORY,
    severity=Severity.MEDIUM,
    outcome=Outcome.BROKEN,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect-concepts-deploy.html",
        "https://github.com/aws/aws-cdk/issues/25616",
    ),
)
def check(service: Service) -> Iterator[Violation]:
    connect = service.service_connect
    if connect is None or not connect.enabled or not connect.has("namespace"):
        return
    reference = service.namespace
    if reference is None or reference.literal is None:
        return
    name = reference.literal
    if reference.agree(lambda namespace: namespace.answers_dns and namespace.namespace_name == name):
        yield Violation(
            service,
            connect.path_of("namespace"),
            f'{service.label} has the Service Connect namespace "{name}", which is the name of the DNS '
            f"{' and of '.join(namespace.label for namespace in reference.candidates)}.",
            "Where ECS does not find it by that name, it makes an HTTP namespace of the same name beside it, and "
            "services do not see each other.",
            "set namespace to the arn of the namespace.",
        )
