"""A service should depend on the namespace of its Service Connect.

## What it does
Reports services with Service Connect whose namespace is a resource of this stack that they do not depend on, neither
directly nor through others, because the program writes its name out, or that of the cluster whose default namespace it
is.

A service that refers to an attribute of the namespace (`arn`, or `name`) depends on it. Namespaces of other stacks are
not judged.

## Why it is bad
For Pulumi, a name that is written out has nothing to do with the namespace. It may create the service first, which ECS
refuses for want of the namespace. On destroy it may delete the namespace first, while the service still has its entries
in it: AWS answers ResourceInUse, and the destruction stops halfway.

## Example
```python
import pulumi_aws as aws

namespace = aws.servicediscovery.HttpNamespace("mesh", name="internal")
aws.ecs.Service(
    "web",  # violates
    task_definition="web:7",
    network_configuration={"subnets": ["subnet-0a"], "security_groups": ["sg-0123456789abcdef0"]},
    service_connect_configuration={"enabled": True, "namespace": "internal"},
)
```

## Use instead
Refer to the namespace.
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

from ...model import Service, every, waits_for
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model import Namespace


@rule(
    on=Service,
    level=Level.ADVISORY,
    severity=Severity.MEDIUM,
    outcome=Outcome.LATER,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect-concepts-deploy.html",
        "https://docs.aws.amazon.com/cloud-map/latest/api/API_DeleteNamespace.html",
    ),
)
def check(service: Service) -> Iterator[Violation]:
    if not service.has_service_connect:
        return

    def is_overtaken(namespace: Namespace) -> bool:
        return every([lambda: not waits_for(service, namespace), lambda: namespace.region == service.region])

    reference = service.namespace
    # Only a known value can lack a dependency: an unknown one is found by its dependencies.
    if reference and service.writes_out_namespace and reference.agree(is_overtaken):
        names = " or ".join(namespace.label for namespace in reference.candidates)
        yield Violation(
            service,
            "serviceConnectConfiguration.namespace",
            f"{service.label} is in {names}, but does not depend on it.",
            "Pulumi may create the service before the namespace, which ECS refuses, and delete the namespace before "
            "the service, which Cloud Map refuses (ResourceInUse).",
            "set namespace to the arn of the namespace resource, or name the resource in depends_on (dependsOn).",
        )
